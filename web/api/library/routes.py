"""Puts the routes of the library family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.library import dialect
from web.api.library.api_keys import api_keys
from web.api.library.downloads import downloads
from web.api.library.known import known
from web.api.library.playlists import playlists
from web.api.library.search import search
from web.api.library.settings import settings
from web.api.library.system import system
from web.api.library.watchlist import watchlist
from web.api.library.wishlist import wishlist

library = Blueprint("library_family", __name__)

RESOURCES = (
    api_keys,
    downloads,
    known,
    playlists,
    search,
    settings,
    system,
    wishlist,
    watchlist,
)

for resource in RESOURCES:
    library.register_blueprint(resource)


@library.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
