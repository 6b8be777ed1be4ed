from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from sim.discord import seed
from tests.support.api import Api, data, refusal


async def consented(
    api: Api, client: httpx2.AsyncClient, choice: str, url: str | None = None
) -> str:
    """Return the address that Discord sends the browser back to."""
    asked = await client.get("/auth/redirect", params={"url": url} if url else {})
    chosen = await client.get(f"{asked.headers['Location']}&{choice}")
    back: str = chosen.headers["Location"]
    assert back.startswith(f"{api.world.url}/auth/login?")
    return back


async def test_it_works(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get(await consented(api, visitor, f"user_id={seed.ADA}"))
    assert len(data(answer, api)["token"]) >= 43
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_with_an_address_it_leads_there_with_the_token(api: Api) -> None:
    visitor = api.world.visitor()
    back = await consented(api, visitor, f"user_id={seed.ADA}", "/auth/flow?next=/a%20b&x=#f")
    answer = await visitor.get(back)
    assert answer.status_code == 302
    place = urlsplit(answer.headers["Location"])
    assert (place.scheme, place.netloc, place.path) == ("", "", "/auth/flow")
    query = parse_qs(place.query, keep_blank_values=True)
    assert query["next"] == ["/a b"]
    assert query["x"] == [""]
    assert len(query["token"][0]) >= 43
    assert place.fragment == "f"


async def test_a_state_is_good_for_one_use(api: Api) -> None:
    visitor = api.world.visitor()
    back = await consented(api, visitor, f"user_id={seed.ADA}")
    data(await visitor.get(back), api)
    refusal(await visitor.get(back), 400, 2)


async def test_another_browser_cannot_go_on(api: Api) -> None:
    victim, attacker = api.world.visitor(), api.world.visitor()
    back = await consented(api, attacker, f"user_id={seed.ADA}")
    refusal(await victim.get(back), 400, 2)
    await victim.get("/auth/redirect")
    refusal(await victim.get(back), 400, 2)


@pytest.mark.parametrize("parameters", [{}, {"code": "x"}, {"code": "x", "state": "y"}])
async def test_an_invented_callback_is_refused(api: Api, parameters: dict[str, str]) -> None:
    visitor = api.world.visitor()
    await visitor.get("/auth/redirect")
    refusal(await visitor.get("/auth/login", params=parameters), 400, 2)


async def test_an_invented_code_is_refused_by_discord(api: Api) -> None:
    visitor = api.world.visitor()
    back = httpx2.URL(await consented(api, visitor, f"user_id={seed.ADA}"))
    answer = await visitor.get(back.copy_set_param("code", "invented"))
    refusal(answer, 400, 3)


async def test_cancelling_is_no_failure_of_ours(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get(await consented(api, visitor, "action=cancel"))
    refusal(answer, 400, 3)


async def test_a_browser_is_shown_a_page(api: Api) -> None:
    visitor = api.world.visitor()
    back = await consented(api, visitor, "action=cancel")
    answer = await visitor.get(back, headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "<html" in answer.text


async def test_discord_being_down_is_said_plainly(api: Api) -> None:
    visitor = api.world.visitor()
    back = await consented(api, visitor, f"user_id={seed.ADA}")
    api.world.discord.fail_next(1, "/api/v10/oauth2/token", 503)
    refusal(await visitor.get(back), 502, 3)
