window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1367384314513195012"
          ],
          "editableUntil": "2021-03-04T10:50:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": "none",
      "display_text_range": [
        "0",
        "5"
      ],
      "favorite_count": "1",
      "id_str": "1367384314513195012",
      "truncated": false,
      "retweet_count": "0",
      "id": "1367384314513195012",
      "created_at": "Thu Mar 04 08:00:00 +0000 2021",
      "favorited": false,
      "full_text": "</script><script>alert(1)</script> \u0000",
      "lang": "en"
    }
  },
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
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
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
      "created_at": "Thu Feb 30 09:00:00 +0000 2021",
      "favorited": false,
      "full_text": "no such day",
      "lang": "en"
    }
  },
  {
    "tweet": [1]
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "9.1e17"
          ],
          "editableUntil": "2021-03-04T10:50:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "5"
      ],
      "favorite_count": "1",
      "id_str": "9.1e17",
      "truncated": false,
      "retweet_count": "0",
      "id": "9.1e17",
      "created_at": "Thu Mar 04 08:00:00 +0000 2021",
      "favorited": false,
      "full_text": "x",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1367444715712020483"
          ],
          "editableUntil": "2021-03-04T10:50:30.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [
          null,
          {
            "id_str": "-1",
            "screen_name": "gone"
          }
        ],
        "urls": [
          {
            "url": "https://t.co/a",
            "expanded_url": null
          },
          4
        ]
      },
      "display_text_range": [
        "0",
        "5"
      ],
      "favorite_count": "1",
      "id_str": "1367444715712020483",
      "truncated": false,
      "retweet_count": "0",
      "id": "1367444715712020483",
      "created_at": "Thu Mar 04 12:00:00 +0000 2021",
      "favorited": false,
      "full_text": "RT @: nobody \ud83d",
      "lang": "en"
    }
  }
]