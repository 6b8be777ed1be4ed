"""Signing in with the simulated Discord, walked by a real OAuth client."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from sim.discord import seed
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.loopback import TLS, loopback_client

REDIRECT = "http://127.0.0.1:9/callback"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="discord")
async def _discord(clock: Clock) -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(redirect_uris=(REDIRECT,), clock=clock))
    await discord.start()
    yield discord
    await discord.stop()


@pytest.fixture(name="browser")
async def _browser(discord: SimulatedDiscord) -> AsyncIterator[httpx2.AsyncClient]:
    async with loopback_client(discord.base_url) as browser:
        yield browser


@pytest.fixture(name="client")
async def _client(discord: SimulatedDiscord) -> AsyncIterator[AsyncOAuth2Client]:
    client = AsyncOAuth2Client(
        discord.client_id,
        discord.client_secret,
        redirect_uri=REDIRECT,
        scope="identify guilds",
        code_challenge_method="S256",
        token_endpoint=f"{discord.api_url}/oauth2/token",
        base_url=discord.api_url,
        trust_env=False,
        verify=TLS,
    )
    async with client:
        yield client


def asked(**changes: str | None) -> str:
    """Return the query of an authorization request, with some parameters changed or left out."""
    query = {
        "client_id": seed.APPLICATION_ID,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "identify guilds",
        "state": "s t&te",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    } | changes
    return urlencode({name: value for name, value in query.items() if value is not None})


def told(answer: httpx2.Response) -> dict[str, str]:
    """Return what a redirect brings back to the application."""
    assert answer.status_code == 302, answer.text
    address = urlsplit(answer.headers["Location"])
    assert address._replace(query="").geturl() == REDIRECT
    return {name: values[0] for name, values in parse_qs(address.query).items()}


async def code_for(browser: httpx2.AsyncClient, user_id: str, **changes: str | None) -> str:
    url = f"/oauth2/authorize?{asked(**changes)}"
    return told(await browser.post(url, data={"user_id": user_id}))["code"]


async def test_the_whole_way(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    verifier = secrets.token_urlsafe(64)
    url, state = client.create_authorization_url(discord.authorize_url, code_verifier=verifier)
    page = await browser.get(url)
    assert page.status_code == 200
    assert f'data-user-id="{seed.NOOR}"' in page.text
    back = told(await browser.post(url, data={"user_id": seed.NOOR}))
    assert back["state"] == state
    token = await client.fetch_token(code=back["code"], code_verifier=verifier)
    me = (await client.get("/users/@me")).json()
    guilds = (await client.get("/users/@me/guilds")).json()
    current = (await client.get("/oauth2/@me")).json()
    revoked = await client.revoke_token(
        f"{discord.api_url}/oauth2/token/revoke", token_type_hint="access_token"
    )
    assert token["scope"] == "identify guilds"
    assert (me["id"], me["global_name"], "email" in me) == (seed.NOOR, "Noor", False)
    assert {guild["id"] for guild in guilds} == {*seed.GUILDS_WITH_BOT, seed.BINDERS}
    assert current["user"]["id"] == seed.NOOR
    assert revoked.status_code == 200
    client.token = token
    assert (await client.get("/users/@me")).status_code == 401


async def test_permissions_in_the_guild_list(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    code = await code_for(browser, seed.ADA)
    await client.fetch_token(code=code, code_verifier=VERIFIER)
    guilds = {one["id"]: one for one in (await client.get("/users/@me/guilds")).json()}
    assert guilds[seed.HARBOUR]["owner"] is True
    assert int(guilds[seed.HARBOUR]["permissions"]) & 0x8
    assert int(guilds[seed.BINDERS]["permissions"]) & 0x28 == 0x20
    assert int(guilds[seed.MOON]["permissions"]) & 0x28 == 0
    discord.world.kick_member(seed.MOON, seed.ADA)
    assert seed.MOON not in (await client.get("/users/@me/guilds")).text


async def test_scopes_open_doors(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    code = await code_for(browser, seed.JUNO, scope="identify email guilds.members.read")
    await client.fetch_token(code=code, code_verifier=VERIFIER)
    member = (await client.get(f"/users/@me/guilds/{seed.HARBOUR}/member")).json()
    closed = await client.get("/users/@me/guilds")
    foreign = await client.get(f"/users/@me/guilds/{seed.BINDERS}/member")
    for_bots = await client.get(f"/guilds/{seed.HARBOUR}")
    assert member["roles"] == [seed.HARBOUR_DJ, seed.HARBOUR_REGULAR]
    assert (await client.get("/users/@me")).json()["email"] == "junobeats@example.invalid"
    assert (closed.status_code, closed.json()["code"]) == (403, 50026)
    assert foreign.json() == {"message": "Unknown Guild", "code": 10004}
    assert for_bots.status_code == 401
    discord.authorizations.revoke_person(seed.JUNO)
    assert (await client.get("/users/@me")).status_code == 401


async def test_cancelling(browser: httpx2.AsyncClient) -> None:
    url = f"/oauth2/authorize?{asked()}"
    for answer in (
        await browser.post(url, data={"action": "cancel"}),
        await browser.get(f"{url}&action=cancel"),
    ):
        back = told(answer)
        assert (back["error"], back["state"]) == ("access_denied", "s t&te")
        assert "code" not in back


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"response_type": "token"}, "unsupported_response_type", ""),
        ({"response_type": None}, "unsupported_response_type", ""),
        ({"scope": "identify everything"}, "invalid_scope", ""),
        ({"scope": None}, "invalid_scope", ""),
        ({"code_challenge_method": "plain"}, "invalid_request", "Unsupported"),
        ({"code_challenge_method": None}, "invalid_request", "Unsupported"),
        ({"code_challenge": "short"}, "invalid_request", 'Invalid "code_challenge"'),
        ({"code_challenge": None}, "invalid_request", 'Invalid "code_challenge"'),
        ({"prompt": "login"}, "invalid_request", "prompt"),
    ],
)
async def test_a_faulty_request_goes_back_with_an_error(
    browser: httpx2.AsyncClient, changes: dict[str, str | None], error: str, description: str
) -> None:
    back = told(await browser.get(f"/oauth2/authorize?{asked(**changes)}"))
    assert (back["error"], back["state"]) == (error, "s t&te")
    assert description in back["error_description"]


@pytest.mark.parametrize(
    "query",
    [
        asked(client_id="1"),
        asked(client_id=None),
        asked(redirect_uri="http://evil.example/callback"),
        asked(redirect_uri=REDIRECT + "/"),
        asked(redirect_uri=None),
        asked() + "&redirect_uri=http://evil.example/",
        asked() + "&user_id=123456789012345678",
        asked() + f"&user_id={seed.CHIME}",
    ],
)
async def test_an_unsafe_request_is_never_sent_on(browser: httpx2.AsyncClient, query: str) -> None:
    answer = await browser.get(f"/oauth2/authorize?{query}")
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "This is a simulation" in answer.text


async def test_more_addresses_may_be_allowed_later(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    later = "http://127.0.0.1:9/later?from=discord"
    url = f"/oauth2/authorize?{asked(redirect_uri=later, state=None)}&user_id={seed.ADA}"
    assert (await browser.get(url)).status_code == 400
    discord.allow_redirect(later)
    location = (await browser.get(url)).headers["Location"]
    assert location.startswith(f"{later}&code=")
    assert "state" not in location


async def test_prompt_none_skips_the_page_for_those_who_approved(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    silent = f"/oauth2/authorize?{asked(prompt='none')}"
    assert (await browser.get(silent)).status_code == 200
    code = await code_for(browser, seed.NOOR)
    await client.fetch_token(code=code, code_verifier=VERIFIER)
    assert "code" in told(await browser.get(silent))
    more = asked(prompt="none", scope="identify guilds email")
    assert (await browser.get(f"/oauth2/authorize?{more}")).status_code == 200
    assert (await browser.get(f"/oauth2/authorize?{asked()}")).status_code == 200
    discord.authorizations.revoke_person(seed.NOOR)
    assert (await browser.get(silent)).status_code == 200


async def exchange(client: AsyncOAuth2Client, code: str, **more: str) -> str:
    """Try to trade a code and return the error that comes of it."""
    with pytest.raises(OAuthError) as refused:
        await client.fetch_token(code=code, **more)
    return f"{refused.value.error}: {refused.value.description}"


async def test_codes_are_bound_to_their_request(
    browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    noor = seed.NOOR
    wrong = await exchange(client, await code_for(browser, noor), code_verifier="w" * 43)
    missing = await exchange(client, await code_for(browser, noor))
    short = await exchange(client, await code_for(browser, noor), code_verifier="v" * 42)
    elsewhere = await exchange(
        client, await code_for(browser, noor), code_verifier=VERIFIER, redirect_uri=REDIRECT + "2"
    )
    assert wrong == 'invalid_grant: Invalid "code_verifier" in request.'
    assert missing == 'invalid_request: Missing "code_verifier"'
    assert short == 'invalid_request: Invalid "code_verifier"'
    assert elsewhere == 'invalid_grant: Invalid "redirect_uri" in request.'


async def test_codes_are_used_once_and_soon(
    clock: Clock, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    code = await code_for(browser, seed.NOOR)
    await client.fetch_token(code=code, code_verifier=VERIFIER)
    replayed = await exchange(client, code, code_verifier=VERIFIER)
    spoilt = await code_for(browser, seed.NOOR)
    await exchange(client, spoilt, code_verifier="w" * 43)
    second_try = await exchange(client, spoilt, code_verifier=VERIFIER)
    late = await code_for(browser, seed.NOOR)
    clock.now += 60
    too_late = await exchange(client, late, code_verifier=VERIFIER)
    assert {replayed, second_try, too_late} == {'invalid_grant: Invalid "code" in request.'}


async def test_without_a_challenge_no_verifier_is_needed(
    browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    code = await code_for(browser, seed.NOOR, code_challenge=None, code_challenge_method=None)
    assert (await client.fetch_token(code=code))["token_type"] == "Bearer"


async def test_refreshing_rotates_and_tokens_expire(
    clock: Clock, browser: httpx2.AsyncClient, client: AsyncOAuth2Client
) -> None:
    code = await code_for(browser, seed.NOOR)
    first = dict(await client.fetch_token(code=code, code_verifier=VERIFIER))
    second = dict(await client.refresh_token())
    assert (await client.get("/users/@me")).status_code == 200
    with pytest.raises(OAuthError, match="refresh_token"):
        await client.refresh_token(refresh_token=first["refresh_token"])
    assert first["refresh_token"] != second["refresh_token"]
    assert second["scope"] == "identify guilds"
    clock.now += 604_800
    bearer = {"Authorization": f"Bearer {second['access_token']}"}
    assert (await browser.get("/api/users/@me", headers=bearer)).status_code == 401


async def test_revoking_one_token_ends_every_sign_in_of_that_person(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    basic = (discord.client_id, discord.client_secret)
    tokens = []
    for _ in range(2):
        form = {
            "grant_type": "authorization_code",
            "code": await code_for(browser, seed.NOOR),
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        tokens.append((await browser.post("/api/oauth2/token", data=form, auth=basic)).json())
    revocation = {"token": tokens[0]["refresh_token"], "token_type_hint": "refresh_token"}
    revoked = await browser.post("/api/oauth2/token/revoke", data=revocation, auth=basic)
    again = await browser.post("/api/oauth2/token/revoke", data=revocation, auth=basic)
    assert (revoked.status_code, again.status_code, revoked.json()) == (200, 200, {})
    for token in tokens:
        bearer = {"Authorization": f"Bearer {token['access_token']}"}
        assert (await browser.get("/api/users/@me", headers=bearer)).status_code == 401


async def test_the_client_may_prove_itself_by_form(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    form = {
        "client_id": discord.client_id,
        "client_secret": discord.client_secret,
        "grant_type": "authorization_code",
        "code": await code_for(browser, seed.NOOR),
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
    }
    answer = await browser.post("/api/v10/oauth2/token", data=form)
    assert (answer.status_code, answer.json()["expires_in"]) == (200, 604_800)


@pytest.mark.parametrize(
    ("form", "headers", "status", "error"),
    [
        ({"grant_type": "refresh_token"}, {}, 401, "invalid_client"),
        ({"client_id": seed.APPLICATION_ID, "client_secret": "guess"}, {}, 401, "invalid_client"),
        ({"code": "x"}, {"Authorization": "Basic ???"}, 401, "invalid_client"),
        ({"grant_type": "password"}, None, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code"}, None, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, None, 400, "invalid_grant"),
        ({"code": "x"}, {"Content-Type": "text/plain"}, 400, "invalid_request"),
    ],
)
async def test_the_token_endpoint_refuses(
    discord: SimulatedDiscord,
    browser: httpx2.AsyncClient,
    *,
    form: dict[str, str],
    headers: dict[str, str] | None,
    status: int,
    error: str,
) -> None:
    if headers is None:
        browser.auth = (discord.client_id, discord.client_secret)
    answer = await browser.post("/api/oauth2/token", data=form, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


async def test_inviting_the_bot(discord: SimulatedDiscord, browser: httpx2.AsyncClient) -> None:
    query = urlencode(
        {"client_id": discord.client_id, "scope": "bot applications.commands", "permissions": 1024}
    )
    url = f"/oauth2/authorize?{query}"
    page = await browser.get(f"{url}&guild_id={seed.BINDERS}")
    assert f'value="{seed.ADA}:{seed.BINDERS}"' in page.text
    assert f'value="{seed.NOOR}:{seed.BINDERS}"' not in page.text
    refused = await browser.post(url, data={"place": f"{seed.NOOR}:{seed.BINDERS}"})
    added = await browser.post(url, data={"place": f"{seed.ADA}:{seed.BINDERS}"})
    assert (refused.status_code, added.status_code) == (400, 200)
    granted = discord.world.permissions(seed.BINDERS, discord.client_id)
    assert discord.client_id in discord.world.guild(seed.BINDERS).members
    assert granted & 1024
    assert "no server left" in (await browser.get(url)).text


@pytest.mark.parametrize(
    "more", ["&permissions=all", "&guild_id=x", "&scope=bot", "&scope=identify"]
)
async def test_an_odd_invitation_is_refused(browser: httpx2.AsyncClient, more: str) -> None:
    url = f"/oauth2/authorize?client_id={seed.APPLICATION_ID}&scope=bot{more}"
    assert (await browser.get(url)).status_code == 400
