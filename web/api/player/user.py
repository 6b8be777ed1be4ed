"""`/user`: who the caller is, and where they sit."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import DiscordDown, NotInVoice
from player.core.sentence import Sentence
from player.guilds import Guild, Seat
from web.access import Access, access, current_caller
from web.api.player.control import caller_of
from web.api.player.dialect import success
from web.api.player.drawing import draw_guild, draw_user
from web.api.player.examples import CONNECTION, USER
from web.api.player.guild_examples import USER_STATS
from web.api.player.guild_shapes import UserStats
from web.api.player.shapes import ChannelBrief, Connection, User, VolumeRules
from web.faces import DJ
from web.openapi_operation import Operation, describe
from web.services import services

user = Blueprint("user", __name__, url_prefix="/user")


@user.get("/me")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(User, USER))
async def me() -> Response:
    """Get the signed-in person."""
    return success(draw_user(current_caller().person, services().cdn_url))


@user.get("/connection")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(Connection, CONNECTION, refuses=(NotInVoice, DiscordDown)))
async def connection() -> Response:
    """Get the voice channel that the caller sits in.

    Only servers that have the bot are seen.
    """
    guild, seat = _place_of_caller()
    channel = services().directory.channel(seat.channel_id)
    session = services().players.of(guild.id)
    policy = session.state.policy
    standing = (await caller_of(session)).standing
    return success(
        Connection(
            guild=draw_guild(guild, services().cdn_url),
            channel=ChannelBrief(name=channel.name if channel else "", id=seat.channel_id),
            dj=DJ[standing],
            equalizer_change=policy.player.equalizer.change,
            volume=VolumeRules(
                limit=policy.volume.limit, change=policy.volume.change, step=policy.volume.step
            ),
        )
    )


@user.get("/stats")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(UserStats, USER_STATS))
async def stats() -> Response:
    """Get what the caller has added, heard, and how long they have sat in voice.

    Counted on all servers that have the bot, since it first met the caller. A track counts as
    listened to once more than half of it was heard, in one turn of the track.
    """
    tally = await services().statistics.of(current_caller().person.id)
    return success(
        UserStats(
            tracks_added=tally.tracks_added,
            tracks_listen=tally.tracks_listened,
            time_voice=tally.voice_ms // 1000,
            time_online=0,
            time_idle=0,
            time_dnd=0,
            time_listen=tally.listened_ms // 1000,
        )
    )


def _place_of_caller() -> tuple[Guild, Seat]:
    directory = services().directory
    caller = current_caller()
    for seat in directory.seats_of(caller.person.id):
        guild = directory.guild(seat.guild_id)
        if guild is not None and caller.reaches(guild.id):
            return guild, seat
    if not directory.connected:
        raise DiscordDown
    raise NotInVoice(Sentence("Join a voice channel of a server that has the bot."))
