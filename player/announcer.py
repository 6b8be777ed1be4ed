"""Keeps a now-playing card in the text channel that a guild has chosen for it."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from auth.identity import ChannelId, GuildId, UserId
from player.bus import Recorded
from player.core.errors import DiscordDown
from player.core.state import PlayerState
from player.core.track import Entry
from player.ending import end
from player.ports import Card, CardRefused, Noticeboard

log = structlog.get_logger()

EDIT_EVERY_S = 3.0
RETRY_AFTER_S = 15.0
MARKDOWN = re.compile(r"([\\*_~`|>\[\]()#])")

NameOf = Callable[[GuildId, UserId], str]


@dataclass(frozen=True, slots=True)
class _Posted:
    channel_id: ChannelId
    message_id: str
    card: Card


class Announcer:
    """Posts the card when a track starts and edits it from then on; a listener of the bus.

    Every guild has a task of its own while there is something to show, so that a slow channel holds
    up nobody. Whatever Discord says to it, the player never hears of it.
    """

    def __init__(
        self,
        board: Noticeboard,
        name_of: NameOf,
        *,
        every_s: float = EDIT_EVERY_S,
        retry_after_s: float = RETRY_AFTER_S,
    ) -> None:
        self._board = board
        self._name_of = name_of
        self._every_s = every_s
        self._retry_after_s = retry_after_s
        self._wanted: dict[GuildId, PlayerState] = {}
        self._posted: dict[GuildId, _Posted] = {}
        self._tasks: dict[GuildId, asyncio.Task[None]] = {}

    def record(self, recorded: Recorded) -> None:
        """Take in what happened to a player, if it shows on the card."""
        before, after = recorded.before, recorded.after
        same = (before.current, before.policy.channel) == (after.current, after.policy.channel)
        if same or after.policy.channel.channel is None:
            return
        guild_id = recorded.guild_id
        self._wanted[guild_id] = after
        if guild_id not in self._tasks:
            task = asyncio.create_task(self._show(guild_id), name=f"announcer {guild_id}")
            self._tasks[guild_id] = task
            task.add_done_callback(lambda _: self._tasks.pop(guild_id, None))

    async def close(self) -> None:
        await end(*self._tasks.values())

    async def _show(self, guild_id: GuildId) -> None:
        """Show the latest state, at most once per interval, until there is nothing new."""
        while (state := self._wanted.pop(guild_id, None)) is not None:
            pause_s = self._every_s
            try:
                await self._put_up(guild_id, state)
            except CardRefused as refusal:
                log.info("card_refused", guild_id=guild_id, reason=str(refusal))
            except DiscordDown:
                self._wanted.setdefault(guild_id, state)
                pause_s = self._retry_after_s
            except Exception:
                log.exception("card_failed", guild_id=guild_id)
            await asyncio.sleep(pause_s)

    async def _put_up(self, guild_id: GuildId, state: PlayerState) -> None:
        channel_id, posted = state.policy.channel.channel, self._posted.get(guild_id)
        if channel_id is None:
            return
        here = posted is not None and posted.channel_id == channel_id
        card = self._card(guild_id, state)
        if card is None:
            if not here:
                return
            card = Card("Nothing is playing", "", state.policy.channel.color)
        if posted is not None and here and await self._edited(posted, card):
            message_id = posted.message_id
        else:
            message_id = await self._board.post_card(channel_id, card)
        self._posted[guild_id] = _Posted(channel_id, message_id, card)

    async def _edited(self, posted: _Posted, card: Card) -> bool:
        """Say whether the card stands where the old one stood; a message may have been deleted."""
        if posted.card == card:
            return True
        try:
            await self._board.edit_card(posted.channel_id, posted.message_id, card)
        except CardRefused:
            return False
        return True

    def _card(self, guild_id: GuildId, state: PlayerState) -> Card | None:
        entry, rules = state.current, state.policy.channel
        if entry is None:
            return None
        track = entry.track
        return Card(
            title=track.title,
            text=self._text(guild_id, entry),
            color=rules.color,
            url=_web_address(track.url),
            thumbnail=_web_address(track.artwork_url),
            image=_web_address(rules.url),
        )

    def _text(self, guild_id: GuildId, entry: Entry) -> str:
        lines = [_plain(entry.track.author)]
        if entry.requester is not None:
            lines.append(f"Requested by {_plain(self._name_of(guild_id, entry.requester))}")
        return "\n".join(lines)


def _plain(text: str) -> str:
    """Keep Discord from reading a name as markup."""
    return MARKDOWN.sub(r"\\\1", text)


def _web_address(address: str | None) -> str | None:
    return address if address and address.startswith(("https://", "http://")) else None
