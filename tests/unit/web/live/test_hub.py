import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import pytest

from auth.identity import GuildId, UserId, person
from player.core.commands import GatewayLost, GatewayReady
from player.core.events import ProblemMet
from player.core.policy import Policy, VolumeRules
from player.core.requests import AddTracks, SetVolume
from player.registry import Players
from player.session import Caller, Session
from tests.support.builders import ADA, BOB, GUILD, tracks
from tests.support.listener import Listener
from tests.support.ports import Stage
from tests.support.screen import Screen, decode_frames
from web.faces import Face, Room
from web.live import hub as hub_module
from web.live.frames import encode
from web.live.guild_streams import GuildStreams
from web.live.hub import STREAMS_PER_HOLDER, Hub, Present
from web.live.projection import snapshot
from web.live.rights import end_forbidden
from web.live.subscription import (
    EndReason,
    HubClosed,
    Subscription,
    TooManyStreams,
    Viewer,
)
from web.live.topic import RING_BYTES, RING_FRAMES, TopicName

NEWS = TopicName("news")
NOTHING_YET = Present(0, dict)


class Faces:
    """Draws people plainly, or not at all."""

    broken = False

    def user(self, _guild_id: GuildId, user_id: UserId) -> Face:
        if self.broken:
            raise RuntimeError("no faces today")
        return Face(id=user_id, name="Somebody", icon="")

    def channel(self, channel_id: str) -> Room:
        return Room(id=channel_id, name="Room")


@dataclass
class Rights:
    """What a viewer is told when it is asked whether it may still watch."""

    answer: EndReason | None = None
    failure: Exception | None = None
    asked: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def __call__(self) -> EndReason | None:
        self.asked += 1
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure
        return self.answer


class House:
    """A hub over real sessions."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.policies.policy = Policy(volume=VolumeRules(limit=1000))
        self.faces = Faces()
        self.players = Players(self.stage.outside)
        self.hub = Hub(lambda: self.stage.now, epoch="life")
        self.guilds = GuildStreams(self.hub, self.players, self.faces)
        self.stage.bus.subscribe(self.guilds.record)

    @property
    def session(self) -> Session:
        return self.players.of(GUILD)

    def open(
        self,
        after: str | None = None,
        holder: str = "ada",
        rights: Callable[[], Awaitable[EndReason | None]] | None = None,
        user_id: UserId = ADA,
    ) -> Listener:
        viewer = Viewer(holder, user_id, rights or Rights())
        return Listener(self.guilds.subscribe(GUILD, after, viewer))

    async def volume(self, volume: int) -> str:
        """Change something small; return the player's revision after it."""
        outcome = await self.session.submit(SetVolume(volume), Caller(person(ADA)))
        return self.hub.revision(outcome.seq)


def drain(stream: Listener, screen: Screen | None = None) -> Screen:
    """Take in all frames that are due, and no more."""
    screen = screen or Screen()
    for frame in stream.due():
        screen.take(frame)
    return screen


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    made = House()
    await made.session.settled()
    yield made
    monkeypatch.setattr(hub_module, "CLOSING_SECONDS", 0.001)
    await made.hub.close()
    await made.players.close()


async def test_a_new_stream_begins_with_the_clock_and_a_snapshot(house: House) -> None:
    screen = drain(house.open())
    assert screen.beats == [house.stage.now]
    assert screen.shows(snapshot(house.session.state, house.faces))
    assert screen.last_id == house.hub.revision(house.session.seq)


async def test_changes_arrive_as_patches(house: House) -> None:
    stream = house.open()
    await house.session.submit(AddTracks(tracks("One", "Two", "Three")), Caller(person(ADA)))
    revision = await house.volume(30)
    screen = drain(stream)
    assert screen.shows(snapshot(house.session.state, house.faces))
    assert screen.last_id == revision


async def test_everybody_gets_the_same_bytes(house: House) -> None:
    one, two = house.open(), house.open(holder="bob")
    drain(one)
    drain(two)
    await house.volume(30)
    assert one.subscription.take() is two.subscription.take()
    assert house.hub.counts.frames == 1


async def test_a_stream_goes_on_where_it_was_cut_off(house: House) -> None:
    stream = house.open()
    screen = drain(stream)
    stream.close()
    for volume in (30, 40, 50):
        await house.volume(volume)
    resumed = house.open(after=screen.last_id)
    house.hub.counts.resets = 0
    drain(resumed, screen)
    assert screen.shows(snapshot(house.session.state, house.faces))
    assert house.hub.counts.resets == 0


