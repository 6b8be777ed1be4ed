"""What the developers' page shows: examples, somebody's API keys, and the form for another one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from quart import current_app, request
from werkzeug.datastructures import MultiDict

from auth.api_key import ApiKey, Scope
from auth.identity import GuildId
from web.api.library.key_wishes import FOR_GUILDS
from web.caller import Caller
from web.language import marked
from web.limits import limits_of
from web.rates import PLAYER
from web.services import services

LANGUAGES = ("curl", "Python", "JavaScript")
PLACEHOLDER = "sk_paste_your_key_here"
AT_FIRST = frozenset({Scope.PLAYER_READ, Scope.PLAYER_CONTROL})
DAYS = {
    "30": marked("In 30 days"),
    "90": marked("In 90 days"),
    "365": marked("In a year"),
    "": marked("Never"),
}
DAYS_AT_FIRST = "90"

SCOPES: Mapping[Scope, str] = {
    Scope.PLAYER_READ: marked("See what plays, the queue, who listens, and follow the stream."),
    Scope.PLAYER_CONTROL: marked("Do what you may do: play, skip, vote, and add tracks."),
    Scope.PLAYLISTS: marked("Read and change your playlists and favourites."),
    Scope.LIBRARY: marked("Search, and use your library, wishes and artists that you follow."),
    Scope.SCROBBLE: marked("Tell what you hear elsewhere, and read your history."),
    Scope.ARCHIVE_READ: marked("Read what was played on servers that you manage."),
    Scope.ARCHIVE_WRITE: marked("Record what other bots play on servers that you manage."),
    Scope.PROFILES_WRITE: marked("Change levels and points on servers that you manage."),
}
"""What each scope means to the person who gives it."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that has just been made, with its secret."""

    key: ApiKey
    secret: str


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One key as its owner sees it; times are Unix seconds, days are of the calendar."""

    key: ApiKey
    guilds: Sequence[str] | None
    expires_on: str | None
    expired: bool


async def developers_view(visitor: Caller | None, made: MadeKey | None) -> dict[str, Any]:
    """Return what the page shows to a visitor, who is None where nobody is signed in."""
    now = services().hub.now() / 1000
    keys = await services().keys.list_of(visitor.person.id) if visitor else ()
    return {
        "keys": [_listed(key, now) for key in keys],
        "examples": await _examples(made.secret if made else PLACEHOLDER),
        "servers": _servers(visitor) if visitor else [],
        "now": now,
        "requests_a_minute": limits_of(current_app).in_force(PLAYER).count,
        **_form(MultiDict() if made else await request.form),
    }


def _form(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return the form's choices, and what was chosen in the one that was sent, if it was."""
    return {
        "scopes": [(scope, SCOPES[scope], scope in FOR_GUILDS) for scope in SCOPES],
        "days": DAYS,
        "typed": {
            "label": form.get("label", ""),
            "scopes": form.getlist("scopes") if form else AT_FIRST,
            "guild_ids": form.getlist("guild_ids"),
            "expires_in_days": form.get("expires_in_days", DAYS_AT_FIRST),
        },
    }


async def _examples(key: str) -> list[tuple[str, str]]:
    """Return programs for this very server; they are texts, so nothing in them is escaped."""
    url = services().public_url
    examples = []
    for language in LANGUAGES:
        template = current_app.jinja_env.get_template(f"developers/{language.lower()}.txt")
        examples.append((language, await template.render_async(public_url=url, key=key)))
    return examples


def _servers(visitor: Caller) -> list[tuple[GuildId, str]]:
    """Return the visitor's servers that have the bot, as of their sign-in."""
    found = (services().directory.guild(each.id) for each in visitor.guilds)
    return sorted(((each.id, each.name) for each in found if each), key=lambda one: one[1])


def _listed(key: ApiKey, now: float) -> ListedKey:
    return ListedKey(
        key,
        None if key.guild_ids is None else sorted(map(_name, key.guild_ids)),
        None if key.expires_at is None else _day(key.expires_at),
        expired=not key.lives(now),
    )


def _name(guild_id: GuildId) -> str:
    guild = services().directory.guild(guild_id)
    return guild.name if guild else guild_id


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
