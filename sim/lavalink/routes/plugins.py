"""The routes that the LavaSearch and LavaLyrics plugins add to a node."""

from aiohttp import web

from sim.lavalink.errors import RestError
from sim.lavalink.loadsearch import TYPES, load_search
from sim.lavalink.lyrics import lyrics_of, lyrics_of_special
from sim.lavalink.routes.players import session_of
from sim.lavalink.routes.request import guild_id
from sim.lavalink.routes.tracks import decode
from sim.lavalink.track import Track
from sim.lavalink.works import WORKS, Works


async def search_everything(request: web.Request) -> web.Response:
    query = request.query.get("query")
    if query is None:
        raise RestError(400, "Required request parameter 'query' is not present")
    types = [kind for kind in request.query.get("types", "").split(",") if kind]
    if unknown := [kind for kind in types if kind not in TYPES]:
        raise RestError(400, f"Unknown search type: {unknown[0]}")
    found = load_search(request.app[WORKS].lookup, query, types)
    return web.Response(status=204) if found is None else web.json_response(found)


async def lyrics_of_player(request: web.Request) -> web.Response:
    player = session_of(request).player(guild_id(request))
    if player.playing is None:
        raise RestError(404, "Not currently playing anything")
    return _lyrics(request.app[WORKS], player.playing.track)


async def lyrics_of_track(request: web.Request) -> web.Response:
    encoded = request.query.get("track")
    if not encoded:
        raise RestError(400, "Required request parameter 'track' is not present")
    works = request.app[WORKS]
    return _lyrics(works, decode(works, encoded).track)


def _lyrics(works: Works, track: Track) -> web.Response:
    song = works.lookup.catalogue.song_of(track)
    lyrics = lyrics_of(song, track.source) if song else lyrics_of_special(track)
    return web.Response(status=204) if lyrics is None else web.json_response(lyrics)


SEARCH_ROUTES = (web.get("/v4/loadsearch", search_everything),)
LYRICS_ROUTES = (
    web.get("/v4/sessions/{session_id}/players/{guild_id}/track/lyrics", lyrics_of_player),
    web.get("/v4/lyrics", lyrics_of_track),
)
