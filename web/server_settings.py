"""The settings that admins may change while the server runs: names, types, and what they mean."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, ConfigDict, Field
from typing_extensions import TypedDict

from auth.account_ports import ConfigValue
from auth.server_config import LONGEST_TEXT, REGISTRATION
from player.finding.finder import DEFAULT_PLAN, Plan
from player.search import ENGINE_OF_PREFIX
from web.settings import Settings
from web.source_names import NAME_OF_PREFIX, PREFIX_OF_NAME, SourceName

ABOUT_SPOTIFY: Final = "Kept for clients of the documented systems; Auxcord has no use for it."


def _lower(level: object) -> object:
    return level.lower() if isinstance(level, str) else level


ServerSettings = TypedDict(
    "ServerSettings",
    {
        "registration.enabled": Annotated[
            bool, Field(description="Whether anybody may make an account by name and password.")
        ],
        "search.order": Annotated[
            list[SourceName],
            Field(
                min_length=1,
                max_length=20,
                description="Where `auto` searches, one after the other.",
            ),
        ],
        "soulseek.search_timeout": Annotated[
            int,
            Field(
                ge=1,
                le=120,
                description="How many seconds a search of all sources may take together; the name "
                "is the document's, and there is no Soulseek here.",
            ),
        ],
        "logging.level": Annotated[
            Literal["debug", "info", "warning", "error"],
            BeforeValidator(_lower),
            Field(description="The least important messages to log."),
        ],
        "limits.scale": Annotated[
            float,
            Field(ge=0.1, le=1000, description="Multiplies how often callers may ask."),
        ],
        "discord.members_intent": Annotated[
            bool,
            Field(description="Whether the bot asks for the members of servers; at a restart."),
        ],
        "discord.messages_intent": Annotated[
            bool,
            Field(description="Whether the bot asks to be told of messages; at a restart."),
        ],
        "downloads.at_once": Annotated[
            int,
            Field(ge=1, le=50, description="How many tracks a source is asked for; at a restart."),
        ],
        "downloads.apart_ms": Annotated[
            int,
            Field(ge=0, le=60_000, description="The pause between two of them; at a restart."),
        ],
        "wishlist.minutes": Annotated[
            int,
            Field(ge=1, le=10_080, description="How often wishes are tried; at a restart."),
        ],
        "watchlist.hours": Annotated[
            int,
            Field(ge=1, le=720, description="How often artists are looked at; at a restart."),
        ],
        "spotify.client_id": Annotated[
            str, Field(max_length=LONGEST_TEXT, description=ABOUT_SPOTIFY)
        ],
        "spotify.client_secret": Annotated[
            str,
            Field(max_length=LONGEST_TEXT, description=f"{ABOUT_SPOTIFY} It is never shown."),
        ],
    },
    total=False,
)
"""Settings by name; in a change those that shall be other ones."""

ServerSettings.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]

STORED_AS: Final = {
    "registration.enabled": REGISTRATION,
    "spotify.client_id": "SPOTIFY_API_ID",
    "spotify.client_secret": "SPOTIFY_API_SECRET",
}
"""The keys of settings that `/api/v1/config` shows, too, and that go by its names in the store."""

SECRETS: Final = frozenset({"spotify.client_secret"})
FIELDS: Final = {
    "logging.level": "log_level",
    "limits.scale": "limit_scale",
    "downloads.at_once": "lookups_at_once",
    "downloads.apart_ms": "lookups_apart_ms",
    "wishlist.minutes": "wishlist_minutes",
    "watchlist.hours": "watchlist_hours",
}
"""What stands for settings of the operator's, by its name there."""

INTENTS: Final = {
    "discord.members_intent": "members_intent",
    "discord.messages_intent": "messages_intent",
}
AT_RESTART: Final = frozenset({*FIELDS, *INTENTS} - {"logging.level", "limits.scale"})


def key_of(name: str) -> str:
    """Return under which key a setting is stored."""
    return STORED_AS.get(name, name)


def defaults_of(settings: Settings) -> dict[str, ConfigValue]:
    """Return by their keys what holds until an admin decides: what the operator has set."""
    operators: ServerSettings = {
        "registration.enabled": settings.open_registration,
        "search.order": [NAME_OF_PREFIX[engine.prefix] for engine in DEFAULT_PLAN.order],
        "soulseek.search_timeout": round(DEFAULT_PLAN.longest_s),
        "spotify.client_id": "",
        "spotify.client_secret": "",
    }
    values: dict[str, Any] = {
        **operators,
        **{name: getattr(settings, field) for name, field in FIELDS.items()},
        **{name: getattr(settings.discord, field) for name, field in INTENTS.items()},
    }
    return {key_of(name): value for name, value in values.items()}


def decided(settings: Settings, known: Mapping[str, ConfigValue]) -> Settings:
    """Return the operator's settings with what admins have decided in their place."""
    intents = {field: known[name] for name, field in INTENTS.items()}
    changed = {field: known[name] for name, field in FIELDS.items()}
    discord = settings.discord.model_copy(update=intents)
    return settings.model_copy(update={**changed, "discord": discord})


def plan_of(known: Mapping[str, Any]) -> Plan:
    """Return where searches look, in which order, and how long."""
    prefixes = (PREFIX_OF_NAME[name] for name in known["search.order"])
    order = tuple(ENGINE_OF_PREFIX[prefix] for prefix in dict.fromkeys(prefixes))
    return Plan(order, float(known["soulseek.search_timeout"]))
