"""Puts the routes of the archive family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.archive import dialect
from web.api.archive.guilds import guilds
from web.api.archive.health import health
from web.api.archive.sessions import sessions
from web.api.archive.tracks import tracks
from web.api.archive.users import users

archive = Blueprint("archive", __name__)

for resource in (health, sessions, tracks, guilds, users):
    archive.register_blueprint(resource)


@archive.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
