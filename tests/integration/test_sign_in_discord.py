"""Signing in, walked by a browser through the simulated Discord with the real database behind."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx2
import pytest
from structlog.testing import capture_logs

from auth import discord_oauth
from auth.errors import ProviderUnavailable, SignInCancelled, SignInFailed, WrongKey
from auth.identity import GuildId, Person, UserId
from auth.ports import KnownGuild
from auth.secrets import hashed
from auth.sign_in import Begun, DiscordSignIn, Finished
from db.client import Database
from db.pending_sign_ins import COLLECTION, PendingSignIns
from sim.discord import seed
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.loopback import loopback_client

REDIRECT = "http://127.0.0.1:9/auth/login"
MINUTE = 60
# The same in every process that runs tests; it looks like what `new_secret` makes.
ANOTHER_SECRET = "b" * 43


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Callback:
    """What Discord's redirect brings to our address."""

    code: str | None = None
    state: str | None = None
    error: str | None = None


class Walk:
    """A browser with its cookie, on the way through the sign-in."""

    def __init__(
        self, sign_in: DiscordSignIn, discord: SimulatedDiscord, browser: httpx2.AsyncClient
    ) -> None:
        self.sign_in = sign_in
        self.discord = discord
        self.cookie: str | None = None
        self._browser = browser

    async def begin(self, return_to: str | None = None) -> Begun:
        begun = await self.sign_in.begin(return_to, self.cookie)
        self.cookie = begun.browser
        return begun

    async def choose(self, begun: Begun, user_id: str = seed.NOOR, **changes: str) -> Callback:
        """Press a button on Discord's page, perhaps after changing its address by hand."""
        address = urlsplit(begun.authorize_url)
        query = dict(parse_qsl(address.query)) | {"user_id": user_id} | changes
        answer = await self._browser.get(f"{address.path}?{urlencode(query)}")
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(f"{REDIRECT}?")
        told = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
        return Callback(told.get("code"), told.get("state"), told.get("error"))

    async def finish(self, callback: Callback) -> Finished:
        return await self.sign_in.finish(
            code=callback.code, state=callback.state, error=callback.error, browser=self.cookie
        )

    async def to_callback(self, user_id: str = seed.NOOR, **changes: str) -> Callback:
        return await self.choose(await self.begin(), user_id, **changes)

    async def to_token(self, user_id: str = seed.NOOR) -> str:
        return (await self.finish(await self.to_callback(user_id))).token

    def asked(self, path: str) -> list[int]:
        """Return the statuses that Discord answered to requests for this path of its API."""
        return [one.status for one in self.discord.requests if one.path == f"/api/v10{path}"]

    def tokens_alive(self) -> int:
        return len(self.discord.authorizations._pairs)


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(redirect_uris=(REDIRECT,)))
    await discord.start()
    yield discord
    await discord.stop()


def signing_in(
    discord: SimulatedDiscord, database: Database, clock: Clock, secret: str | None = None
) -> DiscordSignIn:
    return DiscordSignIn(
        client_id=discord.client_id,
        client_secret=secret or discord.client_secret,
        redirect_uri=REDIRECT,
        api_url=discord.api_url,
        authorize_url=discord.authorize_url,
        pending=PendingSignIns(database),
        now=clock,
    )


@pytest.fixture(name="walk")
async def _walk(discord: SimulatedDiscord, database: Database, clock: Clock) -> AsyncIterator[Walk]:
    async with loopback_client(discord.base_url) as browser:
        yield Walk(signing_in(discord, database, clock), discord, browser)


async def test_the_whole_way(walk: Walk) -> None:
    begun = await walk.begin("/queue?x=1")
    finished = await walk.finish(await walk.choose(begun, seed.ADA))
    redeemed = await walk.sign_in.redeem(finished.token, walk.cookie)
    assert finished.return_to == redeemed.return_to == "/queue?x=1"
    ada = walk.discord.world.person(seed.ADA)
    assert redeemed.person == Person(UserId(ada.id), "ada.lindqvist", "Ada Lindqvist", ada.avatar)
    known = {guild.id: guild for guild in redeemed.guilds}
    assert set(known) == {seed.HARBOUR, seed.MOON, seed.BINDERS}
    harbour = known[GuildId(seed.HARBOUR)]
    assert harbour == KnownGuild(
        GuildId(seed.HARBOUR), "Harbour Lights", harbour.icon, True, harbour.permissions
    )
    assert harbour.icon
    assert harbour.permissions & 0x8
    assert not known[GuildId(seed.MOON)].owner
    assert known[GuildId(seed.MOON)].icon is None


