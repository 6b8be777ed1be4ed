"""Passwords, errors and tracks over REST."""

import re
from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.node import NodeOptions
from sim.lavalink.options import LAVALYRICS, LAVASEARCH
from tests.wire.lavalink.probe import GUILD, Probe, probing


@pytest.fixture(name="probe")
async def _probe() -> AsyncIterator[Probe]:
    async with probing() as probe:
        yield probe


@pytest.mark.parametrize("path", ["/version", "/v4/info", "/v4/stats", "/v4/nothing"])
@pytest.mark.parametrize(("headers", "status"), [({}, 401), ({"Authorization": "wrong"}, 403)])
async def test_the_password_is_needed_everywhere(
    probe: Probe, path: str, headers: dict[str, str], status: int
) -> None:
    async with aiohttp.ClientSession(headers=headers) as stranger:
        answer = await stranger.get(f"{probe.node.base_url}{path}")
        assert answer.status == status
        assert await answer.read() == b""
        assert answer.headers["Lavalink-Api-Version"] == "4"


async def test_pictures_are_for_everybody(probe: Probe) -> None:
    url = (await probe.load(known.ANTHEM_URL))["data"]["info"]["artworkUrl"]
    async with aiohttp.ClientSession() as stranger:
        svg = await stranger.get(url)
        assert (svg.status, svg.content_type) == (200, "image/svg+xml")
        assert "<svg" in await svg.text()
        png = await stranger.get(url.replace(".svg", ".png"))
        assert (png.status, png.content_type) == (200, "image/png")
        assert (await png.read()).startswith(b"\x89PNG")
        missing = await stranger.get(f"{probe.node.base_url}/artwork/00000000.svg")
        assert missing.status == 404


async def test_an_unknown_route_is_said_to_be_none(probe: Probe) -> None:
    answer = await probe.get("/v4/foo")
    assert answer.status == 404
    assert answer.body["error"] == "Not Found"
    assert answer.body["message"] == "No static resource v4/foo."
    assert answer.body["path"] == "/v4/foo"
    assert answer.headers["Lavalink-Api-Version"] == "4"


async def test_a_wrong_method_is_not_allowed(probe: Probe) -> None:
    answer = await probe.request("POST", "/v4/info")
    assert (answer.status, answer.body["error"]) == (405, "Method Not Allowed")


async def test_a_trace_comes_only_when_asked_for(probe: Probe) -> None:
    assert "trace" not in (await probe.get("/v4/foo")).body
    assert isinstance((await probe.get("/v4/foo", trace="true")).body["trace"], str)


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("GET", "/v4/loadtracks", None, "identifier"),
        ("GET", "/v4/decodetrack", None, "No track to decode provided"),
        ("POST", "/v4/decodetracks", [], "No tracks to decode provided"),
        ("POST", "/v4/decodetracks", {}, "list of strings"),
        ("POST", "/v4/decodetracks", [1], "list of strings"),
    ],
)
async def test_missing_tracks_are_bad_requests(
    probe: Probe, method: str, path: str, body: object, message: str
) -> None:
    answer = await probe.request(method, path, body)
    assert answer.status == 400
    assert message in answer.body["message"]


@pytest.mark.parametrize("text", ["QUJD", "nonsense!"])
async def test_what_cannot_be_decoded_is_the_servers_error(probe: Probe, text: str) -> None:
    assert (await probe.get("/v4/decodetrack", encodedTrack=text)).status == 500
    assert (await probe.request("POST", "/v4/decodetracks", [text])).status == 500


async def test_decoding_echoes_the_given_text(probe: Probe) -> None:
    track = (await probe.load(known.JAPANESE_TITLE_URL))["data"]
    for name in ("encodedTrack", "track"):
        assert (await probe.get("/v4/decodetrack", **{name: track["encoded"]})).body == track
    both = await probe.request("POST", "/v4/decodetracks", [track["encoded"], track["encoded"]])
    assert both.body == [track, track]


async def test_a_track_of_a_missing_source_cannot_be_decoded() -> None:
    async with probing() as probe:
        encoded = (await probe.load(f"spsearch:{known.ANTHEM_QUERY}"))["data"][0]["encoded"]
    async with probing(NodeOptions(sources=frozenset({"youtube"}))) as probe:
        answer = await probe.get("/v4/decodetrack", encodedTrack=encoded)
        assert answer.status == 500
        assert "missing source manager" in answer.body["message"]


