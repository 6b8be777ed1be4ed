"""Where the pages of playlists are, with the key that somebody came by."""

from urllib.parse import urlencode

from quart import request

from player.playlists.playlist import Playlist, PlaylistId
from web.services import services


def page_of(playlist: Playlist) -> str:
    return f"/playlists/{playlist.id}"


def share_link(playlist: Playlist) -> str:
    """Return the link by which others read and edit a playlist."""
    return f"{services().public_url}{page_of(playlist)}?{urlencode({'key': playlist.key})}"


def kept_query(**more: str) -> str:
    """Return the query string by which key and part of the list go along from page to form."""
    kept = {name: request.args[name] for name in ("key", "page") if name in request.args} | more
    return f"?{urlencode(kept)}" if kept else ""


def back_to(playlist_id: PlaylistId, fragment: str = "", **more: str) -> str:
    """Return where somebody was before a form: the same playlist, key and part of the list."""
    return f"/playlists/{playlist_id}{kept_query(**more)}{fragment and '#' + fragment}"
