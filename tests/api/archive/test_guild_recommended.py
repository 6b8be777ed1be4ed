"""`GET /api/v1/guilds/:guildId/artists/recommended`."""

import math

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import GUILDS, answered, bot, fresh_id, heard, refused, session


async def test_often_heard_artists_come_first(api: Api) -> None:
    client, guild = await bot(api), fresh_id()
    begun = await session(client, guild)
    for artist in ("Twice", "twice", "Once", "Various Artists"):
        await heard(client, begun["ID"], artist=artist)
    path = f"{GUILDS}/{guild}/artists/recommended"
    first, second = answered(await client.get(path))["recommended_artists"]
    assert (first["artist"], second["artist"]) == ("twice", "Once")
    assert math.isclose(first["weight"], math.log(3), rel_tol=0.01)
    assert math.isclose(second["weight"], math.log(2), rel_tol=0.01)
    few = answered(await client.get(path, params={"seedCount": 2}))
    assert [each["artist"] for each in few["recommended_artists"]] == ["Once"]


async def test_it_is_refused_like_the_plays(api: Api) -> None:
    path = f"{GUILDS}/{HARBOUR}/artists/recommended"
    refused(await (await bot(api, seed.MOON)).get(path), 403)
    refused(await api.world.visitor().get(path), 401)
    refused(await (await bot(api)).get(path, params={"seedCount": 0}), 400)
    refused(await (await bot(api)).get(f"{GUILDS}/x/artists/recommended"), 400)
