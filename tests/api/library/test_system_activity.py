"""`GET /api/v1/system/activity`."""

from auth.api_key import WITHOUT_ADMIN, Scope
from auth.identity import GuildId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.discord import eventually
from tests.support.library import data, refusal

PATH = "/api/v1/system/activity"


async def test_what_happens_is_told(api: Api) -> None:
    noor = await api.listener(seed.NOOR)
    (added,) = await api.with_queue(noor, *api.links(1))
    await api.world.sign_in(seed.ADA)
    ada = await api.person(seed.ADA)
    latest = api.world.parts.services.system.activities.latest
    await eventually(lambda: any(each.title.startswith(added["title"]) for each in latest()))
    activities = data(await ada.get(PATH))["activities"]
    assert len(activities) <= 20
    moments = [each["timestamp"] for each in activities]
    assert moments == sorted(moments)
    for each in activities:
        assert set(each) == {"icon", "title", "subtitle", "time", "timestamp", "show_toast"}
        assert each["time"].endswith("Z")
    played = [each for each in activities if each["title"].startswith(f"{added['title']} by")]
    assert played[-1]["subtitle"] == api.world.discord.world.guilds[HARBOUR].name
    assert "Ada Lindqvist signed in" in [each["title"] for each in activities]
    assert all(each["icon"] for each in activities)


async def test_it_is_for_admins(api: Api) -> None:
    refusal(await (await api.person(seed.NOOR)).get(PATH), 403, "FORBIDDEN")
    refusal(await api.world.visitor().get(PATH), 401, "AUTH_REQUIRED")


async def test_of_keys_those_with_admin_may_unless_they_are_tied_to_servers(api: Api) -> None:
    create, client = api.world.parts.services.keys.create, api.world.visitor()
    admin, tied = frozenset({Scope.ADMIN}), frozenset({GuildId(HARBOUR)})
    for scopes, guilds, status in (
        (admin, None, 200),
        (admin, tied, 403),
        (WITHOUT_ADMIN, None, 403),
    ):
        _, secret = await create("key", None, scopes, guilds)
        answer = await client.get(PATH, headers={"X-API-Key": secret})
        assert answer.status_code == status
