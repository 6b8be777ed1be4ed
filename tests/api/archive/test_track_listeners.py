"""`GET /api/v1/tracks/:trackPlayId/listeners`."""

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import TRACKS, answered, bot, fresh_id, refused, session, track


async def test_whoever_heard_it_is_listed(api: Api) -> None:
    client, users = await bot(api, HARBOUR), [fresh_id(), fresh_id()]
    begun = await session(client)
    play = await track(client, begun["ID"], listenerIds=users)
    rows = [{"TrackPlayID": play["ID"], "UserID": user} for user in users]
    listed = answered(await client.get(f"{TRACKS}/{play['ID']}/listeners"))
    assert listed == {"listeners": rows, "count": 2}
    nobody = await track(client, begun["ID"], listenerIds=[])
    listed = answered(await client.get(f"{TRACKS}/{nobody['ID']}/listeners"))
    assert listed == {"listeners": [], "count": 0}


async def test_another_servers_play_is_unknown(api: Api) -> None:
    client = await bot(api, HARBOUR)
    play = await track(client, (await session(client))["ID"])
    stranger = await bot(api, seed.MOON)
    refused(await stranger.get(f"{TRACKS}/{play['ID']}/listeners"), 404)
    refused(await stranger.get(f"{TRACKS}/none/listeners"), 404)
    refused(await api.world.visitor().get(f"{TRACKS}/none/listeners"), 401)
