from sim.discord import seed
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    (added,) = await api.with_queue(noor, *api.links(1))
    answer = await noor.get("/tracks/current")
    assert data(answer, api) == added
    assert added["requester"] == seed.NOOR


async def test_silence_is_code_5(api: Api) -> None:
    noor = await api.listener()
    assert refusal(await noor.get("/tracks/current"), 409, 5) == "Nothing is playing."


async def test_it_says_the_players_revision(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await api.player.settled()
    answer = await noor.get("/tracks/current")
    hub = api.world.parts.services.hub
    assert answer.headers["Player-Revision"] == hub.revision(api.player.seq)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/tracks/current"), 401, 1)
