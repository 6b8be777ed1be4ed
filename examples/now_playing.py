"""Prints each track of a server as it begins: `now_playing.py SERVER_ID`."""

import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SILENCE_S = 60
"""The server says something every fifteen seconds; whoever hears nothing has lost it."""


def main() -> None:
    stream, shown = Stream(sys.argv[1]), None
    while True:
        try:
            for event, data in stream.frames():
                if event == "end" and data["reason"] in {"signed_out", "no_access"}:
                    sys.exit(f"The stream has ended: {data['reason']}")
                if event in {"reset", "patch"} and "playback" in data:
                    entry = data["playback"]["entry"]
                    if entry and entry["id"] != shown:
                        print(f"{entry['title']} — {entry['author']}", flush=True)
                    shown = entry["id"] if entry else None
        except HTTPError as refusal:
            sys.exit(json.load(refusal)["data"]["message"])
        except OSError as trouble:
            print(f"Trying again: {trouble}", file=sys.stderr)
        # What was missed meanwhile comes first, since the stream knows where it was.
        time.sleep(2)


class Stream:
    """What happens on a server, frame by frame, going on where it was cut off."""

    def __init__(self, guild_id: str) -> None:
        self._url = f"{os.environ['AUXCORD_URL']}/events/guild/{guild_id}"
        self._headers = {"Authorization": f"Bearer {os.environ['AUXCORD_KEY']}"}

    def frames(self) -> Iterator[tuple[str, Any]]:
        """Give the event and the data of each frame, until the connection ends."""
        frame: dict[str, str] = {}
        with urlopen(Request(self._url, headers=self._headers), timeout=SILENCE_S) as lines:
            for line in lines:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    frame[name] = value
                    continue
                if "id" in frame:
                    self._headers["Last-Event-ID"] = frame["id"]
                if "event" in frame:
                    yield frame["event"], json.loads(frame["data"])
                frame = {}


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit()
