import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data
from tests.support.crowd import all_look, gathered
from tests.support.discord import eventually
from tests.support.shelf import Shelf
from tests.support.stream import event, follow_path
from web.live.wire import Wire

PEOPLE = 40


@pytest.mark.usefixtures("documented_limits")
async def test_a_crowd_that_comes_at_once_and_again_is_served(api: Api) -> None:
    hub = api.world.parts.services.hub
    await api.player.settled()
    async with gathered(api.world, HARBOUR, PEOPLE) as crowd:
        resets = hub.counts.resets
        assert await all_look(crowd, api.world, HARBOUR) == []
        await eventually(lambda: hub.subscribers == PEOPLE)
        assert hub.counts.resets == resets + PEOPLE
        assert outlets(api, "guild") == {Wire}
        # All are cut off in the same moment, as by a proxy that restarts, and come back.
        last_id = crowd[0].stream.last_id
        assert await all_look(crowd, api.world, HARBOUR, after=last_id) == []
        await eventually(lambda: hub.subscribers == PEOPLE)
        assert hub.counts.resets == resets + PEOPLE
    await eventually(lambda: hub.subscribers == 0)


async def test_every_kind_of_stream_has_its_connection_to_itself(shelf: Shelf) -> None:
    api = shelf.api
    noor, ada = await api.person(), await api.person(seed.ADA)
    playlist = await shelf.make(noor)
    widget = f"/guild/{HARBOUR}/widget"
    key = data(await ada.post(widget), api)["key"]
    for kind, path in (
        ("person", "/events"),
        ("playlist", f"/events/playlist/{playlist['id']}"),
        ("overlay", f"/events/widget/{key}"),
    ):
        async with follow_path(noor, path) as stream:
            assert await event(stream, "reset")
            assert outlets(api, kind) == {Wire}
    await ada.delete(widget)


def outlets(api: Api, kind: str) -> set[type]:
    hub = api.world.parts.services.hub
    topics = [hub._topics[name] for name in hub.topics(f"{kind} ")]
    return {type(each._outlet) for topic in topics for each in topic.subscriptions}
