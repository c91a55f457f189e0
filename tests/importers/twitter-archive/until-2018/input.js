Grailbird.data.tweets_2017_05 = 
 [
  {
    "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
    "entities": {
      "user_mentions": [],
      "media": [],
      "hashtags": [],
      "urls": []
    },
    "geo": {},
    "id_str": "860567143043829761",
    "text": "RT @ben_example: Read https://t.co/AbCd…",
    "id": 860567143043829761,
    "created_at": "2017-05-05 18:49:30 +0000",
    "user": {
      "name": "Gil",
      "screen_name": "gil_example",
      "protected": false,
      "id_str": "900",
      "profile_image_url_https": "https://pbs.twimg.com/profile_images/1/a.jpg",
      "id": 900,
      "verified": false
    },
    "retweeted_status": {
      "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
      "entities": {
        "user_mentions": [],
        "media": [],
        "hashtags": [],
        "urls": [
          {
            "indices": [
              5,
              28
            ],
            "url": "https://t.co/AbCdEfGh01",
            "expanded_url": "https://pastebin.com/AbCd1234",
            "display_url": "pastebin.com/AbCd1234"
          }
        ]
      },
      "geo": {},
      "id_str": "860554685960949761",
      "text": "Read https://t.co/AbCdEfGh01",
      "id": 860554685960949761,
      "created_at": "2017-05-05 18:00:00 +0000",
      "user": {
        "name": "Ben",
        "screen_name": "ben_example",
        "protected": false,
        "id_str": "42",
        "profile_image_url_https": "https://pbs.twimg.com/profile_images/1/a.jpg",
        "id": 42,
        "verified": false
      }
    }
  },
  {
    "source": "<a href=\"https://example.org/app\" rel=\"nofollow\">Example App</a>",
    "entities": {
      "user_mentions": [],
      "media": [],
      "hashtags": [],
      "urls": []
    },
    "geo": {},
    "id_str": "459419",
    "text": "an early one",
    "id": 459419,
    "created_at": "2008-12-01 00:00:00 +0000",
    "user": {
      "name": "Gil",
      "screen_name": "gil_example",
      "protected": false,
      "id_str": "900",
      "profile_image_url_https": "https://pbs.twimg.com/profile_images/1/a.jpg",
      "id": 900,
      "verified": false
    }
  }
]