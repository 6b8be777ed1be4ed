import asyncio
import signal
import socket
from pathlib import Path

import httpx2
import pytest

from sim.discord import seed
from sim.discord.server import DiscordOptions
from tests.support.listening_ports import port_to_listen_on
from tests.support.program import answered, signed_in, started
from web.demo import demo_settings, simulated_world, within
from web.settings import ConfigurationError, set_variables


@pytest.fixture(autouse=True)
def _empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*set_variables(), "MONGODB_URI"):
        monkeypatch.delenv(name, raising=False)


def test_a_demo_keeps_to_itself() -> None:
    settings = demo_settings(DiscordOptions())
    assert settings.is_loopback
    assert settings.data_dir == Path(".data/demo")
    assert settings.database == "auxcord_demo"


def test_a_demo_reads_the_settings_that_are_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUXCORD_PORT", "9000")
    monkeypatch.setenv("AUXCORD_DATA_DIR", "elsewhere")
    assert demo_settings(DiscordOptions()).port == 9000
    assert demo_settings(DiscordOptions()).data_dir == Path("elsewhere")
    assert demo_settings(DiscordOptions(), port=9001, data_dir=None).port == 9001


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("AUXCORD_PORT", "none", "AUXCORD_PORT must be a whole number."),
        ("AUXCORD_DISCORD__BOT_TOKEN", "x", "AUXCORD_DISCORD__BOT_TOKEN is set, but the demo"),
        ("AUXCORD_DISCORD__API_URL", "x", "AUXCORD_DISCORD__API_URL is set, but the demo"),
        ("AUXCORD_LAVALINK_NODES", "[]", "AUXCORD_LAVALINK_NODES is set, but the demo"),
        ("AUXCORD_HOST", "192.168.1.4", "it stays on this machine"),
        ("AUXCORD_PUBLIC_URL", "https://x.example", "it stays on this machine"),
    ],
)
def test_a_demo_beside_something_real_or_within_reach_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        demo_settings(DiscordOptions())
    (problem,) = caught.value.problems
    assert told in problem


async def test_everything_outside_is_simulated() -> None:
    options = DiscordOptions()
    settings = demo_settings(options)
    async with simulated_world(settings, options) as world:
        inside = within(world, settings)
    addresses = (inside.discord.api_url, inside.discord.authorize_url, inside.discord.cdn_url)
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)
    assert [node.host for node in inside.lavalink_nodes] == ["127.0.0.1", "127.0.0.1"]
    assert len(inside.image_origins) == 2


async def test_simulators_give_way_to_others_on_their_ports() -> None:
    options = DiscordOptions()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with simulated_world(demo_settings(options, port=port - 1), options) as world:
            ports = {world.discord.port, *(node.port for node in world.nodes)}
    assert len(ports) == 3
    assert port not in ports


async def there_is_a_past(browser: httpx2.AsyncClient) -> None:
    """Return once the statistics and the wallet show something."""
    while True:
        told = (await browser.get(f"/guild/{seed.HARBOUR}/statistics")).json()["data"]
        wallet = (await browser.get(f"/guild/{seed.HARBOUR}/wallet")).json()["data"]
        if told["plays"] and wallet["balance"]:
            return
        await asyncio.sleep(0.2)


async def test_residents_put_on_music_by_themselves(tmp_path: Path) -> None:
    with started(tmp_path, "demo", "--port", str(port_to_listen_on())) as program:
        url = await asyncio.to_thread(lambda: program.url)
        browser = await signed_in(url, seed.ADA)
        async with asyncio.timeout(60):
            path = f"/tracks/current?guild_id={seed.HARBOUR}"
            playing = (await answered(browser, "GET", path)).json()["data"]
            await there_is_a_past(browser)
        await browser.aclose()
        assert playing["requester"] == seed.FOX
        program.tell(signal.SIGTERM)
        assert await program.wait_in_loop(30) == 0
        assert program.err == ""
