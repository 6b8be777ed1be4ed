"""All browser tests share one Chromium, one running world, and one loop."""

import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, StorageState, async_playwright

from sim.lavalink.node import NodeOptions
from sim.lavalink.options import PLUGINS
from tests.support.api import Api
from tests.support.dashboard import Dashboard
from tests.support.mongo import NAME
from tests.support.shelf import Shelf
from tests.support.world import PASSWORD, running_world

HERE = Path(__file__).parent
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session", name="browser")
async def start_chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        installed = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = await playwright.chromium.launch(executable_path=installed, args=list(QUIET))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session", name="shared_api")
async def start_one_world_for_all(
    mongo_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Api]:
    directory = tmp_path_factory.mktemp("browser")
    async with running_world(
        mongo_uri,
        f"{NAME}_browser",
        directory,
        node_options=lambda name: NodeOptions(name=name, password=PASSWORD, plugins=PLUGINS),
    ) as world:
        yield Api(world)


@pytest.fixture(scope="session", name="sign_ins")
def sign_ins_of_the_session() -> dict[str, StorageState]:
    """Remember who is signed in, because signing in is limited per minute."""
    return {}


@pytest_asyncio.fixture(loop_scope="session", name="dashboard")
async def open_the_dashboard(
    shared_api: Api, browser: Browser, sign_ins: dict[str, StorageState]
) -> AsyncIterator[Dashboard]:
    """Give a dashboard; the test fails if a page of it complained."""
    await shared_api.reset()
    dashboard = Dashboard(shared_api, browser, sign_ins)
    yield dashboard
    await dashboard.close()
    assert dashboard.problems == []


@pytest_asyncio.fixture(loop_scope="session", name="shelf")
async def clear_all_playlists(dashboard: Dashboard) -> Shelf:
    """Give everybody's playlists and favourites, of which there are none at first."""
    shelf = Shelf(dashboard.api)
    await shelf.clear()
    return shelf
