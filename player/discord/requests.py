"""What we ask Discord over REST besides single members: searching members, and posting cards."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import hikari
import structlog

from auth.identity import ChannelId, GuildId
from player.core.errors import DiscordDown
from player.discord.failures import explain
from player.discord.payloads import membership_from_rest
from player.discord.records import Membership
from player.ports import Card, CardRefused

log = structlog.get_logger()

REQUEST_S = 8.0
FOUND_AT_MOST = 25

Answer = TypeVar("Answer")


class DiscordRequests:
    """Speaks REST through whichever client is alive at the moment."""

    def __init__(self, rest: Callable[[], hikari.api.RESTClient]) -> None:
        self._rest = rest

    async def search_members(self, guild_id: GuildId, name: str) -> Sequence[Membership]:
        """Return members whose name begins with `name`; raises `DiscordDown`."""
        members = await _answered(self._rest().search_members(int(guild_id), name))
        return [membership_from_rest(member) for member in members[:FOUND_AT_MOST]]

    async def post_card(self, channel_id: ChannelId, card: Card) -> str:
        """Post a card and return its message id; raises `CardRefused` or `DiscordDown`."""
        message = await _answered(
            self._rest().create_message(
                int(channel_id), embed=_embed(card), mentions_everyone=False
            )
        )
        return str(message.id)

    async def edit_card(self, channel_id: ChannelId, message_id: str, card: Card) -> None:
        """Replace a card; raises `CardRefused` when it is gone, or `DiscordDown`."""
        await _answered(
            self._rest().edit_message(int(channel_id), int(message_id), embed=_embed(card))
        )


async def _answered(asked: Awaitable[Answer]) -> Answer:
    try:
        async with asyncio.timeout(REQUEST_S):
            return await asked
    except (hikari.NotFoundError, hikari.ForbiddenError, hikari.BadRequestError) as error:
        raise CardRefused(explain(error).sentence) from error
    except Exception as error:
        log.warning("discord_request_unanswered", reason=explain(error).sentence)
        raise DiscordDown from error


def _embed(card: Card) -> hikari.Embed:
    embed = hikari.Embed(
        title=card.title[:256] or None,
        description=card.text[:4096] or None,
        url=card.url,
        color=hikari.Color(card.color),
    )
    if card.thumbnail:
        embed.set_thumbnail(card.thumbnail)
    if card.image:
        embed.set_image(card.image)
    return embed
