"""`DELETE /api/v1/wishlist/<track_id>`."""

from urllib.parse import quote

import pytest

from sim.discord import seed
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.wanting import WISHLIST, Wishes, track


@pytest.mark.parametrize(
    "track_id", ["4tZwfgrHOc3mvqYlEYSvnL", "O:https://a.example/x?y#z", "é 🎵"]
)
async def test_a_wish_goes_by_the_id_it_came_with(wishes: Wishes, track_id: str) -> None:
    await wishes.add(track("Song", track_id=track_id))
    await wishes.add(track("Other"))
    path = f"{WISHLIST}/{quote(track_id, safe='')}"
    answer = data(await wishes.noor.delete(path))
    assert answer == {"message": "Track removed from wishlist."}
    assert [wish["name"] for wish in await wishes.listed()] == ["Other"]
    refusal(await wishes.noor.delete(path), 404, "NOT_FOUND")
    await wishes.add(track("Song", track_id=track_id))


async def test_nobody_removes_anothers_wish(api: Api, wishes: Wishes) -> None:
    await wishes.add(track("Song"))
    leila = await api.person(seed.LEILA)
    refusal(await leila.delete(f"{WISHLIST}/Song"), 404, "NOT_FOUND")
    refusal(await api.world.visitor().delete(f"{WISHLIST}/Song"), 401, "AUTH_REQUIRED")
