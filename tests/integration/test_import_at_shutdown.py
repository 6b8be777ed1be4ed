"""An import that runs while the server stops: it ends at once, and what it found stays."""

import asyncio

from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import World


async def test_a_running_import_ends_with_the_server(world: World) -> None:
    ada = await world.sign_in(seed.ADA)
    made = await ada.post("/playlists", json={"name": "Mix"})
    playlist = made.json()["data"]["id"]
    catalogue = world.node.catalogue
    links = [one.uri for one in catalogue.tracks if catalogue.song_of(one) and one.uri]
    text = "\n".join(links * 2)
    started = await ada.post(f"/playlists/{playlist}/import", content=text.encode())
    assert started.status_code == 202
    jobs = world.parts.services.jobs
    (job,) = jobs.list_of(made.json()["data"]["owner"])
    await eventually(lambda: jobs.get(job.id, job.owner).done)
    async with asyncio.timeout(10):
        await world.stop()
    assert jobs.get(job.id, job.owner).over
    await world.start()
    contents = (await ada.get(f"/playlists/{playlist}")).json()["data"]
    assert 0 < contents["length"] <= len(links) * 2
    assert (await ada.get("/jobs")).json()["data"] == []
