"""What the values of settings may look like, each refusal as the end of a sentence."""

import base64
import ipaddress
import json
import re
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

WELL_KNOWN_SECRETS = frozenset({"secret", "changeme", "password", "insecure", "example", "default"})
SHORTEST_SECRET_KEY = 32


def _url(text: str) -> str:
    parts = _split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be a URL such as https://music.example.org")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must not carry credentials, a query or a fragment")
    if text.endswith("/"):
        raise ValueError("must not end in a slash")
    return text


def _origin(text: str) -> str:
    if _split(_url(text)).path:
        raise ValueError("must be scheme, host and port only, without a path")
    return text


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        # Reading the port is what checks it.
        _ = parts.port
    except ValueError:
        raise ValueError("must be a URL with a proper host and port") from None
    return parts


def _host(text: str) -> str:
    if text != "localhost":
        try:
            ipaddress.ip_address(text)
        except ValueError:
            raise ValueError("must be an IP address such as 127.0.0.1, or localhost") from None
    return text


def _word(text: str) -> str:
    if not re.fullmatch(r"\S+", text):
        raise ValueError("must be one word")
    return text


def _snowflake(text: str) -> str:
    if not re.fullmatch(r"[0-9]{15,20}", text):
        raise ValueError("must be an id of Discord's: 15 to 20 digits")
    return text


def _database(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,38}", text):
        raise ValueError("must be 1 to 38 letters, digits, “_” or “-”")
    return text


def _filled(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().strip():
        raise ValueError("must not be empty")
    return secret


def _bot_token(secret: SecretStr) -> SecretStr:
    """Check the shape that Discord gives tokens: the bot's id in base64, and two more parts."""
    first, *rest = secret.get_secret_value().split(".")
    try:
        bot_id = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    except ValueError:
        bot_id = b""
    if len(rest) != 2 or not all(rest) or not re.fullmatch(rb"[0-9]{15,20}", bot_id):
        raise ValueError("must be a bot token: three parts with dots between them")
    return secret


def _secret_key(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if len(text) < SHORTEST_SECRET_KEY:
        raise ValueError(f"must have at least {SHORTEST_SECRET_KEY} characters")
    if len(set(text)) < 8 or any(word in text.lower() for word in WELL_KNOWN_SECRETS):
        raise ValueError("must be random; leave it out and Auxcord makes one")
    return secret


def _mongodb_uri(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().startswith(("mongodb://", "mongodb+srv://")):
        raise ValueError("must begin with mongodb:// or mongodb+srv://")
    return secret


def _from_json(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("must be a list in JSON") from None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        raise ValueError("must be networks such as 192.168.1.0/24, or single addresses") from None


def _from_words(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Url = Annotated[str, AfterValidator(_url)]
Origin = Annotated[str, AfterValidator(_origin)]
Origins = Annotated[tuple[Origin, ...], BeforeValidator(_from_words)]
Network = Annotated[
    ipaddress.IPv4Network | ipaddress.IPv6Network, BeforeValidator(lambda text: _network(str(text)))
]
Networks = Annotated[tuple[Network, ...], BeforeValidator(_from_words)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Field(ge=1, le=65535)]
Word = Annotated[str, AfterValidator(_word)]
Snowflake = Annotated[str, AfterValidator(_snowflake)]
Snowflakes = Annotated[tuple[Snowflake, ...], BeforeValidator(_from_words)]
DatabaseName = Annotated[str, AfterValidator(_database)]
Secret = Annotated[SecretStr, AfterValidator(_filled)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
SecretKey = Annotated[SecretStr, AfterValidator(_secret_key)]
MongoUri = Annotated[SecretStr, AfterValidator(_mongodb_uri)]
InJson = BeforeValidator(_from_json)
