"""Tokens that somebody has made or changed, and what a good one may not do."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from auth.access_tokens import ALGORITHM, AccessTokens
from sim.discord import seed
from tests.support.api import HARBOUR, Api, refusal
from tests.support.scrobble import bearer, claims_of, logged_in, made_account
from web.secret_key import secret_key_of

Claims = dict[str, Any]
Forge = Callable[[Claims, str], str]
OURS = "the server's own secret"


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(claims: Claims, algorithm: str) -> str:
    return f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}."


def signed(claims: Claims, secret: str, algorithm: str = ALGORITHM) -> str:
    key = AccessTokens(secret)._key
    return jwt.encode({"alg": algorithm}, claims, key, algorithms=[algorithm])


def by_raw_secret(claims: Claims, secret: str) -> str:
    key = OctKey.import_key(secret.encode())
    return jwt.encode({"alg": ALGORITHM}, claims, key, algorithms=[ALGORITHM])


FORGERIES: dict[str, Forge] = {
    "no algorithm": lambda claims, _: unsigned(claims, "none"),
    "no algorithm, in other letters": lambda claims, _: unsigned(claims, "NoNe"),
    "no signature": lambda claims, _: unsigned(claims, ALGORITHM),
    "another algorithm": lambda claims, secret: signed(claims, secret, "HS256"),
    "another key": lambda claims, secret: signed(claims, secret + "x"),
    "the secret itself as the key": by_raw_secret,
    "over": lambda claims, secret: signed({**claims, "exp": int(time.time()) - 1}, secret),
    "without an end": lambda claims, secret: signed(
        {name: value for name, value in claims.items() if name != "exp"}, secret
    ),
    "an end that is no number": lambda claims, secret: signed({**claims, "exp": "9" * 12}, secret),
    "of another account": lambda claims, secret: signed({**claims, "sub": "somebody"}, secret),
    "of no sign-in": lambda claims, secret: signed({**claims, "sid": "0" * 32}, secret),
    "sign-in that is an object": lambda claims, secret: signed(
        {**claims, "sid": {"$ne": ""}}, secret
    ),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
async def test_a_forged_token_is_nobodys(api: Api, forge: Forge) -> None:
    token = await logged_in(api, await made_account(api))
    secret = secret_key_of(api.world.settings)
    client = api.world.visitor()
    # The same claims are taken when they are signed as they should be.
    good = signed(claims_of(token), secret)
    assert (await client.get("/user/me", headers=bearer(good))).is_success
    forged = forge(claims_of(token), secret)
    refusal(await client.get("/user/me", headers=bearer(forged)), 401, 2)


async def test_a_changed_token_is_nobodys(api: Api) -> None:
    head, _, signature = (await logged_in(api, await made_account(api))).split(".")
    claims = {**claims_of(f"{head}.{part({})}."), "admin": True}
    answer = await api.world.visitor().get(
        "/user/me", headers=bearer(f"{head}.{part(claims)}.{signature}")
    )
    refusal(answer, 401, 2)


async def test_a_token_in_the_address_is_not_taken(api: Api) -> None:
    token = await logged_in(api, await made_account(api))
    answer = await api.world.visitor().get("/api/v1/api-keys", params={"api_key": token})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "INVALID_KEY")


async def test_a_token_keeps_the_cookie_out(api: Api) -> None:
    ada = await api.person(seed.ADA)
    token = await logged_in(api, await made_account(api))
    mine = await ada.get("/user/me", headers=bearer(token))
    assert mine.json()["data"]["id"].startswith("local:")
    refusal(await ada.get("/user/me", headers=bearer(token + "x")), 401, 2)


async def test_a_token_makes_nobody_a_member_or_a_manager(api: Api) -> None:
    client = api.world.visitor()
    client.headers |= bearer(await logged_in(api, await made_account(api)))
    refusal(await client.get("/functions/player", params={"guild_id": HARBOUR}), 403, 18)
    refusal(await client.get(f"/guild/{HARBOUR}/log"), 403, 18)
    made = await client.post("/api/v1/api-keys", json={"label": "x", "scopes": ["admin"]})
    assert (made.status_code, made.json()["error"]["code"]) == (403, "FORBIDDEN")
    wish = {"label": "x", "scopes": ["archive:read"], "guild_ids": [HARBOUR]}
    assert (await client.post("/api/v1/api-keys", json=wish)).status_code == 403


async def test_a_token_sees_the_keys_of_its_person_only(api: Api) -> None:
    client = api.world.visitor()
    client.headers |= bearer(await logged_in(api, await made_account(api)))
    other, _ = await api.world.parts.services.keys.create("others'", None, frozenset())
    made = (await client.post("/api/v1/api-keys", json={"label": "mine"})).json()["data"]
    listed = (await client.get("/api/v1/api-keys")).json()["data"]["keys"]
    assert [key["id"] for key in listed] == [made["id"]]
    assert (await client.delete(f"/api/v1/api-keys/{other.id}")).status_code == 404
    key = api.world.visitor()
    key.headers["X-API-Key"] = made["key"]
    assert (await key.get("/user/me")).json()["data"]["id"] == made["owner"]
    # A key of theirs makes no more keys.
    assert (await key.post("/api/v1/api-keys", json={"label": "more"})).status_code == 403
    assert (await client.delete(f"/api/v1/api-keys/{made['id']}")).is_success
    await api.world.parts.services.keys.revoke(other.id)


async def test_pages_take_no_tokens(api: Api) -> None:
    token = await logged_in(api, await made_account(api))
    assert (await api.world.visitor().get("/servers", headers=bearer(token))).status_code == 403
