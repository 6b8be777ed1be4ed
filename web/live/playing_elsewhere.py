"""How a track that somebody hears elsewhere looks on their own stream."""

from typing import TypedDict

from player.history.elsewhere import PlayingElsewhere


class Elsewhere(TypedDict):
    """What somebody hears in another place than ours; times are Unix milliseconds."""

    title: str
    artist: str
    album: str | None
    client: str
    at: int
    until: int


def draw_elsewhere(playing: PlayingElsewhere | None) -> Elsewhere | None:
    if playing is None:
        return None
    heard = playing.heard
    return Elsewhere(
        title=heard.title,
        artist=heard.artist,
        album=heard.album,
        client=heard.client,
        at=playing.at,
        until=playing.until,
    )
