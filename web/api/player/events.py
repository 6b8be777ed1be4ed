"""`/events`: the live streams, of a server's player and of what concerns one person."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown, Unavailable
from player.playlists.errors import UnknownPlaylist, WrongPlaylistKey
from web.access import Access, access, check_reach, current_caller, current_guild
from web.api.player.playlists.inputs import PlaylistKey
from web.api.player.playlists.library import KEYED
from web.api.player.playlists.naming import access_to
from web.caller import Caller
from web.faults import NotMember, UnknownGuild, UnknownOverlay
from web.live.answer import stream_answer
from web.live.standpoints import Standpoint
from web.live.subscription import EndReason, HubClosed, Subscription, TooManyStreams, Viewer
from web.openapi_operation import Media, Operation, describe
from web.services import services

EXAMPLE = 'event: beat\ndata: 1795290000000\n\nid: 5f0c2a91-43\nevent: patch\ndata: {"by":…}\n\n'
OWN_EXAMPLE = "id: 5f0c2a91-7\nevent: connection\ndata: null\n\n"
OVERLAY_EXAMPLE = (
    'id: 5f0c2a91-43\nevent: patch\ndata: {"entry":{"title":"…"},"position":12000,"paused":false}'
    "\n\n"
)
PLAYLIST_EXAMPLE = (
    'id: 5f0c2a91-9\nevent: patch\ndata: {"revision":8,"by":"…","length":41,"duration":9120000,'
    '"ops":[{"op":"remove","at":3,"count":1}]}\n\n'
)

events = Blueprint("events", __name__, url_prefix="/events")


@events.get("/guild/<guild_id>")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(str, EXAMPLE, media=Media.EVENTS, refuses=(TooManyStreams, HubClosed)))
async def guild_events(guild_id: str) -> Response:
    """Follow a server's player as server-sent events.

    A `reset` frame holds everything (of the queue the first 100 tracks and the ids of the others,
    to be asked for with `GET /tracks/queue`), `patch` frames what has changed since, `beat` frames
    the server's clock, `you` frames where you stand yourself, and `end` says why the server closes
    the stream. Go on where you were cut off with `Last-Event-ID`, or with `?after=` and the last id
    that you saw.
    """
    del guild_id
    parts, caller, guild = services(), current_caller(), current_guild()

    owner = caller.owner

    async def check_member() -> None:
        await check_reach(parts.directory, caller, guild)
        if owner is not None:
            with suppress(DiscordDown):
                # A seat proves membership, but only asking tells whose roles have changed.
                await parts.directory.member(guild, owner.id)

    viewer = _viewer(caller, check_member)
    if owner is not None:
        viewer = replace(viewer, outlook=_outlook(guild, owner.id))
    return _stream(viewer, lambda after: parts.guild_streams.subscribe(guild, after, viewer))


@events.get("/playlist/<playlist_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        str,
        PLAYLIST_EXAMPLE,
        media=Media.EVENTS,
        query=PlaylistKey,
        refuses=(*KEYED, TooManyStreams, HubClosed),
    )
)
async def playlist_events(playlist_id: str) -> Response:
    """Follow a playlist as server-sent events, as its owner or with its key.

    A `reset` frame says to fetch the playlist anew. A `patch` frame holds what has changed: its
    `revision` is the one before it and one more, or else something was missed. `gone` says that the
    playlist was deleted, and `end` why the stream is closed: `no_access` once the key is rotated.
    """
    parts, allowed = services(), access_to(playlist_id)
    await parts.playlists.read(*allowed)

    async def check_key() -> None:
        await parts.playlists.read(*allowed)

    viewer = _viewer(current_caller(), check_key)
    return _stream(viewer, lambda after: parts.playlist_events.subscribe(allowed[0], after, viewer))


@events.get("/widget/<widget_key>")
@access(Access.PUBLIC)
@describe(
    Operation(
        str,
        OVERLAY_EXAMPLE,
        media=Media.EVENTS,
        refuses=(UnknownOverlay, TooManyStreams, HubClosed),
    )
)
async def overlay_events(widget_key: str) -> Response:
    """Follow what plays as server-sent events, by the key of a server's overlay.

    `reset` and `patch` frames hold the same: the track, without who asked for it, and where it
    stands, as `playback` in a server's stream. `end` comes when the key is renewed or revoked.
    """
    parts = services()
    guild = await parts.overlay_keys.guild_of(widget_key)
    if guild is None:
        raise UnknownOverlay

    async def still_allowed() -> EndReason | None:
        try:
            found = await parts.overlay_keys.guild_of(widget_key)
        except Unavailable:
            return EndReason.UNAVAILABLE
        return None if found == guild else EndReason.NO_ACCESS

    viewer = Viewer(f"overlay {guild}", None, still_allowed)
    return _stream(viewer, lambda after: parts.overlay_streams.subscribe(guild, after, viewer))


@events.get("")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(str, OWN_EXAMPLE, media=Media.EVENTS, refuses=(TooManyStreams, HubClosed)))
async def own_events() -> Response:
    """Follow what concerns you, on whichever server, as server-sent events.

    A `reset` frame holds the voice channel that you sit in and what you hear elsewhere; fetch what
    else you show anew when it comes. Then follow `connection` and `elsewhere` (the same, when it
    changes), `settings` (those of the server that you sit in have changed), `job`, `playlist` and
    `favorite` (one of yours has changed), `beat` and `end`. Go on where you were cut off as in a
    server's stream.
    """
    parts, user_id = services(), current_caller().person.id
    viewer = _viewer(current_caller(), _anybody)
    return _stream(viewer, lambda after: parts.personal.subscribe(user_id, after, viewer))


def _stream(viewer: Viewer, subscribe: Callable[[str | None], Subscription]) -> Response:
    """Answer with a stream that `subscribe` opens after the place that the client names."""
    services().hub.check_room(viewer.holder)
    return stream_answer(subscribe)


def _viewer(caller: Caller, check: Callable[[], Awaitable[None]]) -> Viewer:
    """Return a viewer who may watch while the credential is good and `check` raises nothing."""

    async def still_allowed() -> EndReason | None:
        # The request is long over when this is asked: it must not touch anything of it.
        try:
            if not await caller.still_there():
                return EndReason.SIGNED_OUT
            await check()
        except (UnknownGuild, NotMember, UnknownPlaylist, WrongPlaylistKey):
            return EndReason.NO_ACCESS
        except Unavailable:
            return EndReason.UNAVAILABLE
        return None

    return Viewer(caller.holder, caller.owner.id if caller.owner else None, still_allowed)


def _outlook(guild: GuildId, user_id: UserId) -> Callable[[], Awaitable[Standpoint]]:
    """Return how to find out where a person stands on a guild, long after the request."""
    parts = services()

    async def outlook() -> Standpoint:
        return await parts.standpoints.of(guild, user_id)

    return outlook


async def _anybody() -> None:
    """Let everybody watch who is signed in."""
