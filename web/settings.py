"""What an operator may set: the model of it, and the only place that reads the environment."""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from web import variables
from web.setting_types import (
    BotToken,
    DatabaseName,
    Host,
    InJson,
    MongoUri,
    Networks,
    Origin,
    Origins,
    Port,
    Secret,
    SecretKey,
    Snowflake,
    Snowflakes,
    Url,
    Word,
)
from web.variables import ENV_FILE, PREFIX

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class ConfigurationError(Exception):
    """The settings cannot be used; `problems` names everything that is wrong, in sentences."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class _Strict(BaseModel):
    """Frozen, and refusing fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class DiscordSettings(_Strict):
    """The application at Discord, and where Discord is."""

    client_id: Annotated[Snowflake, Field(description="The application's id at Discord.")]
    client_secret: Annotated[Secret, Field(description="The application's OAuth2 client secret.")]
    bot_token: Annotated[BotToken, Field(description="The bot's token.")]
    api_url: Annotated[Url, Field(description="Discord's REST API.")] = (
        "https://discord.com/api/v10"
    )
    authorize_url: Annotated[Url, Field(description="The page where people allow the sign-in.")] = (
        "https://discord.com/oauth2/authorize"
    )
    cdn_url: Annotated[Url, Field(description="Where Discord keeps avatars and icons.")] = (
        "https://cdn.discordapp.com"
    )
    members_intent: Annotated[
        bool, Field(description="Whether the bot has the privileged “Server Members” intent.")
    ] = False
    messages_intent: Annotated[
        bool, Field(description="Whether Discord tells of messages, to be counted (never read).")
    ] = False


class MailSettings(_Strict):
    """Where letters to people are handed in."""

    host: Annotated[
        Word | None, Field(description="The SMTP server for mail to people; none is sent without.")
    ] = None
    port: Annotated[Port, Field(description="Its port.")] = 587
    username: Annotated[Word | None, Field(description="Who we are there, if it asks.")] = None
    password: Annotated[Secret | None, Field(description="Our password there, if it asks.")] = None
    sender: Annotated[str, Field(description="The address that mail comes from.")] = (
        "Auxcord <auxcord@localhost>"
    )
    security: Annotated[
        Literal["starttls", "tls", "none"],
        Field(description="How the way there is kept private: starttls, tls from the start, none."),
    ] = "starttls"


class NodeSettings(_Strict):
    """One Lavalink node."""

    name: Word
    host: Word
    port: Port = 2333
    password: Secret
    secure: bool = False
    region: Word = "global"


def _distinct(nodes: tuple[NodeSettings, ...]) -> tuple[NodeSettings, ...]:
    if not nodes:
        raise ValueError("must name at least one node")
    if len({node.name for node in nodes}) < len(nodes):
        raise ValueError("must give every node a name of its own")
    return nodes


