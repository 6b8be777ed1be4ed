"""A bot with a key of its own, and what it does with voice profiles."""

from dataclasses import dataclass
from typing import Any

import httpx2
from pydantic import TypeAdapter

from auth.api_key import Scope
from auth.identity import GuildId
from tests.support.api import Api
from web.api.profiles.shapes import ProfileShape

GUILD, OTHER_GUILD = "900000000000000001", "900000000000000002"
PROFILE = TypeAdapter(ProfileShape)
Json = Any


def user(number: int) -> str:
    return str(800_000_000_000_000_000 + number)


@dataclass
class Bot:
    """A program that has a key without an owner."""

    client: httpx2.AsyncClient
    key_id: str

    async def makes(self, number: int = 1, guild: str = GUILD, **body: Json) -> Json:
        """Make a profile and return it."""
        return profile(await self.client.post(f"/profile/{guild}/{user(number)}", json=body))

    async def gives(self, number: int, amount: int, guild: str = GUILD) -> Json:
        """Send points from the bot's own account."""
        receiver = {"user_id": user(number), "guild_id": guild}
        wish = {"from": "self", "to": receiver, "amount": amount, "reason": "gift"}
        return answered(await self.client.post("/transaction", json=wish))


async def make_bot(
    api: Api, *, guilds: tuple[str, ...] | None = None, scope: Scope = Scope.PROFILES_WRITE
) -> Bot:
    guild_ids = None if guilds is None else frozenset(map(GuildId, guilds))
    keys = api.world.parts.services.keys
    for old in await keys.list_of(None):
        if old.label == "a test's bot":
            await keys.revoke(old.id)
    key, secret = await keys.create("a test's bot", None, frozenset({scope}), guild_ids)
    # The document sends keys bare.
    client = api.world.visitor()
    client.headers["Authorization"] = secret
    return Bot(client, key.id)


def answered(answer: httpx2.Response) -> Json:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def profile(answer: httpx2.Response) -> Json:
    return PROFILE.validate_python(answered(answer), strict=True)


def refusal(answer: httpx2.Response, status: int, field: str | None = None) -> str:
    """Return the sentence of a refusal, having checked the rest of it."""
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem.get("field") == field, problem
    sentence: str = problem["error"]
    assert sentence.endswith(".")
    return sentence
