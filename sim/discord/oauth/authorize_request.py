"""Reading and judging the parameters with which an application sends people to the consent page."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from multidict import MultiMapping

from sim.discord.errors import OAuthError
from sim.discord.snowflakes import Snowflake, is_snowflake

SIGN_IN_SCOPES = {
    "identify": "see your name, picture and language",
    "email": "see your e-mail address",
    "guilds": "see which servers you are in",
    "guilds.members.read": "see your nickname and roles in those servers",
}
INVITE_SCOPES = ("bot", "applications.commands")
CHALLENGE = re.compile(r"[A-Za-z0-9\-_]{43}")


class UnsafeRequestError(Exception):
    """The request is shown to the person and never sent on: its way back cannot be trusted."""


@dataclass(frozen=True)
class SignInRequest:
    """A request whose client and way back are in order; the rest ``check`` judges."""

    redirect_uri: str
    state: str | None
    scopes: tuple[str, ...]
    response_type: str
    prompt: str | None
    challenge: str | None
    challenge_method: str | None

    def check(self) -> None:
        """Raise what goes back to the application as ``error``."""
        if self.response_type != "code":
            raise OAuthError(
                "unsupported_response_type",
                "The authorization server does not support obtaining an authorization code "
                "using this method",
            )
        if not self.scopes or not set(self.scopes) <= SIGN_IN_SCOPES.keys():
            raise OAuthError(
                "invalid_scope", "The requested scope is invalid, unknown, or malformed."
            )
        if self.prompt not in (None, "consent", "none"):
            raise OAuthError("invalid_request", 'Invalid "prompt"')
        self._check_challenge()

    def way_back(self, **answer: str) -> str:
        """Return the address that brings the person and the answer back to the application."""
        told = answer if self.state is None else answer | {"state": self.state}
        parts = urlsplit(self.redirect_uri)
        query = "&".join(filter(None, (parts.query, urlencode(told))))
        return urlunsplit(parts._replace(query=query))

    def _check_challenge(self) -> None:
        if self.challenge is None and self.challenge_method is None:
            return
        if self.challenge_method != "S256":
            raise OAuthError("invalid_request", 'Unsupported "code_challenge_method"')
        if self.challenge is None or not CHALLENGE.fullmatch(self.challenge):
            raise OAuthError("invalid_request", 'Invalid "code_challenge"')


@dataclass(frozen=True)
class InviteRequest:
    """A request to add the bot to a guild, with the permissions it asks for."""

    permissions: int
    guild_id: Snowflake | None


def read_request(
    query: MultiMapping[str], client_id: Snowflake, redirect_uris: Collection[str]
) -> SignInRequest | InviteRequest:
    repeated = {name for name in query if len(query.getall(name)) > 1}
    if repeated:
        raise UnsafeRequestError(f"“{min(repeated)}” is given more than once.")
    if query.get("client_id") != client_id:
        raise UnsafeRequestError("There is no application with this client_id.")
    scopes = tuple(dict.fromkeys(query.get("scope", "").split()))
    if "bot" in scopes:
        return _invite_request(query, scopes)
    if query.get("redirect_uri") not in redirect_uris:
        raise UnsafeRequestError("Invalid OAuth2 redirect_uri.")
    return SignInRequest(
        redirect_uri=query["redirect_uri"],
        state=query.get("state"),
        scopes=scopes,
        response_type=query.get("response_type", ""),
        prompt=query.get("prompt"),
        challenge=query.get("code_challenge"),
        challenge_method=query.get("code_challenge_method"),
    )


def _invite_request(query: MultiMapping[str], scopes: tuple[str, ...]) -> InviteRequest:
    if not set(scopes) <= set(INVITE_SCOPES):
        raise UnsafeRequestError("Adding the bot and signing in at once is not simulated.")
    permissions, guild_id = query.get("permissions", "0"), query.get("guild_id")
    if not is_snowflake(permissions):
        raise UnsafeRequestError("“permissions” is not a number.")
    if guild_id is not None and not is_snowflake(guild_id):
        raise UnsafeRequestError("“guild_id” is not an id.")
    return InviteRequest(int(permissions), guild_id)
