"""Draws a guild's settings in the documented scheme."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import cast

from auth.identity import UserId
from player.core.policy import ChannelRules, Circle, DJRules, PlayerRules, Policy, ProfileRules
from web.api.player.portraits import Portraits, hex_color
from web.api.player.settings_shapes import (
    ChannelSettings,
    DjSettings,
    Member,
    PlayerSettings,
    ProfileSettings,
    SearchPrefix,
    Settings,
)

QUESTIONS_AT_ONCE = 8

People = Mapping[UserId, Member]


async def draw_settings(policy: Policy, portraits: Portraits) -> Settings:
    """Draw all settings; who or what has gone from the server is left out."""
    volume, blacklist = policy.volume, policy.blacklist
    people = await _people(portraits, policy.dj.neutral.users | policy.dj.default.users)
    return Settings(
        volume={
            "limit": volume.limit,
            "default": volume.default,
            "change": volume.change,
            "step": volume.step,
        },
        player=_player(policy.player),
        blacklist={"words": list(blacklist.words), "enabled": blacklist.enabled},
        dj=_djs(policy.dj, portraits, people),
        channel=_channel(policy.channel, portraits),
        profiles=_profiles(policy.profiles),
    )


async def _people(portraits: Portraits, ids: Iterable[UserId]) -> People:
    gate = asyncio.Semaphore(QUESTIONS_AT_ONCE)

    async def drawn(user_id: UserId) -> Member | None:
        async with gate:
            return await portraits.user(user_id)

    wanted = sorted(ids)
    found = await asyncio.gather(*(drawn(user_id) for user_id in wanted))
    return {user_id: one for user_id, one in zip(wanted, found, strict=True) if one}


def _player(rules: PlayerRules) -> PlayerSettings:
    return {
        "shuffle": rules.shuffle,
        "repeat": rules.repeat,
        "24h": rules.stay,
        "search": cast("SearchPrefix", rules.search),
        "timeout": rules.timeout_s,
        "ensure": rules.ensure,
        "equalizer": {
            "change": rules.equalizer.change,
            "default": list(rules.equalizer.default),
        },
        "fallback": rules.fallback,
        "autoplay": rules.autoplay,
        "fair_queue": rules.fair_queue,
        "queue_limit": rules.queue_limit,
        "queue_limit_per_user": rules.queue_limit_per_user,
        "max_track_length": rules.max_track_length_s,
    }


def _djs(rules: DJRules, portraits: Portraits, people: People) -> DjSettings:
    return {
        "neutral": {
            "users": _drawn(rules.neutral, people),
            "roles": portraits.roles_of(rules.neutral.roles),
            "type": rules.neutral_type.value,
            "value": rules.neutral_value,
            "everyone": rules.neutral.everyone,
        },
        "default": {
            "users": _drawn(rules.default, people),
            "roles": portraits.roles_of(rules.default.roles),
            "everyone": rules.default.everyone,
        },
    }


def _channel(rules: ChannelRules, portraits: Portraits) -> ChannelSettings:
    return {
        "color": hex_color(rules.color),
        "url": rules.url,
        "channel": portraits.channel(rules.channel),
        "playlists": rules.playlists,
        "command": portraits.channel(rules.command),
    }


def _profiles(rules: ProfileRules) -> ProfileSettings:
    return {
        "private": rules.private,
        "earning": rules.earning,
        "voice_experience": rules.voice_experience,
        "listening_experience": rules.listening_experience,
        "message_experience": rules.message_experience,
    }


def _drawn(circle: Circle, people: People) -> list[Member]:
    return [people[user_id] for user_id in sorted(circle.users) if user_id in people]
