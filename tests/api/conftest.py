"""All API tests share one running world and its loop; every test finds it as it was at first."""

from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from sim.lavalink.node import NodeOptions
from sim.lavalink.options import PLUGINS
from tests.support.api import Api
from tests.support.mongo import NAME
from tests.support.receiver import ReceivingServer, receiving
from tests.support.shelf import Shelf
from tests.support.world import LIMIT_SCALE, PASSWORD, running_world

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session", name="shared_api")
async def start_one_world_for_all(
    mongo_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Api]:
    directory = tmp_path_factory.mktemp("api")
    async with running_world(
        mongo_uri,
        f"{NAME}_api",
        directory,
        node_options=lambda name: NodeOptions(name=name, password=PASSWORD, plugins=PLUGINS),
    ) as world:
        yield Api(world)


@pytest_asyncio.fixture(loop_scope="session", name="api")
async def bring_the_world_back(shared_api: Api) -> Api:
    await shared_api.reset()
    return shared_api


@pytest_asyncio.fixture(loop_scope="session", name="shelf")
async def clear_all_playlists(api: Api) -> Shelf:
    shelf = Shelf(api)
    await shelf.clear()
    return shelf


@pytest.fixture(name="documented_limits")
def bring_the_documented_limits_back(api: Api) -> Iterator[None]:
    """Let a test meet the limits; elsewhere tests may ask as often as they need to."""
    api.world.limits.scale = 1.0
    yield
    api.world.limits.scale = LIMIT_SCALE


@pytest_asyncio.fixture(loop_scope="session", name="server")
async def somebody_to_send_to() -> AsyncIterator[ReceivingServer]:
    """Run a server of somebody else, which keeps what it is sent."""
    async with receiving() as server:
        yield server
