"""What our own player plays is in the archive while it goes on, and nobody else can change it."""

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import GUILDS, SESSIONS, SONG, TRACKS, bot, refused, until


async def test_it_is_there_as_it_goes_on(api: Api) -> None:
    noor, client = await api.listener(), await bot(api, HARBOUR)
    (entry,) = await api.with_queue(noor, *api.links(1))
    listed = f"{SESSIONS}?guildIds={HARBOUR}&limit=1"
    seen = await until(
        client, listed, lambda now: now["count"] and not now["sessions"][0]["EndedAt"]
    )
    path = f"{SESSIONS}/{seen['sessions'][0]['ID']}"
    tracks = await until(client, f"{path}/tracks", lambda now: now["count"])
    (play,) = tracks["trackPlays"]
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
