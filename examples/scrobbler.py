"""Sends what a portable player has logged while it was away: `scrobbler.py .scrobbler.log`.

The log is that of Rockbox and others: a line a track, with tabs between artist, album, title,
number, seconds, L for listened or S for skipped, and when it began in Unix seconds. It can be sent
again as often as one likes: what is known already stays as it is.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

AT_ONCE = 1_000
FIELDS = 7


def main() -> None:
    listens = list(listened(Path(sys.argv[1])))
    for start in range(0, len(listens), AT_ONCE):
        submit(listens[start : start + AT_ONCE])
    print(f"Sent {len(listens)} listens")


def listened(log: Path) -> Iterator[dict[str, Any]]:
    for line in log.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < FIELDS:
            continue
        artist, album, title, number, seconds, rating, began_at = fields[:FIELDS]
        if rating != "L":
            continue
        info = {
            "duration": int(seconds),
            "tracknumber": number,
            "submission_client": "scrobbler.py",
        }
        track = {"artist_name": artist, "track_name": title, "additional_info": info}
        if album:
            track["release_name"] = album
        yield {"listened_at": int(began_at), "track_metadata": track}


def submit(listens: list[dict[str, Any]]) -> None:
    body = json.dumps({"listen_type": "import", "payload": listens}).encode()
    headers = {"Authorization": f"Token {os.environ['AUXCORD_KEY']}"}
    request = Request(f"{os.environ['AUXCORD_URL']}/1/submit-listens", body, headers)
    try:
        urlopen(request, timeout=60).close()
    except HTTPError as refusal:
        sys.exit(json.load(refusal)["error"])


if __name__ == "__main__":
    main()
