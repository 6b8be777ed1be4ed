"""`GET /api/v1/users/:userId/artists/recommended`."""

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import USERS, answered, bot, fresh_id, heard, refused, session, track


async def test_only_what_was_really_heard_recommends(api: Api) -> None:
    client, user = await bot(api), fresh_id()
    begun = await session(client)
    await heard(client, begun["ID"], artist="Heard", listenerIds=[user])
    skipped = await track(client, begun["ID"], artist="Skipped", listenerIds=[user])
    answered(await client.patch(f"/api/v1/tracks/{skipped['ID']}"))
    path = f"{USERS}/{user}/artists/recommended"
    found = answered(await client.get(path))["recommended_artists"]
    assert [each["artist"] for each in found] == ["Heard"]
    stranger = await bot(api, seed.MOON)
    assert answered(await stranger.get(path)) == {"recommended_artists": []}
    tied = answered(await (await bot(api, HARBOUR)).get(path))["recommended_artists"]
    assert [each["artist"] for each in tied] == ["Heard"]


async def test_it_is_refused_like_the_plays(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    refused(await noor.get(f"{USERS}/{seed.ADA}/artists/recommended"), 403)
    refused(await noor.get(f"{USERS}/x/artists/recommended"), 400)
    refused(await noor.get(f"{USERS}/{seed.NOOR}/artists/recommended?seedCount=5001"), 400)
    refused(await api.world.visitor().get(f"{USERS}/5/artists/recommended"), 401)
