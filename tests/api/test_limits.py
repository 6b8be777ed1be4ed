from itertools import count

import httpx2

from sim.discord import seed
from tests.support.api import Api, data, refusal, until_refused
from web.limits import DEFAULT


async def test_answers_say_how_much_is_left(api: Api) -> None:
    noor = await api.person()
    headers = (await noor.get("/user/me")).headers
    assert headers["X-RateLimit-Limit"] == headers["RateLimit-Limit"] == str(DEFAULT.count)
    assert int(headers["X-RateLimit-Remaining"]) == DEFAULT.count - 1
    assert int(headers["X-RateLimit-Reset"]) >= 0


async def test_one_who_asks_too_often_waits_alone(api: Api) -> None:
    noor, ada = await api.listener(), await api.person(seed.ADA)
    went_well, seconds = await until_refused(lambda: noor.get("/tracks/search"))
    assert went_well >= 60
    assert 0 < int(seconds) <= 60
    refusal(await ada.get("/tracks/search"), 400, 6, "query")
    data(await noor.get("/user/me"), api)


async def test_a_forged_cookie_is_counted_by_its_address(api: Api) -> None:
    visitor = api.world.visitor()
    numbers = count()

    async def ask() -> httpx2.Response:
        visitor.cookies.set("auxcord", f"forged{next(numbers)}")
        return await visitor.get("/tracks/search")

    await until_refused(ask)


async def test_a_forwarded_address_is_not_believed(api: Api) -> None:
    visitor = api.world.visitor()
    numbers = count()

    async def ask() -> httpx2.Response:
        headers = {"X-Forwarded-For": f"10.0.{next(numbers)}.1"}
        return await visitor.get("/tracks/search", headers=headers)

    await until_refused(ask)


async def test_health_is_never_refused(api: Api) -> None:
    visitor = api.world.visitor()
    answers = [await visitor.get("/healthz") for _ in range(DEFAULT.count + 1)]
    assert {answer.status_code for answer in answers} == {200}
