"""kill -9 of the server, and of its database with it, while a message is on its way."""

import asyncio
from pathlib import Path

import httpx2
import pytest

from db.client import connect
from db.replica_set import uri_of
from sim.discord import seed
from tests.integration.test_killed import opened, variables
from tests.support.program import answered, signed_in, started
from tests.support.receiver import ReceivingServer, receiving
from tests.support.receivers import header, messages
from tests.support.world import World

WEBHOOKS = f"/guild/{seed.HARBOUR}/webhooks"


async def waiting(data_dir: Path, count: int) -> None:
    """Wait until so many deliveries are in the program's own database."""
    port = int((data_dir / "mongodb" / "port").read_text())
    database = await connect(uri_of(port), "auxcord")
    async with asyncio.timeout(60):
        while await database.collection("deliveries").count_documents({}) < count:  # noqa: ASYNC110 - The database has no event for it.
            await asyncio.sleep(0.05)
    await database.close()


async def arrived(server: ReceivingServer, count: int) -> None:
    async with asyncio.timeout(60):
        while len(server.got) < count:  # noqa: ASYNC110 - No event tells.
            await asyncio.sleep(0.05)


async def add_tracks(browser: httpx2.AsyncClient, *words: str) -> None:
    for each in words:
        await answered(browser, "POST", f"/tracks/add?query={each}")


@pytest.mark.timeout(300)
async def test_what_was_put_in_is_delivered_under_the_same_id(
    sleeping_world: World, tmp_path: Path
) -> None:
    settings = variables(sleeping_world, tmp_path / "data")
    settings["AUXCORD_ALLOWED_NETWORKS"] = "127.0.0.1"
    async with receiving() as server:
        server.gate.clear()
        with started(tmp_path / "first", "serve", **settings) as program:
            browser = await signed_in(await opened(program), seed.ADA)
            body = {"address": server.url, "events": ["queue"]}
            made = await browser.post(WEBHOOKS, json=body)
            assert made.is_success, made.text
            await add_tracks(browser, "night", "morning", "rain")
            await waiting(tmp_path / "data", 3)
            await arrived(server, 1)
            program.process.kill()
            await program.wait_in_loop()
        server.gate.set()
        with started(tmp_path / "second", "serve", **settings) as program:
            await opened(program)
            await arrived(server, 4)
        told = [each["data"]["revision"] for each in messages(server)]
        assert told == [told[0], *sorted(set(told))]
        ids = [header(got, "webhook-id") for got in server.got]
        assert ids[0] == ids[1]
        assert len(set(ids)) == 3
        await browser.aclose()
