"""`/tracks`: searching, what plays, the queue, and adding to it."""

from collections.abc import Iterable

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import (
    DiscordDown,
    LoadFailed,
    NodeDown,
    NothingFound,
    NothingPlaying,
    NotInVoice,
    QueueFull,
    SourceUnavailable,
)
from player.core.events import TracksAdded
from player.core.policy import PlayerRules
from player.core.requests import AddTracks
from player.core.track import Collection, Entry
from player.core.track import Track as PlayableTrack
from player.ports import Loaded
from player.search import BadQuery
from player.session import Outcome
from web.access import Access, access, current_caller, current_guild, guild_if_any
from web.api.player.control import answer, answer_at, control, current_player
from web.api.player.dialect import success
from web.api.player.drawing import draw_entry, draw_playlist, draw_track
from web.api.player.examples import ADDED_TRACKS, FOUND_TRACKS, QUEUE_PART, QUEUED_TRACK
from web.api.player.inputs import MOST_TRACKS, Addition, GuildSearch, QueueWindow
from web.api.player.liking import liked_among
from web.api.player.shapes import (
    AddedPlaylist,
    AddedTracks,
    FoundPlaylists,
    FoundTracks,
    QueuedTrack,
    QueuePart,
    Requester,
)
from web.api.reading import read_query
from web.faces import DirectoryFaces
from web.faults import NotMember, UnknownGuild
from web.limits import search_limit
from web.openapi_operation import Operation, Touches, describe
from web.services import services

SEARCH_ERRORS = (BadQuery, SourceUnavailable, NothingFound, LoadFailed, NodeDown)

tracks = Blueprint("tracks", __name__, url_prefix="/tracks")


@tracks.get("/search")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@search_limit()
@describe(
    Operation(
        FoundTracks | FoundPlaylists,
        FOUND_TRACKS,
        query=GuildSearch,
        refuses=(*SEARCH_ERRORS, UnknownGuild, NotMember, DiscordDown),
    )
)
async def search() -> Response:
    """Search for tracks, or with the prefix `pl:` for playlists.

    The query is a link, words, or words after the prefix of a source: `yt:` YouTube, `sp:` Spotify,
    `sc:` SoundCloud, `tw:` Twitch, `mt:` YouTube Music, `dz:` Deezer, `np:` Bandcamp, `am:` Apple
    Music. Words without a prefix are searched for where the server's settings say, else at YouTube.
    A link to a playlist finds that playlist. At most 100 results are given.
    """
    query = read_query(GuildSearch)
    if query.is_for_playlists:
        return success(_playlists(await services().search.find_playlists(query.query)))
    guild_id = await guild_if_any()
    rules = services().policies.of(guild_id).player if guild_id else PlayerRules()
    loaded = await services().search.find(query.query, rules.search, fallback=rules.fallback)
    if loaded.collection is not None:
        return success(_playlists([loaded.collection]))
    shown = loaded.tracks[:MOST_TRACKS]
    liked = await liked_among(shown)
    found = [draw_track(track, liked) for track in shown]
    return success(FoundTracks(type="tracks", tracks=found))


@tracks.get("/current")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(QueuedTrack, QUEUED_TRACK, refuses=(NothingPlaying,), touches=Touches.READS))
async def current() -> Response:
    """Get the track that plays."""
    player = current_player()
    seq, entry = player.seq, player.state.current
    if entry is None:
        raise NothingPlaying
    return answer_at(seq, draw_entry(entry, await liked_among([entry.track])))


@tracks.get("/queue")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(QueuePart, QUEUE_PART, query=QueueWindow, touches=Touches.READS))
async def queue() -> Response:
    """Get up to 100 tracks of the queue.

    Name them by `indexes`, or by `start` (inclusive) and `end` (exclusive); without either, the
    first 100 are given. Places that the queue does not have are left out: `indexes` in the answer
    says which were found. A client that follows the stream asks for what it shows beyond the first
    100, and finds its entries by their ids, so an edit meanwhile does no harm.
    """
    window = read_query(QueueWindow)
    player = current_player()
    seq, entries = player.seq, player.state.queue
    places = list(window.places(len(entries)))
    liked = await liked_among([entries[place].track for place in places])
    shown = [entries[place] for place in places]
    part = QueuePart(
        tracks=[draw_entry(entry, liked) for entry in shown],
        length=len(entries),
        indexes=places,
        requesters=_requesters(shown),
    )
    return answer_at(seq, part)


@tracks.post("/add")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@search_limit()
@describe(
    Operation(
        AddedTracks | AddedPlaylist,
        ADDED_TRACKS,
        query=Addition,
        refuses=(*SEARCH_ERRORS, QueueFull),
        touches=Touches.CHANGES,
    )
)
async def add() -> Response:
    """Add what a query leads to: the best match of a search, or all of a playlist.

    The bot joins the caller's voice channel where that is needed. `placement` (an extension of
    ours) says where in the queue the tracks go.
    """
    addition = read_query(Addition)
    _require_seat()
    rules = services().policies.of(current_guild()).player
    loaded = await services().search.find(addition.query, rules.search, fallback=rules.fallback)
    chosen = _chosen(loaded)
    liked = await liked_among(chosen)
    outcome = await control(AddTracks(chosen, addition.placement))
    added = [draw_entry(entry, liked) for entry in added_entries(outcome)]
    if loaded.collection is None:
        return answer(outcome, AddedTracks(type="tracks", tracks=added))
    playlist = draw_playlist(loaded.collection)
    return answer(outcome, AddedPlaylist(type="playlist", playlist=playlist, tracks=added))


def _require_seat() -> None:
    """Refuse callers who sit nowhere before a node is made to search for them."""
    owner = current_caller().owner
    if owner is not None and services().directory.seat(current_guild(), owner.id) is None:
        raise NotInVoice


def _chosen(loaded: Loaded) -> tuple[PlayableTrack, ...]:
    if loaded.collection is not None:
        return loaded.collection.tracks
    return loaded.tracks[:1] if loaded.is_search else loaded.tracks


def added_entries(outcome: Outcome) -> list[Entry]:
    """Return the new entries in the order of addition; the guild's rules may have kept some out."""
    added = [event.entries for event in outcome.events if isinstance(event, TracksAdded)]
    return sorted((entry for entries in added for entry in entries), key=lambda entry: entry.id)


def _requesters(entries: list[Entry]) -> list[Requester]:
    parts, guild = services(), current_guild()
    faces = DirectoryFaces(parts.directory, parts.cdn_url)
    ids = {entry.requester for entry in entries if entry.requester is not None}
    return [Requester(**faces.user(guild, each)) for each in sorted(ids)]


def _playlists(found: Iterable[Collection]) -> FoundPlaylists:
    drawn = [draw_playlist(collection) for collection in found]
    return FoundPlaylists(type="playlists", playlists=drawn[:MOST_TRACKS])
