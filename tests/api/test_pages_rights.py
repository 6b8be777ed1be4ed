import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api

BROWSER = {"Accept": "text/html"}
OF_MANAGERS = [
    f"/servers/{HARBOUR}/{page}"
    for page in ("settings", "settings/reset", "settings/webhooks", "log")
]
OF_MEMBERS = [
    f"/servers/{HARBOUR}",
    *(f"/servers/{HARBOUR}/{page}" for page in ("leaderboards", "statistics", "wallet")),
]
OF_THE_SIGNED_IN = [
    "/servers",
    "/account",
    "/account/forwarding",
    "/following",
    "/history",
    "/library",
    "/jobs",
    "/statistics",
    "/wishlist",
]
OF_ADMINS = ["/system"]
OF_ALL = ["/", "/reset-password", "/developers", "/docs"]
ACTIONS = [
    f"/servers/{HARBOUR}/settings",
    f"/servers/{HARBOUR}/settings/reset",
    f"/servers/{HARBOUR}/settings/webhooks",
    "/account/forwarding",
    "/account/theme",
    "/history",
    "/account/forget",
    "/account/hide",
    "/account/leave",
    "/account/sessions/end",
    "/account/sessions/end-others",
    "/account/programs/link",
    "/account/programs/register",
    "/account/programs/unlink",
    "/library",
    "/library/albums/1",
    "/library/artists/1",
    "/library/artists/1/follow",
    "/library/artists/1/unfollow",
    "/following",
    "/following/aim",
    "/following/finds",
    "/following/remove",
    "/following/scan",
    "/jobs/1/cancel",
    "/jobs/cancel-all",
    "/wishlist",
    "/wishlist/process",
    "/wishlist/remove",
    "/developers/keys",
    "/developers/keys/1/revoke",
]


@pytest.mark.parametrize("path", OF_ALL)
async def test_anybody_sees_what_is_public(api: Api, path: str) -> None:
    answer = await api.world.visitor().get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", [*OF_THE_SIGNED_IN, *OF_MEMBERS, *OF_MANAGERS, *OF_ADMINS])
async def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(api: Api, path: str) -> None:
    answer = await api.world.visitor().get(path, headers=BROWSER)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("path", ACTIONS)
async def test_who_is_not_signed_in_cannot_act(api: Api, path: str) -> None:
    answer = await api.world.visitor().post(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("path", [*OF_MEMBERS, *OF_MANAGERS])
async def test_a_server_of_others_is_the_same_as_none(api: Api, path: str) -> None:
    tomas = await api.person(seed.TOMAS)
    strange = await tomas.get(path, headers=BROWSER)
    nowhere = await tomas.get(path.replace(HARBOUR, "111111111111111111"), headers=BROWSER)
    assert strange.status_code == nowhere.status_code == 404
    assert "Harbour" not in strange.text
    assert strange.text.replace(HARBOUR, "111111111111111111") == nowhere.text


@pytest.mark.parametrize("path", OF_ADMINS)
async def test_admins_see_what_others_do_not(api: Api, path: str) -> None:
    place = f'href="{path}"'
    for person, status in ((seed.ADA, 200), (seed.NOOR, 403)):
        answer = await (await api.person(person)).get(path, headers=BROWSER)
        assert answer.status_code == status
        assert (place in answer.text) is (status == 200)


@pytest.mark.parametrize("path", OF_MANAGERS)
async def test_members_who_do_not_manage_are_told_so(api: Api, path: str) -> None:
    noor = await api.person(seed.NOOR)
    answer = await noor.get(path, headers=BROWSER)
    assert answer.status_code == 403
    assert "Only members who can manage this server may do this." in answer.text


@pytest.mark.parametrize("path", [*OF_MEMBERS, *OF_MANAGERS])
async def test_managers_see_all_of_it(api: Api, path: str) -> None:
    for person in (seed.ADA, seed.ROBIN):
        answer = await (await api.person(person)).get(path, headers=BROWSER)
        assert answer.status_code == 200
        assert f'href="/servers/{HARBOUR}/settings"' in answer.text


async def test_members_are_not_shown_ways_that_are_closed_to_them(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    answer = await noor.get(f"/servers/{HARBOUR}", headers=BROWSER)
    assert f'href="/servers/{HARBOUR}/settings"' not in answer.text


@pytest.mark.parametrize("path", ACTIONS[:2])
async def test_members_cannot_act_for_managers(api: Api, path: str) -> None:
    noor = await api.person(seed.NOOR)
    assert (await noor.post(path, headers=BROWSER)).status_code == 403


@pytest.mark.parametrize("path", [*ACTIONS, "/account/sign-out", "/language"])
async def test_no_form_of_another_site_acts(api: Api, path: str) -> None:
    ada = await api.person(seed.ADA)
    answer = await ada.post(path, headers={**BROWSER, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert (await ada.get("/account", headers=BROWSER)).status_code == 200
