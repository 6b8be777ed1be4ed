from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime
from itertools import count

import httpx2
import pytest

from sim.discord import seed
from tests.support.api import Api, data, refusal, until_refused
from web.rates import LIBRARY_WRITE, LISTENS, PLAYER, SEARCH, SIGN_IN

pytestmark = pytest.mark.usefixtures("documented_limits")


async def test_answers_say_how_much_is_left(api: Api) -> None:
    noor = await api.person()
    headers = (await noor.get("/user/me")).headers
    assert headers["X-RateLimit-Limit"] == str(PLAYER.count)
    assert PLAYER.count - 5 < int(headers["X-RateLimit-Remaining"]) < PLAYER.count
    assert int(headers["X-RateLimit-Reset"]) >= 0


async def test_the_rate_that_leaves_the_least_is_told(api: Api) -> None:
    noor = await api.listener()
    headers = (await noor.get("/tracks/search", params={"query": "night"})).headers
    assert headers["X-RateLimit-Limit"] == str(SEARCH.count)
    assert SEARCH.count - 5 < int(headers["X-RateLimit-Remaining"]) < SEARCH.count


async def test_one_who_asks_too_often_waits_alone(api: Api) -> None:
    noor, ada = await api.listener(), await api.person(seed.ADA)
    went_well, seconds = await until_refused(lambda: noor.get("/tracks/search"))
    assert went_well >= SEARCH.count
    assert 0 < int(seconds) <= SEARCH.seconds
    refusal(await ada.get("/tracks/search"), 400, 6, "query")
    data(await noor.get("/user/me"), api)


async def test_routes_of_one_rate_share_it(api: Api) -> None:
    noor = await api.listener()
    await until_refused(lambda: noor.get("/tracks/search"))
    refusal(await noor.post("/tracks/add", params={"query": "night"}), 429, 429)


async def test_a_refusal_tells_the_limit_as_well(api: Api) -> None:
    noor = await api.listener()
    await until_refused(lambda: noor.get("/tracks/search"))
    refused = await noor.get("/tracks/search")
    assert refused.headers["X-RateLimit-Limit"] == str(SEARCH.count)
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert int(refused.headers["X-RateLimit-Reset"]) >= int(refused.headers["Retry-After"])


async def test_an_operator_may_allow_more(api: Api) -> None:
    api.world.limits.scale = 2.0
    headers = (await (await api.person()).get("/user/me")).headers
    assert headers["X-RateLimit-Limit"] == str(PLAYER.count * 2)


async def test_a_key_is_counted_for_itself(api: Api) -> None:
    ada = await api.person(seed.ADA)
    wishes = [{"label": f"Key {number}", "scopes": ["player:read"]} for number in range(2)]
    one, other = [(await ada.post("/api/v1/api-keys", json=wish)).json() for wish in wishes]
    visitor = api.world.visitor()

    def by(made: dict[str, dict[str, str]]) -> Callable[[], Awaitable[httpx2.Response]]:
        headers = {"X-API-Key": made["data"]["key"]}
        return lambda: visitor.get("/tracks/search", headers=headers)

    await until_refused(by(one))
    assert (await by(other)()).status_code != 429


async def test_each_family_has_its_own_numbers(api: Api) -> None:
    ada = await api.person(seed.ADA)
    made = await ada.post("/api/v1/api-keys", json={"label": "Counted"})
    assert made.headers["X-RateLimit-Limit"] == str(LIBRARY_WRITE.count)
    health = await api.world.visitor().get("/api/v1/health")
    assert health.headers["X-RateLimit-Limit"] == "300"


async def test_steps_of_signing_in_are_counted_by_address(api: Api) -> None:
    noor = await api.person()
    visitor = api.world.visitor()
    await until_refused(lambda: visitor.get("/auth/flow", params={"token": "guessed"}))
    refused = await noor.get("/auth/redirect")
    refusal(refused, 429, 429)
    assert refused.headers["X-RateLimit-Limit"] == str(SIGN_IN.count)


async def test_a_forged_cookie_is_counted_by_its_address(api: Api) -> None:
    visitor = api.world.visitor()
    numbers = count()

    async def ask() -> httpx2.Response:
        visitor.cookies.set("auxcord", f"forged{next(numbers)}")
        return await visitor.get("/tracks/search")

    await until_refused(ask)


async def test_a_guessed_key_is_counted_by_its_address(api: Api) -> None:
    visitor = api.world.visitor()
    numbers = count()

    async def ask() -> httpx2.Response:
        return await visitor.get("/tracks/search", headers={"X-API-Key": f"sk_{next(numbers)}"})

    await until_refused(ask)


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
async def test_a_forwarded_address_is_not_believed(api: Api, name: str) -> None:
    visitor = api.world.visitor()
    numbers = count()

    async def ask() -> httpx2.Response:
        address = f"10.0.{next(numbers)}.1"
        return await visitor.get(
            "/tracks/search", headers={name: f"for={address}" if name == "Forwarded" else address}
        )

    await until_refused(ask)


async def test_an_address_that_nobody_has_is_limited_too(api: Api) -> None:
    visitor = api.world.visitor()
    await until_refused(lambda: visitor.get("/nothing/here"))


async def test_health_is_never_refused(api: Api) -> None:
    api.world.limits.scale = 0.1
    visitor = api.world.visitor()
    answers = [await visitor.get("/healthz") for _ in range(PLAYER.count // 10 + 10)]
    assert {answer.status_code for answer in answers} == {200}


async def test_clients_of_listenbrainz_are_told_when_in_both_ways(api: Api) -> None:
    answer = await api.world.visitor().get("/1/validate-token")
    seconds = int(answer.headers["X-RateLimit-Reset-In"])
    assert 0 <= seconds <= LISTENS.seconds
    sent = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    assert abs(int(answer.headers["X-RateLimit-Reset"]) - sent) <= seconds + 5
