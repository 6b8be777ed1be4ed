import pytest

from sim.lavalink.listings import Kind
from sim.lavalink.specials import STREAMS
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get("/tracks/search", params={"query": "night"}), api)
    assert found["type"] == "tracks"
    assert 1 <= len(found["tracks"]) <= 100
    assert all(track["platform"] == "youtube" for track in found["tracks"])
    assert all(track["favorite"] is False for track in found["tracks"])


async def test_a_prefix_names_the_source(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get("/tracks/search", params={"query": "sc:night"}), api)
    assert all(track["platform"] == "soundcloud" for track in found["tracks"])


async def test_a_link_finds_its_track(api: Api) -> None:
    noor = await api.person()
    (link,) = api.links(1)
    found = data(await noor.get("/tracks/search", params={"query": link}), api)
    assert [track["url"] for track in found["tracks"]] == [link]


async def test_a_live_stream_has_no_length(api: Api) -> None:
    noor = await api.person()
    answer = await noor.get("/tracks/search", params={"query": STREAMS[0].url})
    (track,) = data(answer, api)["tracks"]
    assert track["stream"] is True
    assert track["length"] == 0


async def test_pl_finds_playlists(api: Api) -> None:
    noor = await api.person()
    collections = api.world.node.catalogue.collections.values()
    known = next(each for each in collections if each.kind is Kind.PLAYLIST and "sp" in each.url)
    answer = await noor.get("/tracks/search", params={"query": f"pl: {known.name}"})
    found = data(answer, api)
    assert found["type"] == "playlists"
    lengths = {playlist["title"]: playlist["length"] for playlist in found["playlists"]}
    assert lengths[known.name] == len(known.tracks)


async def test_a_link_to_a_playlist_finds_that_playlist(api: Api) -> None:
    noor = await api.person()
    link = next(iter(api.world.node.catalogue.collections))
    found = data(await noor.get("/tracks/search", params={"query": link}), api)
    assert found["type"] == "playlists"
    assert len(found["playlists"]) == 1
    assert found["playlists"][0]["length"] > 0


async def test_finding_nothing_is_code_8(api: Api) -> None:
    noor = await api.person()
    answer = await noor.get("/tracks/search", params={"query": "zzqx nothing sounds like this"})
    assert "zzqx" in refusal(answer, 404, 8)


@pytest.mark.parametrize(
    "query", ["", "x" * 501, "a\nb", "sc:", "http://127.0.0.1/secret", "ftp://music.example/a"]
)
async def test_a_query_that_makes_no_sense_is_named(api: Api, query: str) -> None:
    noor = await api.person()
    refusal(await noor.get("/tracks/search", params={"query": query}), 400, 6, "query")


async def test_the_query_is_needed(api: Api) -> None:
    noor = await api.person()
    assert "missing" in refusal(await noor.get("/tracks/search"), 400, 6, "query")


async def test_a_source_that_fails_is_said_plainly(api: Api) -> None:
    noor = await api.person()
    api.world.node.fail_next_loads()
    answer = await noor.get("/tracks/search", params={"query": "night"})
    refusal(answer, 502, 502)


async def test_it_needs_a_sign_in(api: Api) -> None:
    answer = await api.world.visitor().get("/tracks/search", params={"query": "night"})
    refusal(answer, 401, 1)


@pytest.mark.parametrize(
    ("prefix", "platform"),
    [
        ("yt", "youtube"),
        ("sp", "spotify"),
        ("sc", "soundcloud"),
        ("mt", "youtube"),
        ("dz", "deezer"),
        ("np", "bandcamp"),
        ("am", "applemusic"),
        ("SP ", "spotify"),
    ],
)
async def test_every_prefix_searches_its_own_source(api: Api, prefix: str, platform: str) -> None:
    noor = await api.person()
    songs = api.world.node.catalogue
    title = next(track.title for track in songs.tracks if track.source == platform)
    found = data(await noor.get("/tracks/search", params={"query": f"{prefix}:{title}"}), api)
    assert found["type"] == "tracks"
    assert title in [track["title"] for track in found["tracks"]]
    assert {track["platform"] for track in found["tracks"]} == {platform}
    assert len(found["tracks"]) <= 100


async def test_tw_names_a_channel(api: Api) -> None:
    noor = await api.person()
    found = data(await noor.get("/tracks/search", params={"query": "tw:LanternRadio"}), api)
    (track,) = found["tracks"]
    assert (track["platform"], track["stream"], track["length"]) == ("twitch", True, 0)
    refusal(await noor.get("/tracks/search", params={"query": "tw:nobodyishere"}), 404, 8)
    answer = await noor.get("/tracks/search", params={"query": "tw:not a channel"})
    assert "Twitch" in refusal(answer, 400, 6, "query")


async def test_pl_that_finds_nothing_is_code_8(api: Api) -> None:
    noor = await api.person()
    refusal(await noor.get("/tracks/search", params={"query": "pl:zzqx nothing like this"}), 404, 8)
