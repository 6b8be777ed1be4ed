"""The token endpoints: trading codes, refreshing, revoking, and what a token says about itself."""

from base64 import b64decode
from datetime import UTC, datetime

from aiohttp import web

from sim.discord import wire
from sim.discord.errors import OAuthError
from sim.discord.oauth.authorizations import Authorizations
from sim.discord.rest.answers import json_answer
from sim.discord.rest.applications import ApplicationOperations
from sim.discord.rest.callers import Access, Caller
from sim.discord.rest.routing import API_PREFIXES, Route
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject
from sim.discord.world import World

Form = dict[str, str]


class TokenEndpoints:
    """Serves ``/oauth2/token``, ``/oauth2/token/revoke`` and ``/oauth2/@me``."""

    def __init__(
        self,
        client: tuple[Snowflake, str],
        authorizations: Authorizations,
        world: World,
        applications: ApplicationOperations,
    ) -> None:
        self._client_id, self._client_secret = client
        self._authorizations = authorizations
        self._world = world
        self._applications = applications

    def install(self, app: web.Application) -> None:
        for prefix in API_PREFIXES:
            app.router.add_post(f"{prefix}/oauth2/token", self.token)
            app.router.add_post(f"{prefix}/oauth2/token/revoke", self.revoke)

    def routes(self) -> list[Route]:
        return [Route("GET", "/oauth2/@me", self.current, Access(person=True))]

    async def token(self, request: web.Request) -> web.Response:
        form = await self._authenticated_form(request)
        grant_type = form.get("grant_type")
        if grant_type == "authorization_code":
            answer = self._authorizations.redeem(
                _required(form, "code"), _required(form, "redirect_uri"), form.get("code_verifier")
            )
        elif grant_type == "refresh_token":
            answer = self._authorizations.refresh(_required(form, "refresh_token"))
        else:
            told = f"Grant type {grant_type} is not supported"
            raise OAuthError("unsupported_grant_type", told)
        return json_answer(answer, headers={"Cache-Control": "no-store"})

    async def revoke(self, request: web.Request) -> web.Response:
        form = await self._authenticated_form(request)
        self._authorizations.revoke(_required(form, "token"))
        return json_answer({})

    async def current(self, _request: web.Request, caller: Caller) -> JsonObject:
        """Say what the access token is good for, and whose it is."""
        expires = datetime.fromtimestamp(caller.expires_at or 0, UTC)
        full = self._applications.described()
        shown = ("id", "name", "icon", "description", "bot_public", "verify_key")
        payload: JsonObject = {
            "application": {name: full[name] for name in shown},
            "scopes": sorted(caller.scopes),
            "expires": wire.timestamp(expires),
        }
        if "identify" in caller.scopes:
            payload["user"] = wire.user(self._world.person(caller.user_id))
        return payload

    async def _authenticated_form(self, request: web.Request) -> Form:
        if request.content_type != "application/x-www-form-urlencoded":
            told = "The request body must be application/x-www-form-urlencoded"
            raise OAuthError("invalid_request", told)
        posted = await request.post()
        form = {name: str(value) for name, value in posted.items()}
        client_id, secret = _basic_credentials(request) or (
            form.get("client_id", ""),
            form.get("client_secret", ""),
        )
        if (client_id, secret) != (self._client_id, self._client_secret):
            raise OAuthError("invalid_client", status=401)
        return form


def _basic_credentials(request: web.Request) -> tuple[str, str] | None:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        raise OAuthError("invalid_client", status=401) from None
    return client_id, secret


def _required(form: Form, name: str) -> str:
    value = form.get(name)
    if not value:
        raise OAuthError("invalid_request", f'Missing "{name}" in request.')
    return value