async def test_the_long_playlist_comes_whole(probe: Probe) -> None:
    found = await probe.load(known.LONG_PLAYLIST_URL)
    assert len(found["data"]["tracks"]) == 250
    assert found["data"]["info"]["selectedTrack"] == -1


async def test_an_address_in_a_playlist_selects_its_track(probe: Probe) -> None:
    found = await probe.load(known.SELECTED_PLAYLIST_URL)
    assert found["data"]["info"] == {"name": "Seconds Only", "selectedTrack": known.SELECTED_INDEX}


async def test_there_is_no_route_planner(probe: Probe) -> None:
    assert (await probe.get("/v4/routeplanner/status")).status == 204
    for path in ("/v4/routeplanner/free/all", "/v4/routeplanner/free/address"):
        answer = await probe.request("POST", path, {"address": "127.0.0.2"})
        assert answer.status == 500
        assert answer.body["message"] == "Can't access disabled route planner"


async def test_plugins_are_not_there_unless_installed(probe: Probe) -> None:
    await probe.play(known.ANTHEM_URL)
    for path in ("/v4/loadsearch", "/v4/lyrics", f"{probe.player_path()}/track/lyrics"):
        assert (await probe.get(path, query="spsearch:a", track="QUJD")).status == 404


async def test_plugins_answer_204_when_they_find_nothing() -> None:
    async with probing(NodeOptions(plugins=frozenset({LAVASEARCH, LAVALYRICS}))) as probe:
        for query in (f"spsearch:{known.NO_RESULTS_QUERY}", "lantern", "xxsearch:lantern"):
            assert (await probe.get("/v4/loadsearch", query=query)).status == 204
        stream = (await probe.load(known.STREAM_URL))["data"]["encoded"]
        assert (await probe.get("/v4/lyrics", track=stream)).status == 204
        await probe.patch()
        assert (await probe.get(f"{probe.player_path()}/track/lyrics")).status == 404


async def test_search_of_everything_gives_only_the_wanted_types() -> None:
    async with probing(NodeOptions(plugins=frozenset({LAVASEARCH}))) as probe:
        query = "spsearch:velvet quarry"
        answer = await probe.get("/v4/loadsearch", query=query, types="album,text")
        assert answer.body.keys() == {"albums", "texts", "plugin"}
        assert all(album["tracks"] == [] for album in answer.body["albums"])
        assert (await probe.get("/v4/loadsearch", query=query, types="smell")).status == 400


async def test_a_body_that_is_too_large_is_refused(probe: Probe) -> None:
    url = f"{probe.node.base_url}/v4/decodetracks"
    async with probe.http.post(url, data=BytesIO(bytes(17 * 1024 * 1024))) as answer:
        assert (answer.status, (await answer.json())["status"]) == (413, 413)


@pytest.mark.parametrize("guild", ["abc", "-1", "1.5", "9" * 30])
async def test_a_guild_is_a_number(probe: Probe, guild: str) -> None:
    answer = await probe.get(probe.player_path(guild))
    assert answer.status == 400
    assert "guildId" in answer.body["message"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"volume": NaN}', b"[" * 100_000, b'"\xff"', b"\x80"]
)
async def test_what_is_no_json_object_is_a_bad_request(probe: Probe, body: bytes) -> None:
    url = f"{probe.node.base_url}{probe.player_path()}"
    async with probe.http.patch(url, data=body) as answer:
        assert answer.status == 400
        assert (await answer.json())["message"].startswith("JSON parse error")
    assert probe.node.players(GUILD) is None


async def test_requests_are_kept_for_those_who_look(probe: Probe) -> None:
    await probe.load("ytsearch:moon")
    await probe.patch(volume=20)
    search, change = list(probe.node.requests)[-2:]
    assert (search.method, search.path, search.body) == ("GET", "/v4/loadtracks", None)
    assert search.query == {"identifier": "ytsearch:moon"}
    assert (change.method, change.body) == ("PATCH", {"volume": 20})
    assert re.fullmatch(rf"/v4/sessions/[a-z0-9]{{16}}/players/{GUILD}", change.path)
