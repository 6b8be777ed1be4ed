"""Talking OAuth with Discord: the consent page's address, and who came back with a code."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import httpx2
import structlog
from authlib.integrations.httpx_client import AsyncOAuth2Client, OAuthError

from auth.discord_wire import read_guilds, read_person
from auth.errors import ProviderUnavailable, SignInFailed
from auth.identity import GuildId, Person
from auth.ports import KnownGuild

SCOPES: Final = "identify guilds"
BOT_SCOPES: Final = "bot applications.commands"
VIEW_CHANNEL_CONNECT_SPEAK: Final = 3_146_752
REQUEST_SECONDS: Final = 10
CONVERSATION_SECONDS: Final = 20
REVOKE_SECONDS: Final = 5
TROUBLED: Final = frozenset({"server_error", "temporarily_unavailable"})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Introduced:
    """Who Discord says has come, and the guilds that they are in."""

    person: Person
    guilds: tuple[KnownGuild, ...]


class DiscordOAuth:
    """Our registration with Discord. No token outlives the call that it was needed for."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        api_url: str,
        authorize_url: str,
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._api_url = api_url.rstrip("/")
        self._authorize_url = authorize_url
        self._tls = httpx2.create_ssl_context(trust_env=False)

    async def consent_url(self, state: str, code_verifier: str) -> str:
        """Return the address of Discord's page that asks the person."""
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                self._authorize_url, state=state, code_verifier=code_verifier
            )
        return str(url)

    def invite_url(self, guild_id: GuildId | None = None) -> str:
        """Return the address of Discord's page that adds the bot to a guild."""
        query = {
            "client_id": self._client_id,
            "scope": BOT_SCOPES,
            "permissions": str(VIEW_CHANNEL_CONNECT_SPEAK),
        }
        if guild_id is not None:
            query |= {"guild_id": guild_id, "disable_guild_select": "true"}
        return f"{self._authorize_url}?{urlencode(query, quote_via=quote)}"

    async def introduce(self, code: str, code_verifier: str) -> Introduced:
        """Exchange the code, read who it stands for, and give the token back to Discord.

        Raises `SignInFailed` or `ProviderUnavailable`.
        """
        async with self._client() as client:
            with _plain_refusals():
                async with asyncio.timeout(CONVERSATION_SECONDS):
                    token = await client.fetch_token(code=code, code_verifier=code_verifier)
            try:
                with _plain_refusals():
                    async with asyncio.timeout(CONVERSATION_SECONDS):
                        return await self._read(client, token)
            finally:
                await self._revoke(client, token)

    def _client(self) -> AsyncOAuth2Client:
        """Return a client for one conversation: it remembers its token, so it is never shared."""
        return AsyncOAuth2Client(
            client_id=self._client_id,
            client_secret=self._client_secret,
            redirect_uri=self._redirect_uri,
            scope=SCOPES,
            code_challenge_method="S256",
            token_endpoint=f"{self._api_url}/oauth2/token",
            timeout=REQUEST_SECONDS,
            trust_env=False,
            verify=self._tls,
        )

    async def _read(self, client: AsyncOAuth2Client, token: dict[str, Any]) -> Introduced:
        scopes = _scopes_of(token)
        person = read_person(await self._get(client, "/users/@me"))
        guilds: tuple[KnownGuild, ...] = ()
        if "guilds" in scopes:
            guilds = read_guilds(await self._get(client, "/users/@me/guilds"))
        return Introduced(person, guilds)

    async def _get(self, client: AsyncOAuth2Client, path: str) -> bytes:
        response = await client.get(f"{self._api_url}{path}")
        response.raise_for_status()
        content: bytes = response.content
        return content

    async def _revoke(self, client: AsyncOAuth2Client, token: dict[str, Any]) -> None:
        if not token.get("access_token"):
            return
        try:
            response = await client.revoke_token(
                f"{self._api_url}/oauth2/token/revoke",
                token=token["access_token"],
                token_type_hint="access_token",  # noqa: S106 - the kind of token, not a token.
                timeout=REVOKE_SECONDS,
            )
            response.raise_for_status()
        except (OAuthError, httpx2.HTTPError, ValueError) as error:
            log.warning("token_not_revoked", reason=type(error).__name__)


def _scopes_of(token: dict[str, Any]) -> list[str]:
    """Return what the token is good for; a rate limit, too, comes dressed as a token."""
    if "retry_after" in token:
        raise ProviderUnavailable("Discord asks us to wait. Try again in a minute.")
    scopes = str(token.get("scope", "")).split()
    if not token.get("access_token") or "identify" not in scopes:
        raise SignInFailed("Discord did not allow us to see who you are. Please sign in again.")
    return scopes


@contextmanager
def _plain_refusals() -> Iterator[None]:
    """Turn everything that the OAuth client may raise into our two answers."""
    try:
        yield
    except OAuthError as error:
        reason = str(error.error)[:100]
        log.warning("sign_in_refused", reason=reason)
        if reason in TROUBLED:
            raise _silence() from None
        raise SignInFailed("Discord did not accept this sign-in. Please start again.") from None
    except httpx2.HTTPStatusError as error:
        status = error.response.status_code
        log.warning("sign_in_refused", status=status)
        if status in {401, 403}:
            raise SignInFailed("Discord took the sign-in back. Please start again.") from None
        raise _silence() from None
    except (httpx2.HTTPError, TimeoutError, ValueError, TypeError) as error:
        log.warning("sign_in_unanswered", reason=type(error).__name__)
        raise _silence() from None


def _silence() -> ProviderUnavailable:
    return ProviderUnavailable("Discord does not answer right now. Try again in a moment.")