async def test_somebody_without_a_picture_a_display_name_or_a_server(walk: Walk) -> None:
    redeemed = await walk.sign_in.redeem(await walk.to_token(seed.OTTO), walk.cookie)
    assert redeemed.person == Person(redeemed.person.id, "otto", "otto", None)
    redeemed = await walk.sign_in.redeem(await walk.to_token(seed.WREN), walk.cookie)
    assert redeemed.guilds == ()


async def test_what_discord_is_asked(walk: Walk) -> None:
    begun = await walk.begin()
    query = parse_qs(urlsplit(begun.authorize_url).query)
    assert begun.authorize_url.startswith(f"{walk.discord.authorize_url}?")
    assert query["response_type"] == ["code"]
    assert query["redirect_uri"] == [REDIRECT]
    assert query["scope"] == ["identify guilds"]
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == len(query["state"][0]) == 43


async def test_no_token_is_left_behind(walk: Walk) -> None:
    await walk.to_token()
    assert walk.asked("/oauth2/token/revoke") == [200]
    assert walk.tokens_alive() == 0


async def test_secrets_are_stored_only_as_hashes(walk: Walk, database: Database) -> None:
    callback = await walk.to_callback()
    [begun] = await database.collection(COLLECTION).find({}).to_list()
    assert callback.state
    assert walk.cookie
    assert callback.state not in repr(begun)
    assert walk.cookie not in repr(begun)
    finished = await walk.finish(callback)
    [redeemable] = await database.collection(COLLECTION).find({}).to_list()
    assert finished.token not in repr(redeemable)
    assert redeemable["code_verifier"] == ""
    await walk.sign_in.redeem(finished.token, walk.cookie)
    assert await database.collection(COLLECTION).find({}).to_list() == []


async def test_two_tabs_sign_in_at_once(walk: Walk) -> None:
    one, two = await walk.begin("/one"), await walk.begin("/two")
    assert one.browser == two.browser
    second = await walk.finish(await walk.choose(two, seed.NOOR))
    first = await walk.finish(await walk.choose(one, seed.ADA))
    assert (first.return_to, second.return_to) == ("/one", "/two")
    assert (await walk.sign_in.redeem(first.token, walk.cookie)).person.id == seed.ADA
    assert (await walk.sign_in.redeem(second.token, walk.cookie)).person.id == seed.NOOR


@pytest.mark.parametrize("cookie", ["", "short", "ü" * 43, "a" * 44, "a" * 42 + "\n"])
async def test_a_cookie_that_we_did_not_make_is_replaced(walk: Walk, cookie: str) -> None:
    walk.cookie = cookie
    begun = await walk.begin()
    assert begun.browser != cookie
    assert len(begun.browser) == 43


async def test_a_state_works_once(walk: Walk) -> None:
    callback = await walk.to_callback()
    await walk.finish(callback)
    with pytest.raises(WrongKey):
        await walk.finish(callback)
    assert walk.asked("/oauth2/token") == [200]


@pytest.mark.parametrize("state", [None, "", "unknown", "x" * 10_000, "\udcff"])
async def test_an_unknown_state_is_a_wrong_key(walk: Walk, state: str | None) -> None:
    callback = await walk.to_callback()
    callback.state = state
    with pytest.raises(WrongKey):
        await walk.finish(callback)
    assert walk.asked("/oauth2/token") == []


async def test_a_state_lasts_for_ten_minutes(walk: Walk, clock: Clock) -> None:
    early, late = await walk.to_callback(), await walk.to_callback()
    clock.now += 10 * MINUTE - 1
    await walk.finish(early)
    clock.now += 1
    with pytest.raises(WrongKey):
        await walk.finish(late)


