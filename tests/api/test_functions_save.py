"""`POST /functions/save`."""

import re

import pytest

from player.core.policy import ChannelRules, Policy
from sim.discord import seed
from tests.support.api import HARBOUR, data, refusal
from tests.support.shelf import Shelf

DOCUMENTED = {"name", "type", "id", "image", "author", "key"}


async def test_it_keeps_what_plays_and_what_waits(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    links = shelf.api.links(3)
    await shelf.api.with_queue(noor, *links)
    saved = data(await noor.post("/functions/save"), shelf.api)
    assert saved.keys() >= DOCUMENTED
    assert (saved["type"], saved["image"], saved["length"]) == ("meta", "", 3)
    assert saved["owner"] == seed.NOOR
    contents = await shelf.contents(noor, saved)
    assert [track["url"] for track in contents["tracks"]] == links


async def test_without_a_name_it_takes_the_date_and_a_number(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    await shelf.api.with_queue(noor, *shelf.api.links(1))
    names = [data(await noor.post("/functions/save"), shelf.api)["name"] for _ in range(3)]
    assert re.fullmatch(r"Queue of \d{4}-\d\d-\d\d", names[0])
    assert names[1:] == [f"{names[0]} (2)", f"{names[0]} (3)"]


async def test_it_can_be_given_a_name(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    await shelf.api.with_queue(noor, *shelf.api.links(1))
    body = {"name": "Friday"}
    assert data(await noor.post("/functions/save", json=body), shelf.api)["name"] == "Friday"
    refusal(await noor.post("/functions/save", json=body), 409, 15, "name")


async def test_members_may_save_what_they_do_not_sit_in(shelf: Shelf) -> None:
    leila = await shelf.api.listener(seed.LEILA)
    await shelf.api.with_queue(leila, *shelf.api.links(1))
    noor = await shelf.api.person()
    answer = await noor.post("/functions/save", params={"guild_id": HARBOUR})
    assert data(answer, shelf.api)["length"] == 1


async def test_nothing_to_save(shelf: Shelf) -> None:
    refusal(await (await shelf.api.listener()).post("/functions/save"), 409, 5)


async def test_ten_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    await shelf.api.with_queue(noor, *shelf.api.links(1))
    for _ in range(10):
        data(await noor.post("/functions/save"), shelf.api)
    refusal(await noor.post("/functions/save"), 409, 14)


async def test_a_server_can_keep_its_queue_for_those_who_manage_it(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    await shelf.api.with_queue(noor, *shelf.api.links(1))
    await shelf.api.rules(Policy(channel=ChannelRules(playlists=False)))
    refusal(await noor.post("/functions/save"), 403, 17)
    ada = await shelf.api.person(seed.ADA)
    answer = await ada.post("/functions/save", params={"guild_id": HARBOUR})
    assert data(answer, shelf.api)["owner"] == seed.ADA


@pytest.mark.parametrize("body", [{"name": ""}, {"name": 1}, {"title": "x"}])
async def test_it_names_what_is_wrong(shelf: Shelf, body: dict[str, object]) -> None:
    noor = await shelf.api.listener()
    await shelf.api.with_queue(noor, *shelf.api.links(1))
    (field,) = body
    refusal(await noor.post("/functions/save", json=body), 400, 6, field)


async def test_one_must_be_somewhere(shelf: Shelf) -> None:
    refusal(await (await shelf.api.person()).post("/functions/save"), 409, 4)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post("/functions/save"), 401, 1)
