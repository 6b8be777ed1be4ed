"""The routes of a session's players, and the order in which a change to a player takes effect."""

from aiohttp import web

from sim.lavalink.errors import RestError
from sim.lavalink.patches import PlayerPatch
from sim.lavalink.player import Player
from sim.lavalink.routes.request import guild_id, read_body, read_flag
from sim.lavalink.routes.tracks import decode, look_up
from sim.lavalink.session import Session
from sim.lavalink.track import Track
from sim.lavalink.works import WORKS, Works


async def list_players(request: web.Request) -> web.Response:
    players = session_of(request).players.values()
    return web.json_response([player.wire() for player in players])


async def get_player(request: web.Request) -> web.Response:
    return web.json_response(session_of(request).player(guild_id(request)).wire())


async def delete_player(request: web.Request) -> web.Response:
    session_of(request).destroy_player(guild_id(request))
    return web.Response(status=204)


async def update_player(request: web.Request) -> web.Response:
    works = request.app[WORKS]
    patch = (await read_body(request, PlayerPatch)).check(works.options.disabled_filters)
    no_replace = read_flag(request, "noReplace")
    player = session_of(request).player_or_new(guild_id(request))
    _change_surroundings(player, patch)
    if patch.changes_track and not (no_replace and player.playing is not None):
        _change_track(works, player, patch)
    return web.json_response(player.wire())


def session_of(request: web.Request) -> Session:
    return request.app[WORKS].sessions.get(request.match_info["session_id"])


def _change_surroundings(player: Player, patch: PlayerPatch) -> None:
    """Apply what does not belong to a new track, in the server's order."""
    if patch.has("voice"):
        player.connect_voice(patch.voice.state())
    if patch.has("paused") and not patch.changes_track:
        player.pause(patch.paused)
    if patch.has_user_data and not patch.changes_track:
        player.set_user_data(patch.track.user_data)
    if patch.has("volume"):
        player.set_volume(patch.volume)
    if patch.has("position") and not patch.changes_track:
        player.seek(patch.position)
    if patch.has("end_time") and not patch.changes_track:
        player.set_end_time(patch.end_time)
    if patch.has("filters"):
        player.set_filters(patch.filters)


def _change_track(works: Works, player: Player, patch: PlayerPatch) -> None:
    """Play or stop; without a word about pausing, the player is not paused afterwards."""
    player.pause(patch.paused)
    if patch.has_encoded and patch.wanted_encoded is None:
        player.stop()
        return
    track, position_ms = _wanted_track(works, patch)
    player.play(
        track,
        position_ms=patch.position if patch.has("position") else position_ms,
        end_time_ms=patch.end_time,
        data=patch.track.user_data,
    )


def _wanted_track(works: Works, patch: PlayerPatch) -> tuple[Track, int]:
    """Return the track to play and the position that an encoded one begins at."""
    if patch.wanted_encoded is not None:
        decoded = decode(works, patch.wanted_encoded)
        return decoded.track, decoded.position_ms
    found = look_up(works, patch.wanted_identifier)
    if found.trouble is not None:
        raise RestError(500, found.trouble.message)
    if found.collection is not None or found.matches:
        raise RestError(400, "Cannot play a playlist or search result")
    if found.track is None:
        raise RestError(400, "No matches found for identifier")
    return found.track, 0


_ALL = "/v4/sessions/{session_id}/players"
_ONE = f"{_ALL}/{{guild_id}}"

ROUTES = (
    web.get(_ALL, list_players),
    web.get(_ONE, get_player),
    web.patch(_ONE, update_player),
    web.delete(_ONE, delete_player),
)