@pytest.mark.parametrize("cookie", [None, "", "nonsense", ANOTHER_SECRET])
async def test_another_browser_cannot_finish(walk: Walk, cookie: str | None) -> None:
    callback = await walk.to_callback()
    own, walk.cookie = walk.cookie, cookie
    with pytest.raises(WrongKey):
        await walk.finish(callback)
    walk.cookie = own
    with pytest.raises(WrongKey):
        await walk.finish(callback)
    assert walk.asked("/oauth2/token") == []


async def test_the_hash_of_a_browser_is_not_the_browser(walk: Walk) -> None:
    callback = await walk.to_callback()
    assert walk.cookie
    walk.cookie = hashed(walk.cookie)
    with pytest.raises(WrongKey):
        await walk.finish(callback)


async def test_a_code_of_another_sign_in_is_refused(walk: Walk) -> None:
    victims, own = await walk.to_callback(seed.ADA), await walk.to_callback(seed.ELI)
    own.code = victims.code
    with pytest.raises(SignInFailed):
        await walk.finish(own)


async def test_pressing_cancel(walk: Walk) -> None:
    callback = await walk.to_callback(action="cancel")
    assert callback.error == "access_denied"
    with pytest.raises(SignInCancelled, match="cancelled"):
        await walk.finish(callback)
    with pytest.raises(WrongKey):
        await walk.finish(callback)


async def test_a_cancel_from_elsewhere_is_no_cancel(walk: Walk) -> None:
    await walk.begin()
    with pytest.raises(WrongKey):
        await walk.finish(Callback(error="access_denied", state="forged"))


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("invalid_scope", SignInFailed),
        ("<script>", SignInFailed),
        ("server_error", ProviderUnavailable),
        ("temporarily_unavailable", ProviderUnavailable),
    ],
)
async def test_other_errors_from_the_consent_page(
    walk: Walk, error: str, raised: type[Exception]
) -> None:
    callback = await walk.to_callback()
    callback.error, callback.code = error, None
    with pytest.raises(raised) as caught:
        await walk.finish(callback)
    assert error not in str(caught.value)
    assert not isinstance(caught.value, SignInCancelled)


@pytest.mark.parametrize("code", [None, "", "unknown", "\udcff", "a&b=c d"])
async def test_a_callback_without_a_good_code(walk: Walk, code: str | None) -> None:
    callback = await walk.to_callback()
    callback.code = code
    with pytest.raises(SignInFailed):
        await walk.finish(callback)


async def test_without_the_right_to_identify_nobody_signs_in(walk: Walk) -> None:
    with pytest.raises(SignInFailed):
        await walk.finish(await walk.to_callback(scope="guilds"))
    assert walk.tokens_alive() == 0


async def test_without_the_right_to_see_servers_there_are_none(walk: Walk) -> None:
    finished = await walk.finish(await walk.to_callback(scope="identify"))
    assert (await walk.sign_in.redeem(finished.token, walk.cookie)).guilds == ()


async def test_a_token_works_once(walk: Walk) -> None:
    token = await walk.to_token()
    await walk.sign_in.redeem(token, walk.cookie)
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(token, walk.cookie)


async def test_a_token_lasts_for_two_minutes(walk: Walk, clock: Clock) -> None:
    early, late = await walk.to_token(), await walk.to_token(seed.ADA)
    clock.now += 2 * MINUTE - 1
    await walk.sign_in.redeem(early, walk.cookie)
    clock.now += 1
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(late, walk.cookie)


@pytest.mark.parametrize("cookie", [None, "nonsense", ANOTHER_SECRET])
async def test_another_browser_cannot_redeem(walk: Walk, cookie: str | None) -> None:
    token = await walk.to_token()
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(token, cookie)
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(token, walk.cookie)


@pytest.mark.parametrize("token", [None, "", "unknown", "\udcff"])
async def test_an_unknown_token_is_a_wrong_key(walk: Walk, token: str | None) -> None:
    await walk.to_token()
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(token, walk.cookie)


async def test_a_state_is_no_token_and_a_token_no_state(walk: Walk) -> None:
    callback = await walk.to_callback()
    with pytest.raises(WrongKey):
        await walk.sign_in.redeem(callback.state, walk.cookie)
    finished = await walk.finish(callback)
    with pytest.raises(WrongKey):
        await walk.finish(Callback(code="x", state=finished.token))
    assert await walk.sign_in.redeem(finished.token, walk.cookie)