async def test_a_stream_that_missed_nothing_gets_only_the_clock(house: House) -> None:
    first = house.open()
    screen = drain(first)
    again = house.open(after=screen.last_id)
    assert [frame["event"] for frame in again.due()] == ["beat"]


@pytest.mark.parametrize("after", ["other-1", "life-99", "life", "nonsense", ""])
async def test_an_unknown_place_is_answered_with_a_reset(house: House, after: str) -> None:
    house.open()
    screen = drain(house.open(after=after))
    assert screen.shows(snapshot(house.session.state, house.faces))


async def test_what_happened_while_nobody_watched_is_a_reset(house: House) -> None:
    before = house.hub.revision(house.session.seq)
    after = await house.volume(30)
    screen = drain(house.open(after=before))
    assert screen.last_id == after
    assert screen.state["options"]["volume"] == 30


async def test_the_ring_forgets_what_is_too_old(house: House) -> None:
    stream = house.open()
    screen = drain(stream)
    stream.close()
    oldest = house.hub.revision(house.session.seq)
    for number in range(RING_FRAMES):
        await house.volume(200 + number)
    resets = house.hub.counts.resets
    drain(house.open(after=oldest), screen)
    assert screen.last_id == house.hub.revision(house.session.seq)
    assert house.hub.counts.resets == resets
    await house.volume(1000)
    drain(house.open(after=oldest))
    assert house.hub.counts.resets == resets + 1


async def test_the_ring_is_bounded_in_bytes_too() -> None:
    hub, viewer = Hub(lambda: 5, epoch="life"), Viewer("ada", ADA, Rights())
    hub.subscribe(NEWS, NOTHING_YET, None, viewer)
    for seq in range(1, 100):
        hub.publish(NEWS, seq, lambda cursor: encode("news", "x" * 100_000, cursor))
    topic = hub._topics[NEWS]
    assert len(topic._ring) < RING_FRAMES
    assert sum(len(piece.chunk) for piece in topic._ring) == topic._weight <= RING_BYTES
    hub.subscribe(NEWS, Present(99, dict), hub.revision(98), viewer)
    assert hub.counts.resets == 1
    hub.subscribe(NEWS, Present(99, dict), hub.revision(1), viewer)
    assert hub.counts.resets == 2


async def test_a_slow_stream_is_cut_off_and_harms_nobody(house: House) -> None:
    slow, quick = house.open(), house.open(holder="bob")
    screen = Screen()
    for number in range(RING_FRAMES + 1):
        await house.volume(200 + number)
        drain(quick, screen)
    assert slow.ended is EndReason.TOO_SLOW
    assert [frame async for frame in slow] == []
    assert house.hub.counts.closed_slow == 1
    assert house.hub.subscribers == 1
    assert screen.shows(snapshot(house.session.state, house.faces))


async def test_a_stream_that_was_cut_off_comes_back_by_its_place(house: House) -> None:
    slow = house.open()
    screen = Screen()
    drain(slow, screen)
    for number in range(RING_FRAMES + 5):
        await house.volume(200 + number)
    assert slow.ended is EndReason.TOO_SLOW
    drain(house.open(after=screen.last_id), screen)
    assert screen.shows(snapshot(house.session.state, house.faces))


async def test_a_beat_carries_the_servers_clock(house: House) -> None:
    stream = house.open()
    drain(stream)
    house.stage.now += 15_000
    await house.hub.beat()
    assert (drain(stream)).beats == [house.stage.now]


async def test_the_heart_beats_by_itself() -> None:
    hub = Hub(lambda: 5, beat_seconds=0.001)
    hub.start()
    stream = Listener(hub.subscribe(NEWS, NOTHING_YET, None, Viewer("ada", ADA, Rights())))
    async with asyncio.timeout(5):
        beats = 0
        while beats < 4:
            decoded = decode_frames((await anext(stream)).decode())
            beats += sum(frame["event"] == "beat" for frame in decoded)
    stream.close()
    await hub.close()


async def test_the_heart_survives_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    rights = Rights()
    hub = Hub(lambda: 5, beat_seconds=0.001)
    failures = iter([RuntimeError("once")])

    async def fail_once(subscriptions: Iterable[Subscription]) -> None:
        for failure in failures:
            raise failure
        await end_forbidden(subscriptions)

    monkeypatch.setattr(hub_module, "end_forbidden", fail_once)
    hub.start()
    stream = Listener(hub.subscribe(NEWS, NOTHING_YET, None, Viewer("ada", ADA, rights)))
    async with asyncio.timeout(5):
        async for _ in stream:
            if rights.asked:
                break
    stream.close()
    await hub.close()


