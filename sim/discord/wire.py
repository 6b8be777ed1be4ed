"""How the things of the world look in Discord's JSON."""

from datetime import datetime
from typing import Any

from sim.discord.model import Channel, ChannelKind, Guild, Member, Person, Role, VoiceState
from sim.discord.snowflakes import made_at

JsonObject = dict[str, Any]


def timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def user(person: Person) -> JsonObject:
    payload: JsonObject = {
        "id": person.id,
        "username": person.username,
        "discriminator": person.discriminator,
        "global_name": person.global_name,
        "avatar": person.avatar,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "flags": 0,
    }
    return payload | {"bot": True} if person.bot else payload


def own_user(person: Person) -> JsonObject:
    """Render what an account sees of itself under the scope ``identify``."""
    return user(person) | {"mfa_enabled": False, "locale": person.locale, "premium_type": 0}


def member(person: Person, membership: Member) -> JsonObject:
    return {"user": user(person)} | member_without_user(membership)


def member_without_user(membership: Member) -> JsonObject:
    until = membership.timed_out_until
    return {
        "nick": membership.nick,
        "avatar": membership.avatar,
        "banner": None,
        "roles": list(membership.roles),
        "joined_at": timestamp(membership.joined_at),
        "premium_since": None,
        "communication_disabled_until": timestamp(until) if until else None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def role(entity: Role) -> JsonObject:
    payload: JsonObject = {
        "id": entity.id,
        "name": entity.name,
        "description": None,
        "permissions": str(entity.permissions),
        "position": entity.position,
        "color": entity.color,
        "colors": {"primary_color": entity.color, "secondary_color": None, "tertiary_color": None},
        "hoist": entity.hoist,
        "managed": entity.managed,
        "mentionable": entity.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return payload | {"tags": {"bot_id": entity.bot_id}} if entity.bot_id else payload


def channel(entity: Channel) -> JsonObject:
    payload: JsonObject = {
        "id": entity.id,
        "guild_id": entity.guild_id,
        "type": int(entity.kind),
        "name": entity.name,
        "position": entity.position,
        "parent_id": entity.parent_id,
        "permission_overwrites": [
            {"id": o.id, "type": int(o.kind), "allow": str(o.allow), "deny": str(o.deny)}
            for o in entity.overwrites
        ],
        "flags": 0,
    }
    return payload | _particulars(entity)


def _particulars(entity: Channel) -> JsonObject:
    if entity.kind is ChannelKind.CATEGORY:
        return {}
    spoken: JsonObject = {
        "bitrate": entity.bitrate,
        "user_limit": entity.user_limit,
        "rtc_region": None,
    }
    written: JsonObject = {
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": entity.last_message_id,
    }
    if entity.kind is ChannelKind.VOICE:
        return written | spoken
    topic: JsonObject = {"topic": entity.topic}
    return topic | written | spoken if entity.kind is ChannelKind.STAGE else topic | written


def voice_state(state: VoiceState) -> JsonObject:
    """Render a voice state as it stands inside GUILD_CREATE, without guild and member."""
    return {
        "channel_id": state.channel_id,
        "user_id": state.user_id,
        "session_id": state.session_id,
        "deaf": state.deaf,
        "mute": state.mute,
        "self_deaf": state.self_deaf,
        "self_mute": state.self_mute,
        "self_video": state.self_video,
        "suppress": state.suppress,
        "request_to_speak_timestamp": None,
    }


def guild(entity: Guild) -> JsonObject:
    """Render a guild as REST shows it; the gateway adds channels, members and voice states."""
    return {
        "id": entity.id,
        "name": entity.name,
        "icon": entity.icon,
        "description": entity.description,
        "owner_id": entity.owner_id,
        "roles": [role(one) for one in entity.roles.values()],
        "features": list(entity.features),
        "afk_channel_id": entity.afk_channel_id,
        "system_channel_id": entity.system_channel_id,
        "preferred_locale": entity.locale,
    } | _guild_constants()


def _guild_constants() -> JsonObject:
    return {
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "application_id": None,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_in_list(entity: Guild, person_id: str, permissions: int) -> JsonObject:
    """Render a guild as ``/users/@me/guilds`` lists it."""
    return {
        "id": entity.id,
        "name": entity.name,
        "icon": entity.icon,
        "banner": None,
        "owner": entity.owner_id == person_id,
        "permissions": str(permissions),
        "features": list(entity.features),
    }


def application(bot: Person, owner: Person, guild_count: int) -> JsonObject:
    return {
        "id": bot.id,
        "name": bot.username,
        "icon": bot.avatar,
        "description": "A music bot that lives in a simulated Discord.",
        "summary": "",
        "type": None,
        "bot": user(bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(owner),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "hook": True,
        "redirect_uris": [],
        "approximate_guild_count": guild_count,
        "approximate_user_install_count": 0,
        "interactions_endpoint_url": None,
        "event_webhooks_status": 1,
        "created_at": timestamp(made_at(bot.id)),
    }
