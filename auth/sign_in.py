"""Signing in with Discord, from the first click to the session, each stage good for one use."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from auth.discord_oauth import TROUBLED, DiscordOAuth
from auth.errors import ProviderUnavailable, SignInCancelled, SignInFailed, WrongKey
from auth.identity import GuildId, Person
from auth.ports import KnownGuild, PendingSignIn, PendingStore
from auth.secrets import hashed, new_secret, same

STATE_SECONDS = 10 * 60
TOKEN_SECONDS = 2 * 60
BROWSER_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and the secret that it has to bring back in a cookie."""

    authorize_url: str
    browser: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Discord has answered; the token lets the same browser end the sign-in."""

    token: str
    return_to: str | None


@dataclass(frozen=True, slots=True)
class Redeemed:
    """Who has signed in."""

    person: Person
    guilds: tuple[KnownGuild, ...]
    return_to: str | None


class DiscordSignIn:
    """The three steps of a sign-in: `begin`, `finish` at the callback, `redeem`.

    Every step is bound to the browser that began by a secret of its own; `now` tells Unix seconds.
    """

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        api_url: str,
        authorize_url: str,
        pending: PendingStore,
        now: Callable[[], float],
    ) -> None:
        self._discord = DiscordOAuth(
            client_id=client_id,
            client_secret=client_secret,
            redirect_uri=redirect_uri,
            api_url=api_url,
            authorize_url=authorize_url,
        )
        self._pending = pending
        self._now = now

    def invite_url(self, guild_id: GuildId | None = None) -> str:
        """Return the address of Discord's page that adds the bot to a guild."""
        return self._discord.invite_url(guild_id)

    async def begin(self, return_to: str | None, browser: str | None) -> Begun:
        """Start a sign-in; a browser that shows its secret keeps it, so two tabs may sign in.

        `return_to` is a path that `safe_return_path` let through.
        """
        if browser is None or not BROWSER_SECRET.fullmatch(browser):
            browser = new_secret()
        state, code_verifier = new_secret(), new_secret()
        await self._pending.save(
            PendingSignIn(
                key=_state_key(state),
                browser=hashed(browser),
                return_to=return_to,
                created_at=self._now(),
                code_verifier=code_verifier,
            )
        )
        return Begun(await self._discord.consent_url(state, code_verifier), browser)

    async def finish(
        self, *, code: str | None, state: str | None, error: str | None, browser: str | None
    ) -> Finished:
        """Take what Discord's redirect brought, and learn from Discord who it is.

        Raises `WrongKey`, `SignInCancelled`, `SignInFailed` or `ProviderUnavailable`.
        """
        pending = await self._take(state and _state_key(state), browser, STATE_SECONDS)
        if error:
            raise _refusal(error)
        if not code or not code.isascii():
            raise SignInFailed("Discord sent no usable code. Please start again.")
        introduced = await self._discord.introduce(code, pending.code_verifier)
        token = new_secret()
        await self._pending.save(
            replace(
                pending,
                key=_token_key(token),
                created_at=self._now(),
                code_verifier="",
                person=introduced.person,
                guilds=introduced.guilds,
            )
        )
        return Finished(token, pending.return_to)

    async def redeem(self, token: str | None, browser: str | None) -> Redeemed:
        """Turn the temporary token into the person who signed in; raise `WrongKey` otherwise."""
        pending = await self._take(token and _token_key(token), browser, TOKEN_SECONDS)
        if pending.person is None:
            raise _wrong_key()
        return Redeemed(pending.person, pending.guilds, pending.return_to)

    async def _take(self, key: str | None, browser: str | None, lifetime: float) -> PendingSignIn:
        """Use a key up, whoever brings it, and return what it stands for."""
        pending = await self._pending.take(key) if key else None
        if pending is None or self._now() - pending.created_at >= lifetime:
            raise _wrong_key()
        if not browser or not same(hashed(browser), pending.browser):
            log.warning("sign_in_from_another_browser")
            raise _wrong_key()
        return pending


def _state_key(state: str) -> str:
    return hashed(f"state {state}")


def _token_key(token: str) -> str:
    return hashed(f"token {token}")


def _wrong_key() -> WrongKey:
    return WrongKey("This sign-in has expired or was used already. Please start again.")


def _refusal(error: str) -> SignInFailed | ProviderUnavailable:
    if error == "access_denied":
        return SignInCancelled("You cancelled the sign-in on Discord's page.")
    if error in TROUBLED:
        return ProviderUnavailable("Discord does not answer right now. Try again in a moment.")
    return SignInFailed("Discord refused the sign-in. Please start again.")
