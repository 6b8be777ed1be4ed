"""Fixtures that give a test a running world of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from db.client import Database
from tests.support.world import World, running_world


@pytest_asyncio.fixture(name="world")
async def world_of_the_test(
    mongo_uri: str, database: Database, tmp_path: Path
) -> AsyncIterator[World]:
    """Give a running world with one node."""
    async with running_world(mongo_uri, database.name, tmp_path) as world:
        yield world


@pytest_asyncio.fixture(name="two_node_world")
async def two_node_world_of_the_test(
    mongo_uri: str, database: Database, tmp_path: Path
) -> AsyncIterator[World]:
    async with running_world(mongo_uri, database.name, tmp_path, nodes=2) as world:
        yield world


@pytest_asyncio.fixture(name="sleeping_world")
async def sleeping_world_of_the_test(
    mongo_uri: str, database: Database, tmp_path: Path
) -> AsyncIterator[World]:
    """Give a world whose Auxcord is not started yet."""
    async with running_world(mongo_uri, database.name, tmp_path, started=False) as world:
        yield world