class Settings(_Strict):
    """Everything that can be set; a plain value, made from the environment by `load_settings`."""

    host: Annotated[Host, Field(description="The address to listen on; 0.0.0.0 for every one.")] = (
        "127.0.0.1"
    )
    port: Annotated[Port, Field(description="The port to listen on.")] = 8080
    public_url: Annotated[
        Origin,
        Field(
            default_factory=lambda given: f"http://127.0.0.1:{given.get('port', 8080)}",
            description="Where browsers reach Auxcord; https turns on secure cookies.",
        ),
    ]
    trusted_proxies: Annotated[
        int,
        Field(ge=0, le=10, description="How many proxies in front may say who the caller is."),
    ] = 0
    limit_scale: Annotated[
        float,
        Field(ge=0.1, le=1000, description="Multiplies how often callers may ask; 2 is twice."),
    ] = 1.0
    data_dir: Annotated[
        Path, Field(description="Where the embedded MongoDB and the generated secret key live.")
    ] = Path(".data")
    secret_key: Annotated[
        SecretKey | None,
        Field(description="Signs cookies; made once and kept in the data directory if not set."),
    ] = None
    mongodb_uri: Annotated[
        MongoUri | None,
        Field(
            description="A MongoDB 6 or newer that is a replica set; an embedded one if not set. "
            "MONGODB_URI is understood, too."
        ),
    ] = None
    database: Annotated[DatabaseName, Field(description="The name of the database.")] = "auxcord"
    open_registration: Annotated[
        bool,
        Field(
            description="Whether anybody may make an account by name and password, until an admin "
            "decides otherwise."
        ),
    ] = False
    admin_ids: Annotated[
        Snowflakes,
        Field(description="The Discord ids of those who administer Auxcord as a whole, by commas."),
    ] = ()
    mail: MailSettings = MailSettings()
    discord: DiscordSettings
    lavalink_nodes: Annotated[
        tuple[NodeSettings, ...],
        InJson,
        AfterValidator(_distinct),
        Field(
            description='The Lavalink nodes, in JSON: [{"name": "main", "host": "127.0.0.1", '
            '"port": 2333, "password": "…"}], and where needed "secure": true or "region": "eu".'
        ),
    ]
    lookups_at_once: Annotated[
        int,
        Field(ge=1, le=50, description="How many wanted tracks one source is asked for at once."),
    ] = 4
    lookups_apart_ms: Annotated[
        int,
        Field(ge=0, le=60_000, description="The milliseconds between two of them."),
    ] = 200
    image_origins: Annotated[
        Origins, Field(description="Further origins that pages may show images from, by commas.")
    ] = ()
    allowed_networks: Annotated[
        Networks,
        Field(
            description="Private networks that people may have webhooks and scrobbles sent to, by "
            "commas."
        ),
    ] = ()
    wishlist_minutes: Annotated[
        int,
        Field(ge=1, le=10080, description="How often what is on wishlists is looked for again."),
    ] = 30
    watchlist_hours: Annotated[
        int,
        Field(ge=1, le=720, description="How often followed artists are looked at for new tracks."),
    ] = 24
    log_format: Annotated[
        Literal["auto", "console", "json"],
        Field(description="How to log: console, json, or auto (console at a terminal)."),
    ] = "auto"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Field(description="The least important messages to log: debug, info, warning, error."),
    ] = "info"

    @property
    def is_loopback(self) -> bool:
        """Whether only programs on this machine can reach us."""
        return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback

    @property
    def is_for_this_machine(self) -> bool:
        """Whether the public URL means something to programs on this machine only."""
        return urlsplit(self.public_url).hostname in LOOPBACK_NAMES

    def warnings(self) -> tuple[str, ...]:
        """Say in sentences what works but should not stay so."""
        if self.is_for_this_machine and not self.is_loopback:
            return (
                f"{PREFIX}HOST lets other machines in, but {PREFIX}PUBLIC_URL is "
                f"{self.public_url}: nobody can sign in from there.",
            )
        if self.public_url.startswith("http://") and not self.is_for_this_machine:
            return (f"{PREFIX}PUBLIC_URL is plain http: sign-ins can be read on the way.",)
        return ()


class _Environment(BaseSettings, Settings):
    """The same fields, filled from the environment and from `.env` in the working directory."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=ENV_FILE,
        env_ignore_empty=True,
        enable_decoding=False,
        dotenv_filtering="only_existing",
        hide_input_in_errors=True,
    )

    @classmethod
    def read(cls, given: Mapping[str, str], overrides: Mapping[str, object]) -> Self:
        values: dict[str, Any] = dict(overrides)
        if given.get("MONGODB_URI") and not given.get(f"{PREFIX}MONGODB_URI"):
            values.setdefault("mongodb_uri", given["MONGODB_URI"])
        return cls(**values)


def load_settings(**overrides: object) -> Settings:
    """Read the settings; what is passed here wins over the environment.

    Raises `ConfigurationError` with every problem at once.
    """
    given = _given()
    problems = list(variables.unknown(Settings, given))
    try:
        settings = _Environment.read(given, overrides)
    except ValidationError as failure:
        problems += variables.sentences(Settings, failure)
    else:
        if not problems:
            return settings
    raise ConfigurationError(tuple(problems))


def data_dir_in_force() -> Path:
    """Return the data directory, also where other settings are wrong."""
    given = _given().get(f"{PREFIX}DATA_DIR")
    return Path(given) if given else Path(Settings.model_fields["data_dir"].default)


def set_variables() -> frozenset[str]:
    """Return the names of all our variables that are set to something."""
    return frozenset(name for name, value in _given().items() if value and name.startswith(PREFIX))


def _given() -> dict[str, str]:
    from_file = dotenv_values(ENV_FILE) if Path(ENV_FILE).is_file() else {}
    merged = {**from_file, **os.environ}
    return {name.upper(): value or "" for name, value in merged.items()}
