import re
from datetime import UTC, datetime

from sim.discord import seed
from tests.support.api import HARBOUR, Api, Json, data, refusal

LOG = f"/guild/{HARBOUR}/log"


async def lines(api: Api) -> list[Json]:
    found: list[Json] = data(await (await api.person(seed.ROBIN)).get(LOG), api)
    return found


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    [entry] = await api.with_queue(noor, *api.links(1))
    data(await noor.post("/functions/skip"))
    latest = (await lines(api))[:2]
    assert [line["text"] for line in latest] == [
        f"Noor skipped “{entry['title']}”",
        f"Noor added “{entry['title']}”",
    ]
    assert latest[0]["user"] == data(await noor.get("/user/me"))


async def test_times_are_of_now_and_in_utc(api: Api) -> None:
    noor = await api.listener()
    data(await api.post(noor, "/functions/repeat", body=True))
    at = (await lines(api))[0]["at"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at)
    assert abs((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()) < 30


async def test_changed_settings_are_noted(api: Api) -> None:
    ada = await api.person(seed.ADA)
    change = {"volume": {"limit": 300, "step": 4}, "player": {"24h": True}}
    data(await api.post(ada, f"/guild/{HARBOUR}/settings", change))
    data(await ada.post(f"/guild/{HARBOUR}/reset"))
    assert [line["text"] for line in (await lines(api))[:2]] == [
        "Ada Lindqvist reset the settings",
        "Ada Lindqvist changed the settings volume.limit, volume.step, player.24h",
    ]


async def test_a_change_that_changes_nothing_is_not_noted(api: Api) -> None:
    before = await lines(api)
    robin = await api.person(seed.ROBIN)
    data(await api.post(robin, f"/guild/{HARBOUR}/settings", {"volume": {"step": 10}}))
    refusal(
        await api.post(robin, f"/guild/{HARBOUR}/settings", {"volume": {"step": 0}}),
        400,
        6,
        "volume.step",
    )
    refusal(await robin.post(f"/guild/{HARBOUR}/settings", content="{"), 400, 7)
    assert await lines(api) == before


async def test_other_servers_have_their_own(api: Api) -> None:
    juno = await api.person(seed.JUNO)
    await api.post(juno, f"/guild/{seed.STUDIO}/settings", {"volume": {"step": 3}})
    assert "Juno changed the settings volume.step" not in {
        line["text"] for line in await lines(api)
    }
    studio = data(await juno.get(f"/guild/{seed.STUDIO}/log"), api)
    assert studio[0]["text"] == "Juno changed the settings volume.step"


async def test_only_managers_may_read_it(api: Api) -> None:
    refusal(await (await api.person()).get(LOG), 403, 17)


async def test_strangers_may_not(api: Api) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(LOG), 403, 18)
    refusal(await (await api.person()).get(f"/guild/{seed.BINDERS}/log"), 404, 16)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(LOG), 401, 1)
