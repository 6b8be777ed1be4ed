"""The examples are real programs: they run as they stand, against the real server."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from auth.api_key import ALL_SCOPES
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.listenbrainz import LONG_AGO, listener
from tests.support.stream import PATIENCE_S

EXAMPLES = Path(__file__).parents[2] / "examples"
LOG = f"""#AUDIOSCROBBLER/1.1
#TZ/UTC
Mira Voss\tB-sides\tLanterns\t3\t180\tL\t{LONG_AGO}\t
Mira Voss\tB-sides\tTide\t4\t200\tS\t{LONG_AGO + 180}\t
Ines Park\t\tHarbour\t\t240\tL\t{LONG_AGO + 400}
broken
"""


async def start(api: Api, key: str, name: str, *words: str, **variables: str) -> Process:
    environment = {**os.environ, "AUXCORD_URL": api.world.url, "AUXCORD_KEY": key, **variables}
    program = str(EXAMPLES / name)
    return await asyncio.create_subprocess_exec(
        sys.executable, program, *words, stdout=PIPE, stderr=PIPE, env=environment
    )


async def run(api: Api, key: str, name: str, *words: str) -> tuple[int | None, str]:
    process = await start(api, key, name, *words)
    async with asyncio.timeout(6 * PATIENCE_S):
        said, complained = await process.communicate()
    return process.returncode, (said or complained).decode().strip()


async def key_of_noor(api: Api) -> str:
    person = (await api.world.parts.services.sessions.list_of(seed.NOOR))[0].person
    keys = api.world.parts.services.keys
    return (await keys.create("an example's", person, ALL_SCOPES))[1]


async def test_now_playing_prints_each_track_as_it_begins(api: Api) -> None:
    noor = await api.listener()
    first, second = await api.with_queue(noor, *api.links(2))
    process = await start(api, await key_of_noor(api), "now_playing.py", HARBOUR)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(6 * PATIENCE_S):
            assert first["title"] in (await process.stdout.readline()).decode()
            await api.post(noor, "/functions/skip", None)
            assert second["title"] in (await process.stdout.readline()).decode()
    finally:
        # It follows the stream until somebody ends it.
        process.kill()
        await process.communicate()


async def test_a_refusal_is_told_by_its_words(api: Api) -> None:
    code, why = await run(api, "nonsense", "now_playing.py", HARBOUR)
    assert (code, why) == (1, "The API key is wrong, expired, or revoked.")


async def test_the_deck_presses_buttons(api: Api) -> None:
    noor = await api.listener()
    _, second = await api.with_queue(noor, *api.links(2))
    key = await key_of_noor(api)
    assert await run(api, key, "deck.py", "toggle") == (0, "Paused")
    assert await run(api, key, "deck.py", "toggle") == (0, "Playing")
    assert await run(api, key, "deck.py", "volume", "40") == (0, "Volume 40")
    assert api.player.state.volume == 40
    assert await run(api, key, "deck.py", "skip") == (0, "Done")
    assert api.player.state.current is not None
    assert api.player.state.current.track.title == second["title"]
    code, why = await run(api, "nonsense", "deck.py", "skip")
    assert (code, why) == (1, "The API key is wrong, expired, or revoked.")


async def test_the_scrobbler_sends_what_was_heard_to_the_end(api: Api, tmp_path: Path) -> None:
    ada, log = await listener(api), tmp_path / ".scrobbler.log"
    log.write_text(LOG)
    for _ in range(2):
        assert await run(api, ada.token, "scrobbler.py", str(log)) == (0, "Sent 2 listens")
    assert await ada.titles() == ["Harbour", "Lanterns"]
    code, why = await run(api, "nonsense", "scrobbler.py", str(log))
    assert (code, why) == (1, "Invalid authorization token.")
