"""Puts the routes of the scrobble family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.scrobble import dialect
from web.api.scrobble.accounts import accounts
from web.api.scrobble.config import config
from web.api.scrobble.ingress import ingress
from web.api.scrobble.resets import resets
from web.api.scrobble.server_info import server_info

scrobble = Blueprint("scrobble_family", __name__)

for resource in (accounts, config, resets, server_info, ingress):
    scrobble.register_blueprint(resource)


@scrobble.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
