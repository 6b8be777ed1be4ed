"""The routes that find tracks and that read encoded ones."""

from aiohttp import web

from sim.lavalink.encoding import DecodedTrack, UndecodableTrackError, decode_track
from sim.lavalink.errors import RestError
from sim.lavalink.fate import LOOKUP_FAILED
from sim.lavalink.lookup import Found
from sim.lavalink.routes.request import read_json
from sim.lavalink.track import Json
from sim.lavalink.works import WORKS, Works


async def load_tracks(request: web.Request) -> web.Response:
    identifier = request.query.get("identifier")
    if identifier is None:
        sentence = "Required request parameter 'identifier' for method parameter is not present"
        raise RestError(400, sentence)
    return web.json_response(look_up(request.app[WORKS], identifier).wire())


async def decode_one(request: web.Request) -> web.Response:
    encoded = request.query.get("encodedTrack") or request.query.get("track")
    if not encoded:
        raise RestError(400, "No track to decode provided")
    return web.json_response(_decoded_object(request.app[WORKS], encoded))


async def decode_many(request: web.Request) -> web.Response:
    texts = await read_json(request)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise RestError(400, "JSON parse error: expected a list of strings")
    if not texts:
        raise RestError(400, "No tracks to decode provided")
    works = request.app[WORKS]
    return web.json_response([_decoded_object(works, text) for text in texts])


def look_up(works: Works, identifier: str) -> Found:
    """Find an identifier, unless lookups were told to fail."""
    if works.faults.take_load_failure():
        return Found(trouble=LOOKUP_FAILED)
    return works.lookup.find(identifier)


def decode(works: Works, encoded: str) -> DecodedTrack:
    """Read an encoded track of a source that this node has."""
    try:
        decoded = decode_track(encoded)
    except UndecodableTrackError as error:
        raise RestError(500, str(error)) from error
    if decoded.track.source not in works.options.sources:
        missing = "Failed to decode track due to a mismatching version or missing source manager"
        raise RestError(500, missing)
    return decoded


def _decoded_object(works: Works, encoded: str) -> Json:
    decoded = decode(works, encoded)
    return decoded.track.wire(encoded, decoded.position_ms)


ROUTES = (
    web.get("/v4/loadtracks", load_tracks),
    web.get("/v4/decodetrack", decode_one),
    web.post("/v4/decodetracks", decode_many),
)
