"""What the page of a server's settings shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auth.identity import RoleId, UserId
from player.core.policy import DEFAULT_POLICY, DJRules, NeutralType
from player.core.presets import EQUALIZERS
from player.core.votes import votes_needed
from player.search import ENGINES
from web.access import current_guild
from web.api.player.portraits import Portraits
from web.api.player.settings_drawing import draw_settings
from web.faults import UnknownGuild
from web.pages.forms import Rejected
from web.pages.frame import draw_guild, render_page
from web.pages.receivers_view import ReceiversView, receivers_view, webhooks
from web.pages.settings_form import NAMED, Problems, Values, bounds, drawn, marks
from web.pages.sound_view import bands
from web.services import services

FIVE = 5


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody or a role that is named in a field, or offered to be."""

    id: str
    name: str
    icon: str | None = None
    color: str | None = None
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that somebody has filled in wrongly, to be shown to them again."""

    values: Values
    seen: str
    problems: Problems
    typed: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[str, list[str]] = field(default_factory=dict)


async def present_values() -> Values:
    """Return what the fields hold by the settings of this moment."""
    policy = services().policies.of(current_guild())
    return drawn(await draw_settings(policy, _portraits()))


async def settings_view(filled: Filled | None = None) -> dict[str, Any]:
    """Return what the template needs, for the present settings or for a form that was wrong."""
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    if filled is None:
        values = await present_values()
        filled = Filled(values, marks(values), {})
    portraits = _portraits()
    return {
        "guild": draw_guild(guild.id, guild.name, guild.icon),
        "form": filled,
        "defaults": drawn(await draw_settings(DEFAULT_POLICY, portraits)),
        "bounds": bounds,
        "picks": {name: await _picks(portraits, name, filled) for name in NAMED},
        "rooms": [channel for channel in portraits.channels() if channel["text"]],
        "engine_options": [(f"{engine.prefix}:", engine.title) for engine in ENGINES],
        "bands": bands(),
        "presets": EQUALIZERS,
        "example": _needed_of_five(filled),
        "receiving": await receivers_view(webhooks()),
    }


async def settings_page(receiving: ReceiversView, rejected: Rejected | None = None) -> str:
    """Render the page with its webhooks as something has just left them."""
    view = {**await settings_view(), "receiving": receiving}
    return await render_page("settings.html", **view, rejected=rejected, done=None)


async def _picks(portraits: Portraits, name: str, filled: Filled) -> list[Pick]:
    chosen = filled.values[name]
    offered = [each for each in filled.offered.get(name, ()) if each not in chosen]
    ids = [*chosen, *offered]
    if name.endswith(".roles"):
        roles = portraits.roles_of(RoleId(each) for each in ids)
        return [
            Pick(role["id"], role["name"], None, role["color"], role["id"] in chosen)
            for role in roles
        ]
    people = [await portraits.user(UserId(each)) for each in ids]
    return [
        Pick(person["id"], person["name"], person["icon"], None, person["id"] in chosen)
        for person in people
        if person is not None
    ]


def _needed_of_five(filled: Filled) -> int | None:
    """Return how many of five listeners a vote needs; None while the rule makes no sense."""
    (kind,), (value,) = filled.values["dj.neutral.type"], filled.values["dj.neutral.value"]
    if kind not in set(NeutralType) or not value.isdecimal():
        return None
    rules = DJRules(neutral_type=NeutralType(kind), neutral_value=int(value))
    return votes_needed(rules, FIVE)


def _portraits() -> Portraits:
    return Portraits(services().directory, current_guild(), services().cdn_url)
