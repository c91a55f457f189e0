window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1367399416066998273"
          ],
          "editableUntil": "2021-03-04T10:50:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": {
        "hashtags": [
          {
            "text": "Leak",
            "indices": [
              "5",
              "9"
            ]
          }
        ],
        "symbols": [],
        "user_mentions": [],
        "urls": [
          {
            "url": "https://t.co/AbCdEfGh01",
            "expanded_url": "https://pastebin.com/AbCd1234",
            "display_url": "pastebin.com/AbCd1234",
            "indices": [
              "5",
              "28"
            ]
          }
        ],
        "media": [
          {
            "expanded_url": "https://twitter.com/gil_example/status/1367384314513195012/video/1",
            "indices": [
              "1",
              "2"
            ],
            "url": "https://t.co/Media00001",
            "media_url": "http://pbs.twimg.com/media/a.jpg",
            "id_str": "5",
            "id": "5",
            "media_url_https": "https://pbs.twimg.com/media/a.jpg",
            "source_status_id_str": "1367384314513195012",
            "type": "video",
            "display_url": "pic.twitter.com/Media00001"
          }
        ]
      },
      "display_text_range": [
        "0",
        "5"
      ],
      "favorite_count": "1",
      "id_str": "1367399416066998273",
      "truncated": false,
      "retweet_count": "0",
      "id": "1367399416066998273",
      "created_at": "Thu Mar 04 09:00:00 +0000 2021",
      "favorited": false,
      "full_text": "Read https://t.co/AbCdEfGh01 #Leak &amp; weep https://t.co/Media00001",
      "lang": "en",
      "deleted_at": "2021-03-05T00:00:00.000Z"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "edit": {
          "initialTweetId": "1367429612962839554",
          "editControlInitial": {
            "editTweetIds": [
              "1367429612962839554",
              "1367429612962840578"
            ],
            "editableUntil": "2021-03-04T11:30:00.000Z",
            "editsRemaining": "4",
            "isEditEligible": true
          }
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          {
            "name": "Ann Example",
            "screen_name": "ann_example",
            "indices": [
              "0",
              "12"
            ],
            "id_str": "1200000000000000101",
            "id": "1200000000000000101"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "5"
      ],
      "favorite_count": "1",
      "id_str": "1367429612962840578",
      "truncated": false,
      "retweet_count": "0",
      "id": "1367429612962840578",
      "created_at": "Thu Mar 04 11:00:00 +0000 2021",
      "favorited": false,
      "full_text": "@ann_example yes",
      "lang": "en",
      "in_reply_to_status_id_str": "1367419672974069761",
      "in_reply_to_status_id": "1367419672974069761",
      "in_reply_to_user_id": "1200000000000000101",
      "in_reply_to_user_id_str": "1200000000000000101",
      "in_reply_to_screen_name": "ann_example"
    }
  }
]