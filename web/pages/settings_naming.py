"""Finds the people and roles whose names somebody typed into a form of settings.

With scripts people are picked from a list; without them a name is sent, and one who is meant
without doubt is added. Where several could be meant the form shows them to choose from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auth.identity import GuildId
from player.core.errors import DiscordDown
from player.ports import Directory
from web.language import gettext
from web.pages.settings_form import NAMED, Problems, Values

MOST_OFFERED = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody or a role, with everything that it goes by."""

    id: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Naming:
    """The fields with those added who were named, and what became of the other names."""

    values: Values
    typed: Mapping[str, str]
    problems: Problems = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)


def typed_names(form: Mapping[str, str]) -> dict[str, str]:
    """Return the names that were typed, by the field that they are for."""
    typed = {name: form.get(f"{name}.named", "").strip() for name in NAMED}
    return {name: text for name, text in typed.items() if text}


async def add_named(
    directory: Directory, guild_id: GuildId, values: Values, typed: Mapping[str, str]
) -> Naming:
    """Add those who are named to the fields that they are named for."""
    naming = Naming(dict(values), typed)
    for name, text in typed.items():
        try:
            found = await _find(directory, guild_id, name, text)
        except DiscordDown as error:
            naming.problems[name] = str(error)
            continue
        _settle(naming, name, text, found)
    return naming


async def _find(directory: Directory, guild_id: GuildId, name: str, text: str) -> list[Found]:
    if name.endswith(".roles"):
        roles = [role for role in directory.roles(guild_id) if not role.is_everyone]
        found = [Found(role.id, (role.name,)) for role in roles]
        return [each for each in found if text.casefold() in each.names[0].casefold()]
    members = await directory.search_members(guild_id, text)
    people = [member.person for member in members]
    return [Found(person.id, (person.display_name, person.username)) for person in people]


def _settle(naming: Naming, name: str, text: str, found: Sequence[Found]) -> None:
    exact = [each for each in found if text.casefold() in map(str.casefold, each.names)]
    meant = exact if len(exact) == 1 else found
    if len(meant) == 1:
        kept = [held for held in naming.values[name] if held != meant[0].id]
        naming.values[name] = (*kept, meant[0].id)
    elif found:
        naming.offered[name] = [each.id for each in found[:MOST_OFFERED]]
        naming.problems[name] = gettext("Several go by that name. Tick the one that you mean.")
    else:
        naming.problems[name] = gettext("Nobody and nothing here is called “%(name)s”.", name=text)
