"""`POST /api/v1/search/artists`."""

from sim.lavalink.catalogue import NO_RESULTS_QUERY
from tests.support.api import Api
from tests.support.library import data, refusal

PATH = "/api/v1/search/artists"


async def test_the_documented_example_works(api: Api) -> None:
    noor = await api.person()
    answer = data(await noor.post(PATH, json={"query": "Velvet Quarry", "limit": 10}))
    assert (answer["source"], answer["derived"]) == ("spotify", False)
    artist = answer["artists"][0]
    assert artist["name"] == "Velvet Quarry"
    assert artist["url"].endswith(f"/artist/{artist['id']}")
    assert artist["image_url"].startswith("http://127.0.0.1:")


async def test_a_source_without_the_artist_tells_whose_tracks_the_words_find(api: Api) -> None:
    noor = await api.person()
    # No artist is called so; the words are those of a title.
    answer = data(await noor.post(PATH, json={"query": "Pass the Lantern", "source": "youtube"}))
    assert (answer["source"], answer["derived"]) == ("youtube", True)
    assert "Velvet Quarry" in [artist["name"] for artist in answer["artists"]]


async def test_finding_nothing_is_an_answer(api: Api) -> None:
    noor = await api.person()
    answer = data(await noor.post(PATH, json={"query": NO_RESULTS_QUERY}))
    assert (answer["artists"], answer["source"]) == ([], None)


async def test_what_is_wrong_is_named(api: Api) -> None:
    noor = await api.person()
    refusal(await noor.post(PATH, json={}), 400, "BAD_REQUEST", "query")
    answer = await noor.post(PATH, json={"query": "night", "source": "radio"})
    refusal(answer, 400, "BAD_REQUEST", "source")


async def test_it_needs_a_caller(api: Api) -> None:
    answer = await api.world.visitor().post(PATH, json={"query": "night"})
    refusal(answer, 401, "AUTH_REQUIRED")
