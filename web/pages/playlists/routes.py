"""Puts the pages of playlists together, and says what is wrong with a link that opens none."""

from http import HTTPStatus

from quart import Blueprint, Response

from player.playlists.errors import UnknownPlaylist, WrongPlaylistKey
from web.errors import answer_error, error_page
from web.language import gettext
from web.pages.playlists.contents import contents
from web.pages.playlists.edits import edits
from web.pages.playlists.favourites import favourites
from web.pages.playlists.items import items
from web.pages.playlists.overview import overview

playlist_pages = Blueprint("playlists", __name__)

for part in (overview, contents, edits, items, favourites):
    playlist_pages.register_blueprint(part)


@playlist_pages.errorhandler(WrongPlaylistKey)
@playlist_pages.errorhandler(UnknownPlaylist)
async def say_why(error: WrongPlaylistKey | UnknownPlaylist) -> Response:
    """Say the same in both cases: whether there is such a playlist is nobody else's business."""
    page = await error_page(
        HTTPStatus.NOT_FOUND,
        gettext("This link opens no playlist"),
        gettext("It may have been deleted, or its owner made a new link. Ask them for it."),
    )
    return page or await answer_error(error)
