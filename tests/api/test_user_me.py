from sim.discord import seed
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    ada = await api.person(seed.ADA)
    me = data(await ada.get("/user/me"), api)
    assert me["id"] == seed.ADA
    assert me["name"] == "Ada Lindqvist"
    assert me["identifier"] == "ada.lindqvist"
    assert me["icon"].startswith(f"{api.world.discord.cdn_url}/avatars/{seed.ADA}/")


async def test_the_picture_is_there(api: Api) -> None:
    ada = await api.person(seed.ADA)
    icon = data(await ada.get("/user/me"), api)["icon"]
    picture = await api.world.visitor().get(icon)
    assert picture.status_code == 200
    assert picture.headers["Content-Type"].startswith("image/")


async def test_a_person_without_a_picture_has_one_of_discords(api: Api) -> None:
    otto = await api.person(seed.OTTO)
    icon = data(await otto.get("/user/me"), api)["icon"]
    assert "/embed/avatars/" in icon
    assert (await api.world.visitor().get(icon)).status_code == 200


async def test_it_needs_a_sign_in(api: Api) -> None:
    answer = await api.world.visitor().get("/user/me")
    assert "Sign in" in refusal(answer, 401, 1)


async def test_a_forged_cookie_is_no_sign_in(api: Api) -> None:
    visitor = api.world.visitor()
    visitor.cookies.set("auxcord", "eyJ.forged.cookie")
    refusal(await visitor.get("/user/me"), 401, 1)
