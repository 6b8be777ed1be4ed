"""`POST /api/v1/search/albums`."""

from sim.lavalink.catalogue import NO_RESULTS_QUERY
from sim.lavalink.listings import Kind
from tests.support.api import Api
from tests.support.library import data, refusal

PATH = "/api/v1/search/albums"


async def test_the_documented_example_works(api: Api) -> None:
    noor = await api.person()
    known = next(
        each
        for each in api.world.node.catalogue.collections.values()
        if each.kind is Kind.ALBUM and each.source.name == "spotify"
    )
    body = {"query": f"{known.name} {known.author}", "limit": 10}
    answer = data(await noor.post(PATH, json=body))
    assert (answer["source"], answer["derived"]) == ("spotify", False)
    album = next(each for each in answer["albums"] if each["id"] == known.identifier)
    assert (album["name"], album["artists"]) == (known.name, [known.author])
    assert album["total_tracks"] == len(known.tracks)
    kind = "album" if len(known.tracks) >= 7 else "ep" if len(known.tracks) >= 4 else "single"
    assert album["album_type"] == kind
    assert album["url"] == known.url
    assert album["image_url"].startswith("http://127.0.0.1:")
    assert len(answer["albums"]) <= 10


async def test_finding_nothing_is_an_answer(api: Api) -> None:
    noor = await api.person()
    answer = data(await noor.post(PATH, json={"query": NO_RESULTS_QUERY}))
    assert (answer["albums"], answer["source"]) == ([], None)


async def test_what_is_wrong_is_named(api: Api) -> None:
    noor = await api.person()
    refusal(await noor.post(PATH, json={}), 400, "BAD_REQUEST", "query")
    refusal(await noor.post(PATH, json=[]), 400, "BAD_REQUEST", "body")
    answer = await noor.post(PATH, content=b"{", headers={"Content-Type": "application/json"})
    refusal(answer, 400, "BAD_REQUEST")


async def test_it_needs_a_caller(api: Api) -> None:
    answer = await api.world.visitor().post(PATH, json={"query": "night"})
    refusal(answer, 401, "AUTH_REQUIRED")
