"""Pages and pictures that the simulated Discord shows to people."""

from collections.abc import AsyncIterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from sim.discord import seed
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.loopback import loopback_client

STATE = 'a b&c+d%20e"><script>alert(1)</script>'
REDIRECT = "http://127.0.0.1:9/callback?<script>"


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(redirect_uris=(REDIRECT,)))
    await discord.start()
    yield discord
    await discord.stop()


@pytest.fixture(name="browser")
async def _browser(discord: SimulatedDiscord) -> AsyncIterator[httpx2.AsyncClient]:
    async with loopback_client(discord.base_url) as browser:
        yield browser


class Tags(HTMLParser):
    """Collects the tags of a page and checks that each is closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


async def consent(browser: httpx2.AsyncClient) -> httpx2.Response:
    query = {
        "client_id": seed.APPLICATION_ID,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "identify guilds",
        "state": STATE,
    }
    return await browser.get("/oauth2/authorize", params=query)


async def test_the_consent_page_offers_every_person_and_a_way_out(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    page = await consent(browser)
    buttons = Tags(page.text).all("button")
    people = [person for person in discord.world.people.values() if not person.bot]
    offered = [button.get("data-user-id") for button in buttons]
    assert offered == [person.id for person in people] + [None]
    assert buttons[-1]["data-action"] == "cancel"
    assert "This is a simulation" in page.text
    assert "color-scheme: light dark" in page.text


async def test_the_form_sends_the_request_on_unharmed(browser: httpx2.AsyncClient) -> None:
    (form,) = Tags((await consent(browser)).text).all("form")
    answer = await browser.post(str(form["action"]), data={"user_id": seed.NOOR})
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert form["method"] == "post"
    assert back["state"] == [STATE]
    assert back["code"]


async def test_hostile_names_and_addresses_are_text(browser: httpx2.AsyncClient) -> None:
    for page in (await consent(browser), await browser.get("/")):
        tags = Tags(page.text)
        assert tags.all("script") == []
        assert tags.all("b") == []
        assert "&lt;b&gt;Bobby&lt;/b&gt; &amp; &#34;Tables&#34;&lt;/script&gt;" in page.text
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy


async def test_every_picture_on_the_page_exists(browser: httpx2.AsyncClient) -> None:
    pictures = {str(image["src"]) for image in Tags((await consent(browser)).text).all("img")}
    assert len(pictures) == 13
    for address in pictures:
        answer = await browser.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")


async def test_pictures_have_the_size_asked_for_and_are_kept(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    person = discord.world.person(seed.HARUKA)
    path = f"/cdn/avatars/{person.id}/{person.avatar}.png"
    answer = await browser.get(path, params={"size": 64})
    unchanged = await browser.get(
        path, params={"size": 64}, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(answer.content[16:20]) == 64
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (await browser.head(path)).status_code == 200


async def test_guild_pictures_are_served(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    guild = discord.world.guild(seed.HARBOUR)
    fox = guild.members[seed.FOX].avatar
    icon = await browser.get(f"/cdn/icons/{guild.id}/{guild.icon}.png")
    own = await browser.get(f"/cdn/guilds/{guild.id}/users/{seed.FOX}/avatars/{fox}.png")
    default = await browser.get("/cdn/embed/avatars/5.png")
    assert icon.status_code == own.status_code == default.status_code == 200
    assert len({icon.content, own.content, default.content}) == 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/cdn/avatars/{seed.ADA}/wrong.png", 404),
        (f"/cdn/avatars/{seed.OTTO}/None.png", 404),
        (f"/cdn/avatars/1/{seed.picture_hash(seed.ADA)}.png", 404),
        (f"/cdn/avatars/{seed.ADA}/{seed.picture_hash(seed.ADA)}.webp", 415),
        (f"/cdn/avatars/{seed.ADA}/{seed.picture_hash(seed.ADA)}.png?size=100", 400),
        (f"/cdn/avatars/{seed.ADA}/{seed.picture_hash(seed.ADA)}.png?size=x", 400),
        (f"/cdn/icons/{seed.MOON}/None.png", 404),
        (f"/cdn/guilds/1/users/{seed.ADA}/avatars/x.png", 404),
        ("/cdn/embed/avatars/6.png", 404),
        ("/cdn/embed/avatars/x.png", 404),
    ],
)
async def test_other_pictures_do_not_exist(
    browser: httpx2.AsyncClient, path: str, status: int
) -> None:
    assert (await browser.get(path)).status_code == status


async def test_people_are_seated_from_the_control_page(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    place = {"user_id": seed.NOOR, "channel_id": seed.MOON_BALCONY}
    seated = await browser.post("/", data=place | {"action": "join"})
    page = await browser.get("/")
    assert (seated.status_code, seated.headers["Location"]) == (303, "/")
    assert discord.world.voice_state(seed.MOON, seed.NOOR).channel_id == seed.MOON_BALCONY
    assert (
        "in <bdi>Balcony &lt;3 &amp; &#34;friends&#34;</bdi> (<bdi>Lo-Fi Moon 🌙</bdi>)"
        in page.text
    )
    assert f'<option value="{seed.MOON_BALCONY}" selected>' in page.text
    await browser.post("/", data=place | {"action": "leave"})
    assert seed.NOOR not in discord.world.guild(seed.MOON).voice_states
    assert (await browser.post("/", data={"user_id": "1"})).status_code == 400


async def test_people_are_seated_by_json(
    discord: SimulatedDiscord, browser: httpx2.AsyncClient
) -> None:
    place = {"user_id": seed.NOOR, "channel_id": seed.MAIN_DECK}
    seated = await browser.post("/sim/voice", json=place)
    assert (seated.status_code, seated.json()) == (200, place)
    assert discord.world.voice_state(seed.HARBOUR, seed.NOOR).channel_id == seed.MAIN_DECK
    await browser.post("/sim/voice", json=place | {"channel_id": None})
    assert seed.NOOR not in discord.world.guild(seed.HARBOUR).voice_states


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"user_id": "1"}', 400),
        (b'{"user_id": "1", "channel_id": null}', 400),
        (b'{"user_id": "%s", "channel_id": "1"}' % seed.NOOR.encode(), 400),
        (
            b'{"user_id": "%s", "channel_id": "%s"}'
            % (seed.NOOR.encode(), seed.HARBOUR_WELCOME.encode()),
            400,
        ),
        (
            b'{"user_id": "%s", "channel_id": "%s"}'
            % (seed.WREN.encode(), seed.MAIN_DECK.encode()),
            400,
        ),
    ],
)
async def test_an_impossible_seat_is_refused(
    browser: httpx2.AsyncClient, body: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await browser.post("/sim/voice", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]


@pytest.mark.parametrize("path", ["/sim/voice", "/sim/messages"])
async def test_control_needs_json(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.post(path, data={"user_id": seed.NOOR})
    assert answer.status_code == 415


async def test_people_write_by_json(discord: SimulatedDiscord, browser: httpx2.AsyncClient) -> None:
    words = {"user_id": seed.NOOR, "channel_id": seed.HARBOUR_REQUESTS, "content": "more rain"}
    written = await browser.post("/sim/messages", json=words)
    assert written.status_code == 200
    (message,) = discord.messages.latest(seed.HARBOUR_REQUESTS)
    assert (message.id, message.author_id) == (written.json()["id"], seed.NOOR)
    assert message.content == "more rain"
    for wrong in ({"user_id": seed.WREN}, {"channel_id": "1"}, {"user_id": "1"}):
        refused = await browser.post("/sim/messages", json=words | wrong)
        assert (refused.status_code, len(discord.messages.latest(seed.HARBOUR_REQUESTS))) == (
            400,
            1,
        )
    refused = await browser.post("/sim/messages", json={"user_id": seed.NOOR})
    assert refused.json() == {"error": "send user_id, channel_id and content"}
