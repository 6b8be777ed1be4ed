"""`DELETE /api/v1/watchlist/<artist_id>`."""

from urllib.parse import quote

from sim.discord import seed
from tests.support.api import Api
from tests.support.library import data, refusal
from tests.support.wanting import WATCHLIST, Wishes


async def test_an_artist_goes_by_the_id_they_came_with(api: Api, wishes: Wishes) -> None:
    artist_id = "https://music.example/artist/7?x=1"
    body = {"artist_id": artist_id, "artist_name": "Daft Punk"}
    data(await wishes.noor.post(WATCHLIST, json=body), 201)
    path = f"{WATCHLIST}/{quote(artist_id, safe='')}"
    refusal(await (await api.person(seed.LEILA)).delete(path), 404, "NOT_FOUND")
    refusal(await api.world.visitor().delete(path), 401, "AUTH_REQUIRED")
    answer = data(await wishes.noor.delete(path))
    assert answer == {"message": "Artist removed from watchlist."}
    assert await wishes.followed() == []
    refusal(await wishes.noor.delete(path), 404, "NOT_FOUND")
