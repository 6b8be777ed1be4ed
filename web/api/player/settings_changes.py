"""Applies a change of settings to a guild's rules, and refuses what does not fit together."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from player.core.policy import ChannelRules, Circle, DJRules, NeutralType, Policy
from player.core.sentence import Sentence
from player.core.sound import effective_gains
from web.api.player.settings_inputs import CirclePart, DjPart, NeutralPart, SettingsChange
from web.faults import WrongInput

Rules = TypeVar("Rules")

HIGHEST_VALUE = {NeutralType.PERCENT: 100, NeutralType.TOTAL: 99, NeutralType.INVERSE: 99}
LOWEST_VALUE = {NeutralType.PERCENT: 1, NeutralType.TOTAL: 0, NeutralType.INVERSE: 0}


def changed(policy: Policy, change: SettingsChange) -> Policy:
    """Return the rules after a change; raise `WrongInput` when they contradict each other."""
    given = change.model_fields_set
    wanted = replace(
        policy,
        volume=_with(policy.volume, change.volume) if "volume" in given else policy.volume,
        player=_with(policy.player, change.player) if "player" in given else policy.player,
        blacklist=(
            _with(policy.blacklist, change.blacklist) if "blacklist" in given else policy.blacklist
        ),
        dj=_with_djs(policy.dj, change.dj) if "dj" in given else policy.dj,
        channel=_with(policy.channel, change.channel) if "channel" in given else policy.channel,
        profiles=_with(policy.profiles, change.profiles)
        if "profiles" in given
        else policy.profiles,
    )
    _check(wanted)
    return _heard(wanted)


def names_of(change: BaseModel, prefix: str = "") -> Iterable[str]:
    """Return the dotted wire names of what a change speaks of, in the order of the scheme."""
    for name, field in type(change).model_fields.items():
        if name in change.model_fields_set:
            part, path = getattr(change, name), prefix + (field.alias or name)
            if isinstance(part, BaseModel):
                yield from names_of(part, f"{path}.")
            else:
                yield path


def _with(rules: Rules, part: BaseModel) -> Rules:
    """Replace those rules that the part speaks of; its fields are named as the rules are."""
    changes: dict[str, Any] = {}
    for name in part.model_fields_set:
        value = getattr(part, name)
        changes[name] = (
            _with(getattr(rules, name), value) if isinstance(value, BaseModel) else value
        )
    return replace(rules, **changes)  # type: ignore[type-var]


def _with_djs(rules: DJRules, part: DjPart) -> DJRules:
    if "default" in part.model_fields_set:
        rules = replace(rules, default=_with_people(rules.default, part.default))
    if "neutral" in part.model_fields_set:
        rules = _with_neutrals(rules, part.neutral)
    return rules


def _with_neutrals(rules: DJRules, part: NeutralPart) -> DJRules:
    given = part.model_fields_set
    return replace(
        rules,
        neutral=_with_people(rules.neutral, part),
        neutral_type=NeutralType(part.type) if "type" in given else rules.neutral_type,
        neutral_value=part.value if "value" in given else rules.neutral_value,
    )


def _with_people(circle: Circle, part: CirclePart) -> Circle:
    given = part.model_fields_set
    return Circle(
        users=frozenset(part.users) if "users" in given else circle.users,
        roles=frozenset(part.roles) if "roles" in given else circle.roles,
        everyone=part.everyone if "everyone" in given else circle.everyone,
    )


def _check(policy: Policy) -> None:
    volume, rules = policy.volume, policy.dj
    if volume.default > volume.limit:
        raise WrongInput(
            "volume.default",
            Sentence("volume.default must be at most volume.limit, {limit}.", limit=volume.limit),
        )
    low, high = LOWEST_VALUE[rules.neutral_type], HIGHEST_VALUE[rules.neutral_type]
    if not low <= rules.neutral_value <= high:
        raise WrongInput(
            "dj.neutral.value",
            Sentence(
                "dj.neutral.value must be {low} to {high} for the type {type}.",
                low=low,
                high=high,
                type=rules.neutral_type,
            ),
        )


def _heard(policy: Policy) -> Policy:
    """Bring the default gains down to what audio nodes can do."""
    equalizer = policy.player.equalizer
    gains = effective_gains(equalizer.default)
    player = replace(policy.player, equalizer=replace(equalizer, default=gains))
    return replace(policy, player=player)


def circles_of(policy: Policy) -> dict[str, Circle]:
    """Return the circles of DJs under the dotted names of their settings."""
    return {"dj.neutral": policy.dj.neutral, "dj.default": policy.dj.default}


def channels_of(rules: ChannelRules) -> dict[str, str | None]:
    """Return the channels that are set, under the dotted names of their settings."""
    return {"channel.channel": rules.channel, "channel.command": rules.command}
