"""Puts the routes of the player family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.player import dialect
from web.api.player.account import account
from web.api.player.auth import auth
from web.api.player.events import events
from web.api.player.favorites import favorites
from web.api.player.filters import filters
from web.api.player.forwarding import forwarding
from web.api.player.functions import functions
from web.api.player.guild import guild
from web.api.player.guilds import guilds
from web.api.player.history import history
from web.api.player.listening import listening
from web.api.player.lyrics import lyrics
from web.api.player.personal_data import personal_data
from web.api.player.playlists.files import files
from web.api.player.playlists.items import items
from web.api.player.playlists.jobs import jobs
from web.api.player.playlists.library import library
from web.api.player.playlists.playing import playing
from web.api.player.queue_actions import queue_actions
from web.api.player.saving import saving
from web.api.player.sources import sources
from web.api.player.suggestions import suggestions
from web.api.player.tracks import tracks
from web.api.player.user import user
from web.api.player.votes import votes
from web.api.player.wallet import wallet
from web.api.player.webhooks import webhooks
from web.api.player.widget import widget

player = Blueprint("player", __name__)

for playlist_part in (library, items, playing, files, favorites, saving, jobs):
    player.register_blueprint(playlist_part)
for resource in (
    auth,
    user,
    account,
    personal_data,
    forwarding,
    guilds,
    guild,
    wallet,
    widget,
    webhooks,
    tracks,
    history,
    listening,
    lyrics,
    sources,
    suggestions,
    functions,
    filters,
    queue_actions,
    votes,
    events,
):
    player.register_blueprint(resource)


@player.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
