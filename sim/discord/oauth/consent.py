"""The pages on which people sign in or add the bot, and what their choice leads to."""

from aiohttp import web

from sim.discord.errors import OAuthError, RefusedError, UnknownThingError
from sim.discord.model import Guild, Person
from sim.discord.oauth.authorizations import Authorizations
from sim.discord.oauth.authorize_request import (
    SIGN_IN_SCOPES,
    InviteRequest,
    SignInRequest,
    UnsafeRequestError,
    read_request,
)
from sim.discord.pages import page
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake
from sim.discord.world import World

COOKIE = "simulated_discord_person"
DENIED = "The resource owner or authorization server denied the request"


class ConsentPages:
    """Serves ``/oauth2/authorize``.

    A choice is made by POST from the page's form, or at once by GET with ``user_id`` or
    ``action=cancel`` among the parameters.
    """

    path = "/oauth2/authorize"

    def __init__(
        self, world: World, authorizations: Authorizations, redirect_uris: set[str]
    ) -> None:
        self._world = world
        self._authorizations = authorizations
        self._redirect_uris = redirect_uris

    def install(self, app: web.Application) -> None:
        app.router.add_get(self.path, self.answer, allow_head=False)
        app.router.add_post(self.path, self.answer)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        choice = request.query if request.method == "GET" else await request.post()
        user_id, action = str(choice.get("user_id", "")), str(choice.get("action", ""))
        try:
            wanted = read_request(request.query, self._world.bot_id, self._redirect_uris)
            if isinstance(wanted, InviteRequest):
                return self._invite(request, wanted, user_id, str(choice.get("place", "")))
            return self._sign_in(request, wanted, user_id, action)
        except (UnsafeRequestError, RefusedError, UnknownThingError) as error:
            return page("problem.html", status=400, problem=str(error))

    def _sign_in(
        self, request: web.Request, wanted: SignInRequest, user_id: Snowflake, action: str
    ) -> web.StreamResponse:
        try:
            wanted.check()
        except OAuthError as error:
            told = error.description or ""
            return _sent(wanted.way_back(error=error.error, error_description=told))
        if action == "cancel":
            return _sent(wanted.way_back(error="access_denied", error_description=DENIED))
        if not user_id and wanted.prompt == "none":
            user_id = self._remembered(request, wanted)
        if not user_id:
            return self._consent_page(request, wanted)
        return self._approved(wanted, self._human(user_id))

    def _approved(self, wanted: SignInRequest, person: Person) -> web.StreamResponse:
        code = self._authorizations.approve(
            person.id, wanted.scopes, wanted.redirect_uri, wanted.challenge
        )
        answer = _sent(wanted.way_back(code=code))
        answer.set_cookie(COOKIE, person.id, path=self.path, httponly=True, samesite="Lax")
        return answer

    def _remembered(self, request: web.Request, wanted: SignInRequest) -> Snowflake:
        user_id = request.cookies.get(COOKIE, "")
        return user_id if self._authorizations.has_approved(user_id, wanted.scopes) else ""

    def _consent_page(self, request: web.Request, wanted: SignInRequest) -> web.Response:
        return page(
            "consent.html",
            bot=self._world.bot,
            people=self._humans(),
            wishes=[SIGN_IN_SCOPES[scope] for scope in wanted.scopes],
            returns_to=wanted.redirect_uri,
            action=_same_address(request),
        )

    def _invite(
        self, request: web.Request, wanted: InviteRequest, user_id: Snowflake, place: Snowflake
    ) -> web.StreamResponse:
        user_id, _, place = place.partition(":") if place else (user_id, "", wanted.guild_id or "")
        if not user_id:
            offers = [
                (guild, person)
                for guild in self._world.guilds.values()
                if wanted.guild_id in (None, guild.id)
                for person in self._who_may_invite(guild)
            ]
            action = _same_address(request)
            return page("invite.html", bot=self._world.bot, offers=offers, action=action)
        guild, person = self._world.guild(place), self._human(user_id)
        if person not in self._who_may_invite(guild):
            raise RefusedError(f"{person.display_name} cannot add the bot to {guild.name}.")
        self._world.invite_bot(guild.id, wanted.permissions)
        return page("invited.html", bot=self._world.bot, guild=guild)

    def _who_may_invite(self, guild: Guild) -> list[Person]:
        if self._world.bot_id in guild.members:
            return []
        manage = Permission.MANAGE_GUILD
        members = [person for person in self._humans() if person.id in guild.members]
        return [one for one in members if self._world.permissions(guild.id, one.id) & manage]

    def _humans(self) -> list[Person]:
        return [person for person in self._world.people.values() if not person.bot]

    def _human(self, user_id: Snowflake) -> Person:
        person = self._world.person(user_id)
        if person.bot:
            raise RefusedError("Bots do not sign in.")
        return person


def _same_address(request: web.Request) -> str:
    return f"{request.rel_url.raw_path}?{request.rel_url.raw_query_string}"


def _sent(address: str) -> web.Response:
    headers = {"Location": address, "Cache-Control": "no-store"}
    return web.Response(status=302, headers=headers)