@pytest.mark.parametrize(
    "reason", [EndReason.SIGNED_OUT, EndReason.NO_ACCESS, EndReason.UNAVAILABLE]
)
async def test_a_viewer_without_rights_is_told_so_at_the_next_beat(
    house: House, reason: EndReason
) -> None:
    rights = Rights()
    stream, other = house.open(rights=rights), house.open(holder="bob")
    await house.hub.beat()
    assert stream.ended is None
    rights.answer = reason
    await house.hub.beat()
    assert (drain(stream)).end == reason
    assert [frame async for frame in stream] == []
    assert other.ended is None


async def test_rights_that_cannot_be_asked_for_end_the_stream(house: House) -> None:
    stream = house.open(rights=Rights(failure=RuntimeError("no database")))
    await house.hub.beat()
    assert (drain(stream)).end == EndReason.UNAVAILABLE


async def test_only_a_few_viewers_are_checked_at_once(house: House) -> None:
    rights = Rights()
    rights.gate.clear()
    streams = [house.open(holder=str(number), rights=rights) for number in range(30)]
    beat = asyncio.create_task(house.hub.beat())
    await asyncio.sleep(0.01)
    assert 0 < rights.asked < len(streams)
    rights.gate.set()
    await beat
    assert rights.asked == len(streams)


async def test_a_sign_in_that_ended_is_rechecked_at_once(house: House) -> None:
    gone, other = Rights(EndReason.SIGNED_OUT), Rights(EndReason.SIGNED_OUT)
    stream = house.open(rights=gone)
    bystander = house.open(holder="bob", rights=other, user_id=BOB)
    await house.hub.recheck(ADA)
    assert (drain(stream)).end == EndReason.SIGNED_OUT
    assert bystander.ended is None
    assert other.asked == 0


async def test_a_sign_in_holds_only_so_many_streams(house: House) -> None:
    streams = [house.open() for _ in range(STREAMS_PER_HOLDER)]
    with pytest.raises(TooManyStreams):
        house.open()
    house.open(holder="bob")
    streams[0].close()
    house.open()


async def test_closing_twice_counts_once(house: House) -> None:
    stream = house.open()
    stream.close()
    stream.close()
    assert house.hub.subscribers == 0


async def test_shutdown_says_goodbye_and_waits_for_streams_to_end(house: House) -> None:
    stream = house.open()

    async def read() -> Screen:
        screen = Screen()
        async for frame in stream:
            for decoded in decode_frames(frame.decode()):
                screen.take(decoded)
        stream.close()
        return screen

    reading = asyncio.create_task(read())
    await asyncio.sleep(0)
    await house.hub.close()
    assert house.hub.subscribers == 0
    assert (await reading).end == EndReason.SHUTDOWN
    with pytest.raises(HubClosed):
        house.open()


async def test_shutdown_does_not_wait_long_for_a_stalled_client(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CLOSING_SECONDS", 0.01)
    stream = house.open()
    async with asyncio.timeout(5):
        await house.hub.close()
    assert house.hub.subscribers == 0
    assert stream.ended is EndReason.SHUTDOWN


async def test_a_change_that_cannot_be_shown_sends_everybody_for_a_snapshot(house: House) -> None:
    stream = house.open()
    screen = drain(stream)
    house.faces.broken = True
    await house.volume(30)
    assert (drain(stream)).end == EndReason.UNAVAILABLE
    stream.close()
    house.faces.broken = False
    await house.volume(40)
    resets = house.hub.counts.resets
    drain(house.open(after=screen.last_id), screen)
    assert house.hub.counts.resets == resets + 1
    assert screen.shows(snapshot(house.session.state, house.faces))


async def test_when_discord_is_back_names_are_told_anew(house: House) -> None:
    stream = house.open()
    drain(stream)
    house.session.observe(GatewayLost())
    house.session.observe(GatewayReady())
    await house.session.settled()
    assert [frame["event"] for frame in stream.due()] == ["patch", "reset"]


async def test_notices_reach_the_screen(house: House) -> None:
    stream = house.open()
    screen = drain(stream)
    house.session._record(house.session.state, person(ADA), 0, (ProblemMet("Oh."),))
    assert (drain(stream, screen)).notices == ["Oh."]


async def test_a_guild_that_nobody_watches_costs_nothing(house: House) -> None:
    await house.volume(30)
    assert house.hub.counts.frames == 0
    house.open().close()
    await house.hub.beat()
    assert house.hub._topics
    house.stage.now += hub_module.DESERTED_MS + 1
    await house.hub.beat()
    assert not house.hub._topics
