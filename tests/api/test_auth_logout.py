import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.screen import Screen
from tests.support.stream import follow


async def test_it_works(api: Api) -> None:
    ada = await api.world.sign_in(seed.ADA)
    assert data(await ada.post("/auth/logout"), api) is True
    refusal(await ada.get("/user/me"), 401, 1)
    assert "auxcord" not in ada.cookies


async def test_a_copied_cookie_is_worthless_afterwards(api: Api) -> None:
    ada = await api.world.sign_in(seed.ADA)
    copy = api.world.visitor()
    copy.cookies.set("auxcord", ada.cookies["auxcord"])
    data(await copy.get("/user/me"), api)
    await ada.post("/auth/logout")
    refusal(await copy.get("/user/me"), 401, 1)


async def test_other_browsers_stay_signed_in(api: Api) -> None:
    one, two = await api.world.sign_in(seed.ADA), await api.world.sign_in(seed.ADA)
    await one.post("/auth/logout")
    data(await two.get("/user/me"), api)


async def test_a_plain_visit_works_as_documented(api: Api) -> None:
    ada = await api.world.sign_in(seed.ADA)
    assert data(await ada.get("/auth/logout"), api) is True
    refusal(await ada.get("/user/me"), 401, 1)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_link_on_another_site_does_not_sign_out(api: Api, site: str) -> None:
    ada = await api.world.sign_in(seed.ADA)
    answer = await ada.get("/auth/logout", headers={"Sec-Fetch-Site": site})
    refusal(answer, 403, 403)
    data(await ada.get("/user/me"), api)


async def test_another_sites_form_does_not_sign_out(api: Api) -> None:
    ada = await api.world.sign_in(seed.ADA)
    answer = await ada.post("/auth/logout", headers={"Sec-Fetch-Site": "cross-site"})
    refusal(answer, 403, 403)
    data(await ada.get("/user/me"), api)


async def test_who_is_not_signed_in_is_signed_out_already(api: Api) -> None:
    assert data(await api.world.visitor().post("/auth/logout"), api) is True


async def test_it_ends_the_live_streams_of_this_sign_in_at_once(api: Api) -> None:
    ada, other = await api.world.sign_in(seed.ADA), await api.world.sign_in(seed.ADA)
    async with follow(ada, HARBOUR) as mine, follow(other, HARBOUR) as theirs:
        screen, bystander = Screen(), Screen()
        await mine.until(screen, lambda: screen.state)
        await theirs.until(bystander, lambda: bystander.state)
        await ada.post("/auth/logout")
        await mine.until(screen, lambda: screen.end)
        assert screen.end == "signed_out"
        assert await mine.is_over()
        assert bystander.end is None
        assert api.world.parts.services.hub.subscribers == 1
