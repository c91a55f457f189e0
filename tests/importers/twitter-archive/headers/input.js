window.YTD.deleted_tweet_headers.part0 = [
  {
    "tweet": {
      "tweet_id": "1367399416066998273",
      "user_id": "900",
      "created_at": "Thu Mar 04 09:00:00 +0000 2021",
      "deleted_at": "Fri Mar 05 00:00:00 +0000 2021"
    }
  }
]