"""Puts the routes of AudioScrobbler together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.audioscrobbler.dialect import failure
from web.api.audioscrobbler.handshake import handshaking
from web.api.audioscrobbler.sending import sending

audioscrobbler = Blueprint("audioscrobbler", __name__)

for resource in (handshaking, sending):
    audioscrobbler.register_blueprint(resource)


@audioscrobbler.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return failure(error)
