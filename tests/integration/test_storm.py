"""Two hundred clients at once, most of them hostile: the others are served, and nothing is lost."""

import asyncio
import gc

import pytest

from sim.discord import seed
from tests.support.api import Api
from tests.support.discord import eventually
from tests.support.storm import Abuser, Tale, Valid, abusers, valid_clients
from tests.support.world import World

CLIENTS = 200
ROUNDS = 3
GROWTH_PER_REQUEST = 40
"""How many objects more there may be for each request; one that is kept has hundreds."""


async def wave(valid: list[Valid], hostile: list[Abuser], tale: Tale) -> None:
    """Have everybody ask at once, several times each."""

    async def insist(client: Valid | Abuser) -> None:
        for _ in range(ROUNDS):
            await client.work(tale)

    await asyncio.gather(*map(insist, [*valid, *hostile]))


def objects() -> int:
    gc.collect()
    return len(gc.get_objects())


@pytest.mark.timeout(400)
async def test_valid_clients_are_served_and_what_they_were_told_is_true(world: World) -> None:
    api = Api(world)
    await world.listening(seed.ADA, seed.MAIN_DECK)
    valid = await valid_clients(api)
    hostile = await abusers(api, CLIENTS - len(valid))
    # Tests are not limited as a rule; this one is, as everybody is outside.
    world.limits.scale = 1.0
    tale = Tale()
    await wave(valid, hostile, tale)
    before, asked = objects(), tale.valid.total() + tale.abusive.total()
    await wave(valid, hostile, tale)
    after, asked = objects(), tale.valid.total() + tale.abusive.total() - asked

    served = sum(count for status, count in tale.valid.items() if status < 300)
    assert served == len(valid) * ROUNDS * 2
    assert set(tale.abusive) <= {400, 401, 403, 404, 413, 429, 503}, tale.abusive
    # How often the limits are met depends on the machine.
    assert {400, 401, 403, 404} <= set(tale.abusive), tale.abusive
    assert [await each.lost(tale) for each in valid] == [set()] * len(valid)
    await eventually(lambda: world.session(seed.HARBOUR).state.current)
    assert after - before < asked * GROWTH_PER_REQUEST, (before, after, asked)
