"""What edits of a queue cost on the wire: bytes are exact, so they may be asserted."""

import pytest

from auth.identity import ChannelId, GuildId, UserId, person
from player.bus import Recorded
from player.core.commands import BotVoiceChanged, GatewayReady, ListenersChanged, NodeReady
from player.core.requests import (
    AddTracks,
    MoveEntries,
    MoveEntry,
    Placement,
    RemoveEntries,
    RemoveEntry,
    Request,
    SetShuffle,
    ShuffleQueue,
)
from player.core.track import EntryId, Track
from tests.support.builders import ADA, BOB, GUILD, ROOM, Scene
from web.faces import Face, Room
from web.live.chunks import chunked
from web.live.frames import Cursor, encode
from web.live.projection import patch, snapshot

CURSOR = Cursor("5f0c2a91", 12_345)


class Faces:
    """Shows people as Discord does."""

    def user(self, guild_id: GuildId, user_id: UserId) -> Face:
        del guild_id
        icon = f"https://cdn.discordapp.com/avatars/{user_id}/{'0f' * 16}.png?size=64"
        return Face(id=user_id, name="Ada Lindqvist", icon=icon)

    def channel(self, channel_id: ChannelId) -> Room:
        return Room(id=channel_id, name="Lounge")


def song(number: int) -> Track:
    """Return a track as the most common source describes it."""
    identifier = f"dQw4w{number:06}"
    return Track(
        encoded="",
        title=f"Paper Lanterns {number:06}",
        author="The Night Ferry",
        url=f"https://www.youtube.com/watch?v={identifier}",
        identifier=identifier,
        source="youtube",
        length_ms=214_000,
        artwork_url=f"https://i.ytimg.com/vi/{identifier}/maxresdefault.jpg",
    )


def scene(waiting: int) -> Scene:
    made = Scene()
    for report in (GatewayReady(), NodeReady()):
        made.report(report)
    made.ask(AddTracks(tuple(song(number) for number in range(waiting + 1))))
    made.report(BotVoiceChanged(ROOM))
    made.report(ListenersChanged((ADA, BOB)))
    return made


def cost(made: Scene, request: Request) -> int:
    """Return the bytes of the frame that tells of a request."""
    return len(frame_of(made, request))


def on_the_wire(frame: bytes) -> int:
    """Return the bytes that carry a frame to a browser, which reads gzip."""
    return sum(len(chunk.deflated) for chunk in chunked(frame))


def frame_of(made: Scene, request: Request) -> bytes:
    before = made.state
    decision = made.ask(request)
    recorded = Recorded(
        GUILD, 1, 1_795_290_000_000, person(ADA), decision.events, before, decision.state
    )
    return encode("patch", patch(recorded, Faces()), CURSOR)


@pytest.mark.parametrize(
    ("waiting", "added", "moved", "removed", "next_up"),
    [(1, 532, 348, 325, 532), (50, 536, 349, 328, 535), (4_990, 338, 351, 332, 539)],
)
def test_one_entry_costs_the_same_in_any_queue(
    waiting: int, added: int, moved: int, removed: int, next_up: int
) -> None:
    made = scene(waiting)
    assert cost(made, AddTracks((song(9_999),))) == added
    assert cost(made, MoveEntry(made.state.queue[-1].id, 0)) == moved
    assert cost(made, RemoveEntry(made.state.queue[0].id)) == removed
    assert cost(made, AddTracks((song(9_999),), Placement.NEXT)) == next_up


@pytest.mark.parametrize("waiting", [1, 50, 500, 4_990])
def test_a_browser_is_sent_less(waiting: int) -> None:
    made = scene(waiting)
    one_entry = [
        AddTracks((song(9_999),)),
        MoveEntry(made.state.queue[-1].id, 0),
        RemoveEntry(made.state.queue[0].id),
        AddTracks((song(9_998),), Placement.NEXT),
    ]
    assert all(on_the_wire(frame_of(made, request)) <= 360 for request in one_entry)
    assert on_the_wire(frame_of(made, ShuffleQueue())) <= 3 * waiting + 250
    whole = encode("reset", snapshot(made.state, Faces()), CURSOR)
    assert on_the_wire(whole) <= 18_000


def test_a_beat_costs_some_forty_bytes() -> None:
    (beat,) = chunked(encode("beat", 1_795_290_000_000))
    assert (len(beat), len(beat.deflated)) == (39, 44)


def test_several_entries_cost_their_ids() -> None:
    made = scene(1_000)
    chosen = frozenset(EntryId(number) for number in range(100, 200, 2))
    assert cost(made, MoveEntries(chosen, 0)) == 500
    assert cost(made, RemoveEntries(chosen)) == 480
    assert cost(made, RemoveEntries(frozenset(map(EntryId, range(500, 900))))) == 292


@pytest.mark.parametrize("waiting", [50, 500, 4_990])
def test_a_shuffle_costs_its_order_and_the_order_of_addition_next_to_nothing(waiting: int) -> None:
    made = scene(waiting)
    assert cost(made, SetShuffle(on=True)) < 5 * waiting + 420
    assert cost(made, ShuffleQueue()) < 5 * waiting + 250
    assert cost(made, SetShuffle(on=False)) < 420


def test_a_long_playlist_costs_what_is_shown_of_it() -> None:
    playlist = tuple(song(number) for number in range(1_000))
    assert cost(scene(40), AddTracks(playlist)) == 12_670
    assert cost(scene(100), AddTracks(playlist)) == 300


@pytest.mark.parametrize("waiting", [100, 500, 4_990])
def test_a_snapshot_costs_the_same_for_any_queue(waiting: int) -> None:
    frame = encode("reset", snapshot(scene(waiting).state, Faces()), CURSOR)
    assert 22_100 < len(frame) < 22_200
