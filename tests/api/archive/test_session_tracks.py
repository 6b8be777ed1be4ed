"""`GET /api/v1/sessions/:sessionId/tracks`."""

from auth.identity import UserId
from player.history.archive import Told
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, answered, bot, refused, session, track


async def test_the_oldest_comes_first_and_none_is_left_out(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    path = f"{SESSIONS}/{begun['ID']}/tracks"
    assert answered(await client.get(path)) == {"trackPlays": [], "count": 0}
    plays = [await track(client, begun["ID"], title=f"Song {number} „ü“") for number in range(3)]
    assert answered(await client.get(path)) == {"trackPlays": plays, "count": 3}


async def test_a_long_session_is_sent_whole(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    archive = api.world.parts.services.archive
    history = api.world.parts.services.history
    stay = await history.stay(begun["ID"])
    for number in range(450):
        await archive.begin(stay, told(f"Song {number}"))
    listed = answered(await client.get(f"{SESSIONS}/{begun['ID']}/tracks"))
    assert listed["count"] == len(listed["trackPlays"]) == 450
    assert {each["Title"] for each in listed["trackPlays"]} == {f"Song {n}" for n in range(450)}


async def test_an_unknown_session_is_unknown(api: Api) -> None:
    begun = await session(await bot(api, HARBOUR))
    stranger = await bot(api, seed.MOON)
    refused(await stranger.get(f"{SESSIONS}/{begun['ID']}/tracks"), 404)
    refused(await stranger.get(f"{SESSIONS}/none/tracks"), 404)
    refused(await api.world.visitor().get(f"{SESSIONS}/none/tracks"), 401)


def told(title: str) -> Told:
    return Told(title, "Artist", "youtube", "x", "https://x.example", 1_000, UserId("5"), ())
