from tests.support.api import Api, data, refusal
from tests.support.discord import eventually


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    directory = api.world.parts.services.directory
    await eventually(lambda: directory.bot_channel(api.player.guild_id))
    assert data(await noor.post("/functions/eject"), api) is True
    assert api.player.state.current is None
    assert api.player.state.queue == ()
    await eventually(lambda: directory.bot_channel(api.player.guild_id) is None)


async def test_a_bot_that_is_not_there_may_be_sent_away(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/eject"), api) is True


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/eject"), 401, 1)
