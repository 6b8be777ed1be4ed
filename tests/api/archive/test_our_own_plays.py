"""What our own player plays is in the archive while it goes on, and nobody else can change it."""

import asyncio

from auth.identity import GuildId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import GUILDS, SESSIONS, SONG, TRACKS, bot, refused, until


async def our_stay(api: Api) -> str:
    """Wait for the stay of our own bot; other bots' sessions may be open on the same server."""
    stays = api.world.parts.services.history.stays
    async with asyncio.timeout(30):
        while True:
            for stay in await stays.latest_of([GuildId(HARBOUR)], 500):
                if stay.channel_id is not None and stay.ended_at is None:
                    return stay.id
            await asyncio.sleep(0.1)


async def test_it_is_there_as_it_goes_on(api: Api) -> None:
    noor, client = await api.listener(), await bot(api, HARBOUR)
    (entry,) = await api.with_queue(noor, *api.links(1))
    own = await our_stay(api)
    path = f"{SESSIONS}/{own}"
    tracks = await until(
        client, f"{path}/tracks", lambda now: now["count"] and not now["trackPlays"][-1]["EndedAt"]
    )
    # The bot may have stayed where earlier tests have called it.
    play = tracks["trackPlays"][-1]
    assert (play["Title"], play["QueuedByUser"]) == (entry["title"], seed.NOOR)
    assert (play["EndedAt"], play["IsValid"]) == (None, False)
    for refusal in (
        await client.patch(path),
        await client.patch(f"{TRACKS}/{play['ID']}"),
        await client.post(f"{path}/tracks", json=SONG),
    ):
        refused(refusal, 409)
    assert (await noor.post("/functions/skip")).status_code == 200
    recent = f"{GUILDS}/{HARBOUR}/tracks/recent"
    over = await until(client, recent, lambda now: play["ID"] in str(now))
    (ended,) = [each for each in over["trackPlays"] if each["ID"] == play["ID"]]
    assert ended["EndedAt"] > ended["StartedAt"]
    again = await client.patch(f"{TRACKS}/{play['ID']}")
    assert again.json() == ended
