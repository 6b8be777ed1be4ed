"""Puts the routes of the ListenBrainz family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.listenbrainz import dialect
from web.api.listenbrainz.reading import reading
from web.api.listenbrainz.sending import sending
from web.api.listenbrainz.tokens import tokens

listenbrainz = Blueprint("listenbrainz", __name__)

for resource in (sending, tokens, reading):
    listenbrainz.register_blueprint(resource)


@listenbrainz.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
