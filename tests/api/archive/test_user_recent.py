"""`GET /api/v1/users/:userId/tracks/recent`."""

from auth.identity import UserId
from player.history.play import Origin, Play, PlayId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import USERS, answered, bot, fresh_id, heard, refused, session
from web.compose import now_ms


async def test_a_key_sees_what_was_heard_in_its_servers(api: Api) -> None:
    everywhere, user = await bot(api), fresh_id()
    here = await session(everywhere, HARBOUR)
    there = await session(everywhere, seed.MOON)
    first = await heard(everywhere, here["ID"], listenerIds=[user])
    second = await heard(everywhere, there["ID"], listenerIds=[user, fresh_id()])
    await heard(everywhere, here["ID"], listenerIds=[])
    path = f"{USERS}/{user}/tracks/recent"
    listed = answered(await everywhere.get(path))
    assert listed == {"trackPlays": [second, first], "count": 2, "userId": user}
    assert answered(await everywhere.get(path, params={"limit": 1}))["trackPlays"] == [second]
    for client, seen in (
        (await bot(api, HARBOUR), [first]),
        (await bot(api, HARBOUR, seed.MOON), [second, first]),
        (await bot(api, fresh_id()), []),
        (await bot(api, HARBOUR, owner=seed.ADA), [first]),
        (await bot(api, HARBOUR, seed.MOON, owner=seed.NOOR), []),
    ):
        assert answered(await client.get(path))["trackPlays"] == seen


async def test_people_see_what_they_heard_and_nobody_elses(api: Api) -> None:
    noor, now = await api.person(seed.NOOR), now_ms()
    told = Play(
        PlayId(fresh_id()),
        Origin.LISTENBRAINZ,
        "Heard at home",
        "Artist",
        now - 60_000,
        listeners=(UserId(seed.NOOR),),
        ended_at=now,
    )
    await api.world.parts.services.history.tell([told])
    listed = answered(await noor.get(f"{USERS}/{seed.NOOR}/tracks/recent"))
    assert told.id in {each["ID"] for each in listed["trackPlays"]}
    refused(await noor.get(f"{USERS}/{seed.ADA}/tracks/recent"), 403)


async def test_what_is_wrong_is_named(api: Api) -> None:
    client = await bot(api)
    assert "userId" in refused(await client.get(f"{USERS}/me/tracks/recent"), 400)
    assert "limit" in refused(await client.get(f"{USERS}/5/tracks/recent?limit=-1"), 400)
    refused(await api.world.visitor().get(f"{USERS}/5/tracks/recent"), 401)
