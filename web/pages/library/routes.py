"""Puts the pages of one's library together."""

from quart import Blueprint

from web.pages.library.artists import artists
from web.pages.library.following import following
from web.pages.library.jobs import jobs
from web.pages.library.records import records
from web.pages.library.wishlist import wishlist

library_pages = Blueprint("library_pages", __name__)

for part in (artists, records, wishlist, following, jobs):
    library_pages.register_blueprint(part)
