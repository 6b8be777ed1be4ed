"""Examples of what the ListenBrainz family takes and answers."""

from typing import Any

MSID = "5f4b1f5e-6f0e-5a55-8f5c-3f1f7b5f9c11"
METADATA: dict[str, Any] = {
    "artist_name": "Rick Astley",
    "track_name": "Never Gonna Give You Up",
    "release_name": "Whenever you need somebody",
    "additional_info": {
        "duration_ms": 213_000,
        "submission_client": "Navidrome",
    },
}
SUBMISSION: dict[str, Any] = {
    "listen_type": "single",
    "payload": [{"listened_at": 1_443_521_965, "track_metadata": METADATA}],
}
LISTENS: dict[str, Any] = {
    "payload": {
        "count": 1,
        "user_id": "noor",
        "latest_listen_ts": 1_443_521_965,
        "oldest_listen_ts": 1_443_521_965,
        "listens": [
            {
                "listened_at": 1_443_521_965,
                "recording_msid": MSID,
                "user_name": "noor",
                "inserted_at": 1_443_522_100,
                "track_metadata": METADATA,
            }
        ],
    }
}
PLAYING_NOW: dict[str, Any] = {
    "payload": {
        "count": 1,
        "user_id": "noor",
        "playing_now": True,
        "listens": [{"track_metadata": METADATA, "playing_now": True}],
    }
}
