"""The now-playing card follows the player, and its troubles stay its own."""

import asyncio
from dataclasses import replace

from auth.identity import SYSTEM, ChannelId
from player.announcer import Announcer
from player.bus import Recorded
from player.core.errors import DiscordDown
from player.core.policy import ChannelRules, Policy
from player.core.state import PlayerState
from player.core.track import Entry, EntryId
from player.ports import Card, CardRefused
from tests.support.builders import ADA, GUILD, track
from tests.support.discord import eventually

BOARD = ChannelId("481870553235193857")
OTHER_BOARD = ChannelId("481870553235193858")


class Board:
    """Text channels in memory; can refuse, and can be out of reach."""

    def __init__(self) -> None:
        self.posted: list[tuple[ChannelId, Card]] = []
        self.edited: list[Card] = []
        self.refuses_posts = False
        self.refuses_edits = False
        self.down = False

    async def post_card(self, channel_id: ChannelId, card: Card) -> str:
        await asyncio.sleep(0)
        if self.down:
            raise DiscordDown
        if self.refuses_posts:
            raise CardRefused("Missing permissions.")
        self.posted.append((channel_id, card))
        return str(len(self.posted))

    async def edit_card(self, _channel_id: ChannelId, message_id: str, card: Card) -> None:
        await asyncio.sleep(0)
        if self.down:
            raise DiscordDown
        if self.refuses_edits or message_id != str(len(self.posted)):
            raise CardRefused("Unknown message.")
        self.edited.append(card)

    @property
    def calls(self) -> int:
        return len(self.posted) + len(self.edited)


class Guild:
    """A guild whose player is changed by hand."""

    def __init__(self, rules: ChannelRules | None = None, every_s: float = 0.01) -> None:
        self.board = Board()
        self.announcer = Announcer(
            self.board, lambda *_: "Ada_L", every_s=every_s, retry_after_s=0.01
        )
        policy = Policy(channel=rules or ChannelRules(channel=BOARD))
        self.state = PlayerState(GUILD, policy=policy)
        self.number = 0

    def plays(self, name: str | None) -> None:
        self.number += 1
        entry = Entry(EntryId(self.number), track(name), ADA) if name else None
        self.becomes(replace(self.state, current=entry))

    def rules(self, rules: ChannelRules) -> None:
        self.becomes(replace(self.state, policy=Policy(channel=rules)))

    def becomes(self, state: PlayerState) -> None:
        before, self.state = self.state, state
        self.announcer.record(Recorded(GUILD, 1, 5, SYSTEM, (), before, state))

    async def shown(self) -> None:
        await eventually(lambda: not self.announcer._tasks)


async def test_a_card_is_posted_and_then_edited() -> None:
    guild = Guild(ChannelRules(0x1ABC9C, "https://example.org/banner.png", BOARD))
    guild.plays("One")
    await guild.shown()
    channel, card = guild.board.posted[0]
    assert channel == BOARD
    assert card == Card(
        title="One",
        text="Somebody\nRequested by Ada\\_L",
        color=0x1ABC9C,
        url="https://youtube.example/watch/One",
        thumbnail="https://youtube.example/art/One.png",
        image="https://example.org/banner.png",
    )
    guild.plays("Two")
    await guild.shown()
    assert [card.title for card in guild.board.edited] == ["Two"]
    guild.plays(None)
    await guild.shown()
    assert guild.board.edited[-1].title == "Nothing is playing"
    assert len(guild.board.posted) == 1


async def test_without_a_channel_nothing_is_posted() -> None:
    guild = Guild(ChannelRules())
    guild.plays("One")
    await asyncio.sleep(0)
    assert guild.board.calls == 0
    assert not guild.announcer._tasks


async def test_silence_is_not_announced() -> None:
    guild = Guild()
    guild.rules(ChannelRules(color=1, channel=BOARD))
    await guild.shown()
    assert guild.board.calls == 0


async def test_many_changes_make_few_edits() -> None:
    guild = Guild(every_s=0.05)
    for number in range(50):
        guild.plays(str(number))
        await asyncio.sleep(0.001)
    await guild.shown()
    assert 2 <= guild.board.calls <= 10
    assert guild.board.edited[-1].title == "49"


async def test_a_new_message_takes_the_place_of_one_that_is_gone() -> None:
    guild = Guild()
    guild.plays("One")
    await guild.shown()
    guild.board.refuses_edits = True
    guild.plays("Two")
    await guild.shown()
    assert [card.title for _, card in guild.board.posted] == ["One", "Two"]


async def test_another_channel_gets_a_message_of_its_own() -> None:
    guild = Guild()
    guild.plays("One")
    await guild.shown()
    guild.rules(ChannelRules(channel=OTHER_BOARD))
    await guild.shown()
    assert [channel for channel, _ in guild.board.posted] == [BOARD, OTHER_BOARD]


async def test_a_refused_card_is_tried_again_with_the_next_track_only() -> None:
    guild = Guild()
    guild.board.refuses_posts = True
    guild.plays("One")
    await guild.shown()
    guild.board.refuses_posts = False
    guild.plays("Two")
    await guild.shown()
    assert [card.title for _, card in guild.board.posted] == ["Two"]


async def test_the_latest_card_is_shown_once_discord_is_back() -> None:
    guild = Guild()
    guild.board.down = True
    guild.plays("One")
    await asyncio.sleep(0.02)
    guild.plays("Two")
    guild.board.down = False
    await guild.shown()
    assert [*(card for _, card in guild.board.posted), *guild.board.edited][-1].title == "Two"
    await guild.announcer.close()


async def test_closing_ends_what_waits() -> None:
    guild = Guild(every_s=60)
    guild.plays("One")
    await eventually(lambda: guild.board.posted)
    await guild.announcer.close()
    assert not guild.announcer._tasks
