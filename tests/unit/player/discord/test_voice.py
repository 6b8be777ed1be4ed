"""Errands in voice: what confirms them, what ends them, and how they take over."""

import asyncio
from collections.abc import Callable

import pytest

from auth.identity import ChannelId, GuildId, Person, UserId
from player.core.errors import DiscordDown, JoinFailed
from player.discord import voice as voice_module
from player.discord.line import Line, Shard
from player.discord.mirror import Mirror
from player.discord.records import GuildRecord, Room
from player.discord.voice import Voice
from player.guilds import Channel, ChannelKind, Guild, Seat
from tests.support.discord import Clock

GUILD, BOT = GuildId("10"), UserId("30")
DECK, CABIN = ChannelId("40"), ChannelId("41")
ENDPOINT = "voice.example:443"


class Harbour:
    """A guild with two voice channels, in which the test plays Discord."""

    def __init__(self, join_timeout: float = 5.0) -> None:
        self.mirror = Mirror()
        self.mirror.own_id = BOT
        self.line = Line(Clock())
        self.line.opened(Shard(), [])
        self.sent: list[ChannelId | None] = []
        self.unreachable = False
        rooms = {
            one: Room(Channel(one, GUILD, f"Room {one}", ChannelKind.VOICE))
            for one in (DECK, CABIN)
        }
        self.record = GuildRecord(Guild(GUILD, "Harbour", None, UserId("1"), 2), rooms=rooms)
        self.mirror.put(self.record)
        self.voice = Voice(self.mirror, self.line, self._send, join_timeout)

    async def _send(self, guild_id: GuildId, channel_id: ChannelId | None) -> None:
        assert guild_id == GUILD
        if self.unreachable:
            raise DiscordDown
        self.sent.append(channel_id)

    def seat(self, channel_id: ChannelId | None) -> None:
        if channel_id is None:
            self.record.seats.pop(BOT, None)
        else:
            self.record.seats[BOT] = Seat(Person(BOT, "bot", "bot"), GUILD, channel_id, bot=True)
        self.voice.bot_moved(GUILD)

    def serve(self, endpoint: str | None = ENDPOINT) -> None:
        self.voice.server_assigned(GUILD, endpoint)

    async def started(self, channel_id: ChannelId | None) -> "asyncio.Task[None]":
        errand = (
            self.voice.leave(GUILD) if channel_id is None else self.voice.join(GUILD, channel_id)
        )
        task = asyncio.create_task(errand)
        await asyncio.sleep(0)
        return task

    async def settled(self, channel_id: ChannelId) -> None:
        joining = await self.started(channel_id)
        self.seat(channel_id)
        self.serve()
        await joining


@pytest.fixture
async def harbour() -> Harbour:
    return Harbour()


@pytest.mark.parametrize("server_first", [False, True])
async def test_place_and_server_both_confirm_in_either_order(
    harbour: Harbour, server_first: bool
) -> None:
    joining = await harbour.started(DECK)
    steps: list[Callable[[], None]] = [lambda: harbour.seat(DECK), harbour.serve]
    for step in reversed(steps) if server_first else steps:
        assert not joining.done()
        step()
        await asyncio.sleep(0)
    await joining
    assert harbour.sent == [DECK]


async def test_another_place_confirms_nothing(harbour: Harbour) -> None:
    joining = await harbour.started(DECK)
    harbour.serve()
    harbour.seat(CABIN)
    await asyncio.sleep(0)
    assert not joining.done()
    harbour.seat(DECK)
    await joining


async def test_a_server_without_an_endpoint_is_none(harbour: Harbour) -> None:
    joining = await harbour.started(DECK)
    harbour.seat(DECK)
    harbour.serve(None)
    await asyncio.sleep(0)
    assert not joining.done()
    harbour.serve()
    await joining


