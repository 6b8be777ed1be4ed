"""`/guild/<guild_id>`: what a server is made of, its settings, and what people did there."""

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import UserId
from player.core.errors import DiscordDown
from player.core.policy import Policy
from player.standing import standing_of
from web.access import Access, access, current_caller, current_guild
from web.api.player.dialect import success
from web.api.player.drawing import draw_user
from web.api.player.guild_examples import GUILD_INFO, LOG, MEMBER, ROLE, SETTINGS
from web.api.player.guild_inputs import MOST_FOUND, MemberName, RoleName
from web.api.player.guild_shapes import GuildInfo, LogLine
from web.api.player.portraits import Portraits, draw_role
from web.api.player.settings_drawing import draw_settings
from web.api.player.settings_inputs import SettingsChange
from web.api.player.settings_saving import reset_settings, save_settings
from web.api.player.settings_shapes import Member, Role, Settings
from web.api.reading import read_body, read_query
from web.faces import DJ, guild_icon
from web.faults import NotMember, UnknownGuild
from web.language import say
from web.openapi_operation import Operation, describe
from web.services import services

guild = Blueprint("guild", __name__, url_prefix="/guild/<guild_id>")


@guild.get("/info")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(GuildInfo, GUILD_INFO, refuses=(DiscordDown,)))
async def info(guild_id: str) -> Response:
    """Get a server with its channels and roles, and what the caller may do there.

    `users` counts the members. Channels that the caller may not see are left out. The roles come
    highest first; `@everyone` is not among them.
    """
    del guild_id
    directory, portraits = services().directory, _portraits()
    about = directory.guild(current_guild())
    caller = await directory.member(current_guild(), _caller_id())
    if about is None:
        raise UnknownGuild
    if caller is None:
        raise NotMember
    policy = services().policies.of(about.id)
    return success(
        GuildInfo(
            id=about.id,
            name=about.name,
            icon=guild_icon(services().cdn_url, about.id, about.icon),
            admin=caller.is_admin,
            manage_guild=caller.manages,
            dj=DJ[standing_of(caller, policy.dj)],
            channels=portraits.channels_for(caller),
            users=about.member_count,
            owner=await portraits.user(about.owner_id),
            roles=portraits.roles(),
        )
    )


@guild.get("/settings")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(Settings, SETTINGS))
async def settings(guild_id: str) -> Response:
    """Get the server's settings.

    Users, roles and channels that are no longer on the server are left out.
    """
    del guild_id
    return await _answer(services().policies.of(current_guild()))


@guild.post("/settings")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(
    Operation(
        Settings,
        SETTINGS,
        body=SettingsChange,
        body_example={"blacklist": {"enabled": True}, "player": {"search": "sp"}},
    )
)
async def change_settings(guild_id: str) -> Response:
    """Change some of the server's settings; answers all of them.

    Give any part of the scheme: what is left out stays as it is, lists are replaced whole. A change
    is taken in whole or, when anything in it is wrong, not at all. It takes effect on the running
    player at once; default volume and equalizer are heard when the bot next joins a channel.
    """
    del guild_id
    return await _answer(await save_settings(await read_body(SettingsChange)))


@guild.post("/reset")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(Operation(Settings, SETTINGS))
async def reset(guild_id: str) -> Response:
    """Bring all settings of the server back to their defaults; answers all of them."""
    del guild_id
    return await _answer(await reset_settings())


@guild.get("/named_member")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(list[Member], [MEMBER], query=MemberName))
async def named_member(guild_id: str) -> Response:
    """Find members whose name begins with some letters, at most 25 of them."""
    del guild_id
    name = read_query(MemberName).name
    found = await services().directory.search_members(current_guild(), name)
    return success(_portraits().members(found[:MOST_FOUND]))


@guild.get("/named_role")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(list[Role], [ROLE], query=RoleName))
async def named_role(guild_id: str) -> Response:
    """Find roles whose name contains some letters, at most 25 of them, the highest first."""
    del guild_id
    name = read_query(RoleName).name.casefold()
    roles = services().directory.roles(current_guild())
    found = [role for role in roles if not role.is_everyone and name in role.name.casefold()]
    return success([draw_role(role) for role in found[:MOST_FOUND]])


@guild.get("/log")
@access(Access.MANAGER, Scope.PLAYER_READ)
@describe(Operation(list[LogLine], [LOG]))
async def log(guild_id: str) -> Response:
    """Get what people did with the server's player and settings, the latest first (ours).

    The last 500 lines of each server are kept.
    """
    del guild_id
    lines = await services().audit.latest(current_guild())
    cdn_url = services().cdn_url
    return success(
        [
            LogLine(
                at=line.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                user=draw_user(line.person, cdn_url) if line.person else None,
                text=say(line.sentence),
            )
            for line in lines
        ]
    )


async def _answer(policy: Policy) -> Response:
    return success(await draw_settings(policy, _portraits()))


def _portraits() -> Portraits:
    return Portraits(services().directory, current_guild(), services().cdn_url)


def _caller_id() -> UserId:
    return current_caller().person.id
