"""`GET /api/v1/tracks/:trackPlayId`."""

from auth.identity import UserId
from player.history.play import Origin, Play, PlayId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import TRACKS, answered, bot, fresh_id, refused, session, track


async def test_a_play_is_found(api: Api) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"])
    assert answered(await client.get(f"{TRACKS}/{play['ID']}")) == play


async def test_another_servers_play_is_as_unknown_as_none(api: Api) -> None:
    client = await bot(api, HARBOUR)
    play = await track(client, (await session(client))["ID"])
    stranger = await bot(api, seed.MOON)
    found = refused(await stranger.get(f"{TRACKS}/{play['ID']}"), 404)
    assert found == refused(await stranger.get(f"{TRACKS}/none"), 404) == "Track play not found"
    refused(await api.world.visitor().get(f"{TRACKS}/{play['ID']}"), 401)


async def test_what_people_heard_elsewhere_is_for_keys_that_see_everything(api: Api) -> None:
    told = Play(
        PlayId(fresh_id()),
        Origin.LISTENBRAINZ,
        "Song",
        "Artist",
        1_790_000_000_000,
        listeners=(UserId(fresh_id()),),
        ended_at=1_790_000_060_000,
    )
    await api.world.parts.services.history.tell([told])
    play = answered(await (await bot(api)).get(f"{TRACKS}/{told.id}"))
    assert (play["GuildID"], play["SessionID"], play["DurationMs"]) == ("", "", 0)
    for client in (await bot(api, HARBOUR), await bot(api, HARBOUR, owner=seed.ADA)):
        refused(await client.get(f"{TRACKS}/{told.id}"), 404)
