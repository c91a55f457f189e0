/** What yt-dlp's files hold (extractor/common.py, InfoExtractor; YoutubeDL.py). */
import { type FieldTable, fieldTable, placeTable } from "../reading/fields.ts";
import { COUNTED, FACES, FILES, PLACES, SHOWN } from "../reading/left-out.ts";

const COMMENT = fieldTable(
  "id parent text html author author_id author_url timestamp _time_text time_text",
  {
    author_thumbnail: FACES,
    "like_count dislike_count is_favorited": COUNTED,
    "author_is_verified author_badge is_pinned": SHOWN,
    author_is_uploader: "repeats whose account it is",
    "start_time end_time": "where in the film it is shown",
  },
);

const WORK = "what work the film is part of, or the music in it, by the site's own catalogue";
const FILE_FORMAT = "how the film's file is made";

const videoFields = (): FieldTable =>
  fieldTable(
    `_type id ie_key extractor extractor_key webpage_url original_url url title description
     uploader uploader_id uploader_url channel channel_id channel_url creator creators timestamp
     upload_date release_timestamp release_date modified_timestamp modified_date epoch tags categories
     language live_status availability playlist_webpage_url playlist_id`,
    {
      [`formats requested_formats requested_downloads requested_subtitles subtitles automatic_captions
        thumbnail thumbnails storyboards http_headers cookies manifest_url fragments fragment_base_url
        heatmap format format_id format_note ext protocol resolution width height fps vcodec acodec abr vbr
        tbr asr filesize filesize_approx dynamic_range aspect_ratio stretched_ratio audio_channels quality
        audio_ext video_ext has_drm container preference source_preference language_preference
        video_id chapters sponsorblock_chapters direct player_url app play_path rtmp_live
        downloader_options page_url no_resume available_at hls_aes extra_param_to_segment_url
        extra_param_to_key_url is_dash_periods fragment_count rows columns`]: FILES,
      [`filename _filename infojson_filename filepath __files_to_move __real_download __finaldir
        __write_download_archive __x_forwarded_for_ip _format_sort_fields __last_playlist_index
        __original_infodict _has_drm section_start section_end section_number section_title
        duration_string duration autonumber start_time end_time annotations`]: FILE_FORMAT,
      [`view_count concurrent_view_count like_count dislike_count repost_count save_count comment_count
        average_rating channel_follower_count playlist_count n_entries`]: COUNTED,
      "channel_is_verified uploader_is_verified age_limit playable_in_embed media_type license":
        SHOWN,
      location: PLACES,
      [`series series_id season season_number season_id episode episode_number episode_id chapter
        chapter_number chapter_id track track_number track_id artist artists album album_type album_artist
        album_artists composer composers genre genres disc_number cast release_year`]: WORK,
      "display_id fulltitle alt_title webpage_url_basename webpage_url_domain _old_archive_ids":
        "the address and title in other spellings",
      "is_live was_live": "repeats live_status",
      [`playlist playlist_title playlist_uploader playlist_uploader_id playlist_channel
        playlist_channel_id playlist_index playlist_autonumber requested_entries __post_extractor
        __last_playlist_index`]: "what the list's own file tells",
      "_version _api_data __has_drm __needs_testing subtitle_data": "how the collector worked",
    },
  );

/** Of a film, or of a list that holds films and lists. */
export const YT_DLP_FIELDS: FieldTable = videoFields();
placeTable(YT_DLP_FIELDS, "comments", COMMENT);
placeTable(YT_DLP_FIELDS, "entries", YT_DLP_FIELDS);
