from prometheus_client.parser import text_string_to_metric_families

from tests.support.api import HARBOUR, Api
from tests.support.screen import Screen
from tests.support.stream import follow


async def numbers(api: Api) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = await api.world.visitor().get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        await api.with_queue(noor, *api.links(1))
        found = await numbers(api)
    assert found["auxcord_streams", ()] == 1
    assert found["auxcord_stream_frames_total", ()] >= 1
    assert found["auxcord_players", ()] >= 1
    assert found["auxcord_discord_connected", ()] == 1
    labels = (("endpoint", "player.tracks.add"), ("method", "POST"), ("status", "200"))
    assert found["auxcord_http_requests_total", labels] >= 1


async def test_invented_methods_and_addresses_do_not_grow_it(api: Api) -> None:
    visitor = api.world.visitor()
    for number in range(3):
        await visitor.request(f"BREW{number}", f"/nothing/{number}")
    labels = {labels for name, labels in await numbers(api) if name.startswith("auxcord_http")}
    methods = {value for label in labels for name, value in label if name == "method"}
    assert not [method for method in methods if method.startswith("BREW")]
    endpoints = {value for label in labels for name, value in label if name == "endpoint"}
    assert not [endpoint for endpoint in endpoints if "nothing" in endpoint]
