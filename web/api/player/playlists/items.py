"""`/playlists/<id>/tracks`: what stands in a playlist, and in which order."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import NothingPlaying, NotInVoice
from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import (
    EditedTooOften,
    MetaNeeded,
    PlaylistFull,
    PlaylistTooLarge,
    UnknownItem,
)
from player.playlists.item import ItemId
from player.playlists.library import contributor
from player.playlists.picking import picked
from web.access import Access, access, current_caller, guild_if_any
from web.api.player.dialect import success
from web.api.player.liking import liked_among
from web.api.player.playlists.drawing import draw_items, draw_saved
from web.api.player.playlists.examples import ADDED, SAVED
from web.api.player.playlists.inputs import NamedItems, NewPlace, NewTracks, PlaylistKey
from web.api.player.playlists.library import KEYED
from web.api.player.playlists.naming import access_to
from web.api.player.playlists.shapes import AddedToPlaylist, SavedPlaylist
from web.api.player.tracks import SEARCH_ERRORS
from web.api.reading import read_body
from web.limits import search_limit
from web.openapi_operation import Operation, describe
from web.services import services

EDITING = (*KEYED, MetaNeeded, EditedTooOften)

items = Blueprint("playlist_items", __name__, url_prefix="/playlists")


@items.post("/<playlist_id>/tracks")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@search_limit()
@describe(
    Operation(
        AddedToPlaylist,
        ADDED,
        body=NewTracks,
        body_example={"query": "paper lanterns"},
        query=PlaylistKey,
        refuses=(
            *EDITING,
            *SEARCH_ERRORS,
            PlaylistFull,
            PlaylistTooLarge,
            NothingPlaying,
            NotInVoice,
        ),
    )
)
async def add_tracks(playlist_id: str) -> Response:
    """Put in what a query leads to: the best match of a search, or all of a list.

    A playlist belongs to no server, so words without a prefix are searched for at YouTube.
    With `current` it is the track that plays on the server that `?guild_id=` names, or in whose
    voice channel the caller sits.
    """
    wanted = await read_body(NewTracks)
    allowed = access_to(playlist_id)
    (await services().playlists.read(*allowed)).demand_meta()
    tracks = await _wanted_tracks(wanted)
    adder = contributor(current_caller().person)
    edited = await services().playlists.edit(
        *allowed, lambda playlist: playlist.with_tracks(tracks, wanted.position, adder)
    )
    first = edited.next_item_id - len(tracks)
    added = [item for item in edited.items if item.id >= first]
    liked = await liked_among(tracks)
    return success(
        AddedToPlaylist(playlist=draw_saved(edited.summary), tracks=draw_items(added, liked))
    )


@items.patch("/<playlist_id>/tracks/<int:item_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=NewPlace,
        body_example={"position": 0},
        query=PlaylistKey,
        refuses=(*EDITING, UnknownItem),
    )
)
async def move(playlist_id: str, item_id: int) -> Response:
    """Move a track to another place."""
    wanted = await read_body(NewPlace)
    edited = await services().playlists.edit(
        *access_to(playlist_id),
        lambda playlist: playlist.moved(ItemId(item_id), wanted.position, _item(wanted.behind)),
    )
    return success(draw_saved(edited.summary))


@items.delete("/<playlist_id>/tracks/<int:item_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(SavedPlaylist, SAVED, query=PlaylistKey, refuses=(*EDITING, UnknownItem)))
async def remove(playlist_id: str, item_id: int) -> Response:
    """Take a track out."""
    edited = await services().playlists.edit(
        *access_to(playlist_id), lambda playlist: playlist.without(ItemId(item_id))
    )
    return success(draw_saved(edited.summary))


@items.post("/<playlist_id>/tracks/remove")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=NamedItems,
        body_example={"ids": [8, 9]},
        query=PlaylistKey,
        refuses=(*EDITING, UnknownItem),
    )
)
async def remove_several(playlist_id: str) -> Response:
    """Take several tracks out at once; those that are gone already do not matter."""
    ids = tuple(map(ItemId, (await read_body(NamedItems)).ids))
    edited = await services().playlists.edit(
        *access_to(playlist_id), lambda playlist: playlist.without(*ids)
    )
    return success(draw_saved(edited.summary))


@items.post("/<playlist_id>/tracks/restore")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=NamedItems,
        body_example={"ids": [8, 9]},
        query=PlaylistKey,
        refuses=(*EDITING, UnknownItem, PlaylistFull, PlaylistTooLarge),
    )
)
async def restore(playlist_id: str) -> Response:
    """Put tracks back that were taken out, where they stood, under their old ids.

    The last 1000 tracks that were taken out are remembered.
    """
    ids = tuple(map(ItemId, (await read_body(NamedItems)).ids))
    edited = await services().playlists.edit(
        *access_to(playlist_id), lambda playlist: playlist.restored(*ids)
    )
    return success(draw_saved(edited.summary))


def _item(number: int | None) -> ItemId | None:
    return None if number is None else ItemId(number)


async def _wanted_tracks(wanted: NewTracks) -> tuple[Track, ...]:
    if wanted.query is not None:
        return picked(await services().search.find(wanted.query))
    guild_id = await guild_if_any()
    if guild_id is None:
        raise NotInVoice(
            Sentence("Join a voice channel of a server that has the bot, or give guild_id.")
        )
    current = services().players.of(guild_id).state.current
    if current is None:
        raise NothingPlaying
    return (current.track,)