@pytest.mark.parametrize("path", ["/oauth2/token", "/users/@me", "/users/@me/guilds"])
@pytest.mark.parametrize("fault", ["429", "429 as HTML", "500", "503"])
async def test_a_troubled_discord_is_said_to_be_unavailable(
    walk: Walk, path: str, fault: str
) -> None:
    callback = await walk.to_callback()
    if fault.startswith("429"):
        walk.discord.rate_limit_next(1, path, as_html="HTML" in fault)
    else:
        walk.discord.fail_next(1, path, int(fault))
    with pytest.raises(ProviderUnavailable, match="Discord"):
        await walk.finish(callback)
    assert walk.tokens_alive() == 0
    assert await walk.to_token()


@pytest.mark.parametrize("path", ["/users/@me", "/users/@me/guilds"])
@pytest.mark.parametrize("status", [401, 403])
async def test_a_token_that_discord_takes_back_at_once(walk: Walk, path: str, status: int) -> None:
    callback = await walk.to_callback()
    walk.discord.fail_next(1, path, status)
    with pytest.raises(SignInFailed):
        await walk.finish(callback)


async def test_a_discord_that_is_gone(walk: Walk) -> None:
    callback = await walk.to_callback()
    await walk.discord.stop()
    with pytest.raises(ProviderUnavailable):
        await walk.finish(callback)


@pytest.mark.parametrize("path", ["/api/v10/oauth2/token", "/api/v10/users"])
async def test_a_discord_that_does_not_answer(
    walk: Walk, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    callback = await walk.to_callback()
    monkeypatch.setattr(discord_oauth, "CONVERSATION_SECONDS", 0.2)
    with walk.discord.hold(path), pytest.raises(ProviderUnavailable):
        await walk.finish(callback)


async def test_a_token_that_cannot_be_given_back_is_no_obstacle(walk: Walk) -> None:
    callback = await walk.to_callback()
    walk.discord.fail_next(1, "/oauth2/token/revoke", 503)
    with capture_logs() as logs:
        finished = await walk.finish(callback)
    assert await walk.sign_in.redeem(finished.token, walk.cookie)
    assert [(one["log_level"], one["event"]) for one in logs] == [("warning", "token_not_revoked")]


async def test_a_wrong_client_secret_is_told_in_the_log(
    walk: Walk, database: Database, clock: Clock
) -> None:
    walk.sign_in = signing_in(walk.discord, database, clock, secret="wrong")
    callback = await walk.to_callback()
    with capture_logs() as logs, pytest.raises(SignInFailed):
        await walk.finish(callback)
    assert "invalid_client" in repr(logs)


async def test_nothing_secret_is_logged(walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logs:
        callback = await walk.to_callback()
        finished = await walk.finish(callback)
        await walk.sign_in.redeem(finished.token, walk.cookie)
        failing = await walk.to_callback()
        walk.discord.rate_limit_next(1, "/users/@me")
        with pytest.raises(ProviderUnavailable):
            await walk.finish(failing)
        with pytest.raises(WrongKey):
            await walk.finish(failing)
    said = repr(logs) + "".join(
        record.getMessage() for record in caplog.records if not _of_the_browser(record)
    )
    assert "/oauth2/token" in said
    secrets = [callback.code, callback.state, failing.code, failing.state, finished.token]
    for secret in [*secrets, walk.cookie, walk.discord.client_secret]:
        assert secret
        assert secret not in said


def _of_the_browser(record: logging.LogRecord) -> bool:
    """Say whether the test's own browser logged this: it does open the addresses of Discord."""
    return "/oauth2/authorize" in record.getMessage()


async def test_no_proxy_of_the_environment_comes_between(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert await walk.to_token()


async def test_the_invitation(walk: Walk) -> None:
    base, client = walk.discord.authorize_url, walk.discord.client_id
    anywhere = f"{base}?client_id={client}&scope=bot%20applications.commands&permissions=3146752"
    assert walk.sign_in.invite_url() == anywhere
    there = f"{anywhere}&guild_id={seed.BINDERS}&disable_guild_select=true"
    assert walk.sign_in.invite_url(GuildId(seed.BINDERS)) == there
    async with loopback_client(base) as browser:
        assert (await browser.get(there)).status_code == 200
