"""How API keys look in answers."""

from datetime import UTC, datetime

from pydantic import BaseModel, Field

from auth.api_key import ApiKey


class Key(BaseModel):
    """An API key without its secret; times are RFC 3339 in UTC."""

    id: str
    label: str
    key_prefix: str = Field(description="The first 11 characters of the key.")
    created_at: str
    last_used_at: str | None
    expires_at: str | None
    scopes: list[str]
    guild_ids: list[str] | None = Field(description="The servers it is tied to; null: to none.")
    owner: str | None = Field(description="The person it acts as; null: it stands for itself.")


class KeyList(BaseModel):
    """API keys, the oldest first."""

    keys: list[Key]


class MadeKey(Key):
    """A new API key with its secret, which is shown this once."""

    key: str


class Revoked(BaseModel):
    """That a key is worthless from now on."""

    message: str


KEY: dict[str, object] = {
    "id": "0d6f1f5e-6b0f-4c4e-9a53-5d1b6c3a2f10",
    "label": "Discord Bot",
    "key_prefix": "sk_a3Bf9x2K",
    "created_at": "2026-03-03T12:00:00Z",
    "last_used_at": None,
    "expires_at": None,
    "scopes": ["player:control", "player:read"],
    "guild_ids": None,
    "owner": "81384788765712384",
}
MADE_KEY = {**KEY, "key": "sk_a3Bf9x2Kp7QmVn0cXyWzR4tLhJ8sUd1gEo5bNiAqKfM"}


def drawn(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.id,
        "label": key.label,
        "key_prefix": key.prefix,
        "created_at": _moment(key.created_at),
        "last_used_at": _moment(key.last_used_at),
        "expires_at": _moment(key.expires_at),
        "scopes": sorted(key.scopes),
        "guild_ids": None if key.guild_ids is None else sorted(key.guild_ids),
        "owner": key.owner.id if key.owner else None,
    }


def drawn_once(key: ApiKey, secret: str) -> dict[str, object]:
    return {**drawn(key), "key": secret}


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
