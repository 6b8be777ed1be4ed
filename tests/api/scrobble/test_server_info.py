"""`GET /api/v1/serverinfo`."""

from tests.support.api import Api
from tests.support.scrobble import SERVER_INFO, error
from web.version import API_VERSION


async def test_the_documented_example_works(api: Api) -> None:
    answer = await api.world.visitor().get(SERVER_INFO)
    assert answer.status_code == 200
    assert answer.json() == {"version": API_VERSION, "registration_enabled": "1"}


async def test_it_tells_what_an_admin_has_decided(api: Api) -> None:
    config = api.world.parts.services.local.config
    await config.change({"REGISTRATION_ENABLED": False})
    try:
        answer = await api.world.visitor().get(SERVER_INFO)
    finally:
        await config.change({"REGISTRATION_ENABLED": True})
    assert answer.json()["registration_enabled"] == "0"


async def test_other_methods_are_refused_in_the_dialect(api: Api) -> None:
    assert error(await api.world.visitor().put(SERVER_INFO), 405).endswith(".")
