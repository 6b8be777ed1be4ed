import pytest

from tests.support.api import HARBOUR, Api
from tests.support.crowd import all_look, gathered
from tests.support.discord import eventually
from web.live.topic import TopicName
from web.live.wire import Wire

PEOPLE = 40


@pytest.mark.usefixtures("documented_limits")
async def test_a_crowd_that_comes_at_once_and_again_is_served(api: Api) -> None:
    hub = api.world.parts.services.hub
    await api.player.settled()
    async with gathered(api.world, HARBOUR, PEOPLE) as crowd:
        resets = hub.counts.resets
        assert await all_look(crowd, api.world, HARBOUR) == []
        assert hub.subscribers == PEOPLE
        assert hub.counts.resets == resets + PEOPLE
        everybody = hub._topics[TopicName(f"guild {HARBOUR}")].subscriptions
        assert {type(each._outlet) for each in everybody} == {Wire}
        # All are cut off in the same moment, as by a proxy that restarts, and come back.
        last_id = crowd[0].stream.frames[-1]["id"]
        assert await all_look(crowd, api.world, HARBOUR, after=last_id) == []
        await eventually(lambda: hub.subscribers == PEOPLE)
        assert hub.counts.resets == resets + PEOPLE
    await eventually(lambda: hub.subscribers == 0)
