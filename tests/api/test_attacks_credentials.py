"""Credentials that try for more than they are good for, with every operation of every family."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from auth.api_key import ALL_SCOPES, Scope
from auth.identity import GuildId, Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.dialects import family_of, is_refused
from web.faults import BadCredential, KeysNotTaken, MissingScope
from web.verdicts import verdict_on_type

ADA = Person(UserId(seed.ADA), "ada", "Ada")
PLACES = {"guild_id": HARBOUR, "user_id": seed.ADA, "item_id": "1", "vote_id": "1"}
Sent = Mapping[str, dict[str, str]]
FORMS: dict[str, Callable[[str], Sent]] = {
    "Bearer": lambda secret: {"headers": {"Authorization": f"Bearer {secret}"}},
    "Token": lambda secret: {"headers": {"Authorization": f"Token {secret}"}},
    "bare": lambda secret: {"headers": {"Authorization": secret}},
    "X-API-Key": lambda secret: {"headers": {"X-API-Key": secret}},
}
SEEN_BY_EVERYBODY = "public"


@dataclass(frozen=True)
class Target:
    """An operation, at an address that fits it."""

    method: str
    path: str
    operation: Any

    @property
    def scope(self) -> str | None:
        scope: str | None = self.operation.get("x-scope")
        return scope

    @property
    def is_public(self) -> bool:
        return bool(self.operation["x-access"] == SEEN_BY_EVERYBODY)

    def expected(self, fault: type[Exception]) -> int:
        return family_of(self.path).status(verdict_on_type(fault)).value

    async def ask(self, client: httpx2.AsyncClient, sent: Sent) -> httpx2.Response:
        content = self.operation.get("requestBody", {}).get("content", {})
        body = content.get("application/json", {}).get("example")
        return await client.request(self.method, self.path, json=body, **sent)


async def targets(api: Api) -> list[Target]:
    described = (await api.world.visitor().get("/openapi.json")).json()["paths"]
    return [
        Target(method, _filled(path), operation)
        for path, methods in described.items()
        for method, operation in methods.items()
    ]


def _filled(path: str) -> str:
    for name, value in PLACES.items():
        path = path.replace(f"{{{name}}}", value)
    return path


async def secret_of(
    api: Api, scopes: frozenset[Scope], guild: str | None = None, owner: Person | None = ADA
) -> str:
    guild_ids = frozenset({GuildId(guild)}) if guild else None
    keys = api.world.parts.services.keys
    _, secret = await keys.create("an attacker's", owner, scopes, guild_ids, None)
    return secret


@pytest.mark.parametrize("form", FORMS)
async def test_no_form_of_a_key_goes_beyond_its_scopes(api: Api, form: str) -> None:
    visitor = api.world.visitor()
    secrets = {scope: await secret_of(api, ALL_SCOPES - {scope}) for scope in Scope}
    scoped = [target for target in await targets(api) if target.scope]
    assert len(scoped) > 50
    for target in scoped:
        sent = FORMS[form](secrets[Scope(target.scope)])
        answer = await target.ask(visitor, sent)
        assert answer.status_code == target.expected(MissingScope), (target, answer.text)
        assert is_refused(answer), (target, answer.text)


async def test_what_is_for_people_takes_no_key_at_all(api: Api) -> None:
    visitor, secret = api.world.visitor(), await secret_of(api, ALL_SCOPES)
    closed = [each for each in await targets(api) if not each.scope and not each.is_public]
    assert closed
    for target in closed:
        answer = await target.ask(visitor, FORMS["bare"](secret))
        assert answer.status_code == target.expected(KeysNotTaken), (target, answer.text)


async def test_a_wrong_key_is_never_helped_by_a_cookie(api: Api) -> None:
    ada = await api.listener(seed.ADA)
    for target in await targets(api):
        if not target.is_public:
            answer = await target.ask(ada, FORMS["Bearer"]("sk_nobodys"))
            assert answer.status_code == target.expected(BadCredential), (target, answer.text)
            assert is_refused(answer), (target, answer.text)


async def test_a_weak_key_is_not_helped_by_a_strong_cookie(api: Api) -> None:
    ada, secret = await api.listener(seed.ADA), await secret_of(api, frozenset({Scope.LIBRARY}))
    for target in await targets(api):
        if target.scope and target.scope != Scope.LIBRARY:
            answer = await target.ask(ada, FORMS["X-API-Key"](secret))
            assert answer.status_code == target.expected(MissingScope), (target, answer.text)


async def test_a_key_in_the_address_is_taken_only_where_documents_have_it(api: Api) -> None:
    visitor, secret = api.world.visitor(), await secret_of(api, ALL_SCOPES)
    names = ("api_key", "key", "token", "access_token")
    for target in await targets(api):
        if target.is_public or not target.scope:
            continue
        documented = family_of(target.path).key_in_query
        query = {name: secret for name in names if name != documented}
        answer = await target.ask(visitor, {"params": query})
        assert answer.status_code == 401, (target, answer.text)


@pytest.mark.parametrize("owner", [ADA, None], ids=["Ada's", "nobody's"])
async def test_a_key_for_one_server_is_a_stranger_on_all_others(
    api: Api, owner: Person | None
) -> None:
    await api.listener(seed.ADA)
    visitor = api.world.visitor()
    sent = FORMS["X-API-Key"](await secret_of(api, ALL_SCOPES, seed.MOON, owner))
    about = [target for target in await targets(api) if target.scope and _names_a_guild(target)]
    assert {family_of(target.path).name for target in about} >= {"player", "archive", "profiles"}
    for target in about:
        in_path = HARBOUR in target.path
        query = {} if in_path else {"params": {"guild_id": HARBOUR}}
        answer = await target.ask(visitor, {**sent, **query})
        assert answer.status_code in {400, 403, 404}, (target, answer.status_code, answer.text)
        assert is_refused(answer), (target, answer.text)


def _names_a_guild(target: Target) -> bool:
    parameters = target.operation["parameters"]
    return any(parameter["name"] == "guild_id" for parameter in parameters)


async def test_a_body_cannot_name_a_server_beyond_the_key(api: Api) -> None:
    visitor = api.world.visitor()
    sent = FORMS["X-API-Key"](await secret_of(api, ALL_SCOPES, seed.MOON, None))
    there = {"user_id": seed.ADA, "guild_id": HARBOUR}
    bodies = [
        ("POST", "/api/v1/sessions", {"guildId": HARBOUR}),
        ("PATCH", "/profile", [{**there, "level": 99}]),
        ("PATCH", "/profile/add", [{**there, "level": 99}]),
        ("POST", "/transaction", {"from": there, "to": "self", "amount": 1, "reason": "mine"}),
        ("POST", "/transaction", {"from": "self", "to": there, "amount": 1, "reason": "mint"}),
        ("POST", "/api/v1/api-keys", {"label": "more", "guild_ids": [HARBOUR]}),
    ]
    for method, path, body in bodies:
        answer = await visitor.request(method, path, json=body, **sent)
        assert answer.status_code == 403, (method, path, answer.text)
        assert is_refused(answer)
