"""The database goes away under a running server, and comes back."""

import asyncio
from pathlib import Path

from db.embedded import EmbeddedServer
from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import running_world


async def test_people_are_told_the_music_goes_on_and_nothing_is_lost(tmp_path: Path) -> None:
    database = EmbeddedServer(tmp_path / "mongo")
    uri = await database.start()
    async with running_world(uri, "test_gone", tmp_path / "data") as world:
        ada = await world.listening(seed.ADA, seed.MAIN_DECK)
        assert (await ada.post("/tracks/add", params={"query": "night"})).status_code == 200
        session = world.session(seed.HARBOUR)
        await eventually(lambda: session.state.playhead and session.state.playhead.moving)

        await database.stop()
        # A verified sign-in is believed for two seconds without asking again.
        await asyncio.sleep(2.1)
        refused = await ada.post("/functions/volume", json=30)
        assert refused.status_code == 503
        assert "database" in refused.json()["data"]["message"]
        assert (await ada.get("/healthz")).status_code == 200
        assert (await ada.get("/readyz")).status_code == 503
        assert session.state.playhead is not None
        assert session.state.playhead.moving

        assert await database.start() == uri
        answer = await ada.post("/functions/volume", json=30)
        assert answer.status_code == 200, answer.text
        assert session.state.volume == 30
        change = {"downloads.apart_ms": 150}
        waiting = (await ada.patch("/api/v1/settings", json=change)).json()["data"]
        assert waiting["restart_required"] == [*change]
        before = session.state.current
        await world.restart()
        assert world.session(seed.HARBOUR).state.volume == 30
        assert world.session(seed.HARBOUR).state.current == before
        settings = (await ada.get("/api/v1/settings")).json()["data"]
        assert settings["settings"]["downloads.apart_ms"] == 150
        assert settings["restart_required"] == []
    await database.stop()