async def test_who_stands_there_already_need_not_ask(harbour: Harbour) -> None:
    await harbour.settled(DECK)
    await harbour.voice.join(GUILD, DECK)
    assert harbour.sent == [DECK]


async def test_a_lost_voice_server_is_waited_for(harbour: Harbour) -> None:
    await harbour.settled(DECK)
    harbour.serve(None)
    joining = await harbour.started(DECK)
    assert not joining.done()
    # The place has not changed, so Discord names the next server and nothing else.
    harbour.serve()
    await joining


async def test_after_a_new_session_the_same_place_must_be_confirmed_anew(harbour: Harbour) -> None:
    await harbour.settled(DECK)
    harbour.voice.session_renewed([GUILD])
    joining = await harbour.started(DECK)
    harbour.serve()
    await asyncio.sleep(0)
    assert not joining.done()
    harbour.seat(DECK)
    await joining
    assert harbour.sent == [DECK, DECK]


async def test_silence_is_a_failure() -> None:
    harbour = Harbour(join_timeout=0.05)
    with pytest.raises(JoinFailed):
        await harbour.voice.join(GUILD, DECK)
    await harbour.settled(DECK)


async def test_a_line_that_breaks_ends_the_wait(harbour: Harbour) -> None:
    joining = await harbour.started(DECK)
    harbour.voice.line_lost([GUILD])
    with pytest.raises(DiscordDown):
        await joining
    harbour.line.closed(Shard())
    with pytest.raises(DiscordDown):
        await harbour.voice.join(GUILD, DECK)


async def test_what_cannot_be_sent_fails_for_all_who_wait(harbour: Harbour) -> None:
    harbour.unreachable = True
    results = await asyncio.gather(
        harbour.voice.join(GUILD, DECK), harbour.voice.join(GUILD, DECK), return_exceptions=True
    )
    assert [type(result) for result in results] == [DiscordDown, DiscordDown]


async def test_two_on_the_same_errand_share_it(harbour: Harbour) -> None:
    first, second = await harbour.started(DECK), await harbour.started(DECK)
    first.cancel()
    await asyncio.sleep(0)
    harbour.seat(DECK)
    harbour.serve()
    await second
    assert harbour.sent == [DECK]


async def test_a_newer_errand_takes_over(harbour: Harbour) -> None:
    first, second = await harbour.started(DECK), await harbour.started(CABIN)
    with pytest.raises(JoinFailed, match="elsewhere"):
        await first
    harbour.seat(CABIN)
    harbour.serve()
    await second
    assert harbour.sent == [DECK, CABIN]


async def test_leaving_ends_a_join_that_is_under_way(harbour: Harbour) -> None:
    joining, leaving = await harbour.started(DECK), await harbour.started(None)
    with pytest.raises(JoinFailed):
        await joining
    assert harbour.sent == [DECK, None]
    harbour.seat(None)
    await leaving


async def test_a_join_takes_over_from_a_leave_which_does_not_mind(harbour: Harbour) -> None:
    await harbour.settled(DECK)
    leaving, joining = await harbour.started(None), await harbour.started(CABIN)
    await leaving
    harbour.seat(CABIN)
    harbour.serve()
    await joining


async def test_leave_is_confirmed_or_given_up(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    await harbour.voice.leave(GUILD)
    assert harbour.sent == []
    await harbour.settled(DECK)
    leaving = await harbour.started(None)
    assert not leaving.done()
    harbour.seat(None)
    await leaving
    await harbour.settled(DECK)
    monkeypatch.setattr(voice_module, "LEAVE_TIMEOUT_S", 0.05)
    await harbour.voice.leave(GUILD)


async def test_after_being_thrown_out_the_way_back_is_asked_for(harbour: Harbour) -> None:
    await harbour.settled(DECK)
    harbour.seat(None)
    joining = await harbour.started(DECK)
    assert harbour.sent == [DECK, DECK]
    harbour.seat(DECK)
    harbour.serve()
    await joining
