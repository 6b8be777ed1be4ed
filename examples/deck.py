"""One press of a button, as for a Stream Deck: `deck.py toggle|skip|previous|volume PERCENT`."""

import json
import os
import sys
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def main() -> None:
    match sys.argv[1:]:
        case ["toggle"]:
            pause = not call("GET", "/functions/player")["paused"]
            call("POST", "/functions/paused", pause)
            print("Paused" if pause else "Playing")
        case ["skip" | "previous" as function]:
            call("POST", f"/functions/{function}")
            print("Done")
        case ["volume", percent]:
            print(f"Volume {call('POST', '/functions/volume', int(percent))}")
        case _:
            sys.exit(__doc__)


def call(method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON.
    """Ask the server, and return what it answers; where it refuses, say why and stop."""
    guild_id = os.environ.get("AUXCORD_SERVER")
    query = f"?{urlencode({'guild_id': guild_id})}" if guild_id else ""
    headers = {
        "Authorization": f"Bearer {os.environ['AUXCORD_KEY']}",
        "Content-Type": "application/json",
    }
    data = json.dumps(body).encode() if method == "POST" else None
    request = Request(f"{os.environ['AUXCORD_URL']}{path}{query}", data, headers, method=method)
    try:
        with urlopen(request, timeout=10) as answer:
            told = json.load(answer)
    except HTTPError as refusal:
        sys.exit(json.load(refusal)["data"]["message"])
    if told["status"] == "warn":
        # Members who are no DJs vote; it will happen once enough of them agree.
        print(told["data"]["content"])
        sys.exit()
    return told["data"]


if __name__ == "__main__":
    main()
