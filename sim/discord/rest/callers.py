"""Who is calling the REST API: the bot, or a person through an access token."""

from dataclasses import dataclass, field

from aiohttp import web

from sim.discord.errors import ApiError, unauthorized
from sim.discord.oauth.authorizations import Authorizations
from sim.discord.snowflakes import Snowflake


@dataclass(frozen=True)
class Caller:
    """An authenticated caller; a bot has no scopes, a person has those they granted."""

    user_id: Snowflake
    is_bot: bool
    scopes: frozenset[str] = field(default_factory=frozenset)
    expires_at: float | None = None


@dataclass(frozen=True)
class Access:
    """Who may call an operation: the bot, people who granted ``scope``, or both."""

    bot: bool = False
    person: bool = False
    scope: str | None = None

    def check(self, caller: Caller) -> None:
        if not (self.bot if caller.is_bot else self.person):
            raise unauthorized()
        if not caller.is_bot and self.scope is not None and self.scope not in caller.scopes:
            raise ApiError(403, 50026, "Missing required OAuth2 scope")


class Callers:
    """Reads the Authorization header."""

    def __init__(self, bot_id: Snowflake, bot_token: str, authorizations: Authorizations) -> None:
        self._bot_id = bot_id
        self._bot_token = bot_token
        self._authorizations = authorizations

    def identify(self, request: web.Request) -> Caller:
        scheme, _, credential = request.headers.get("Authorization", "").partition(" ")
        if scheme == "Bot" and self.is_bot_token(credential):
            return Caller(self._bot_id, is_bot=True)
        if scheme == "Bearer" and (access := self._authorizations.find(credential)):
            return Caller(
                access.user_id, is_bot=False, scopes=access.scopes, expires_at=access.expires_at
            )
        raise unauthorized()

    def is_bot_token(self, token: object) -> bool:
        return token == self._bot_token
