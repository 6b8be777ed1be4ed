"""`DELETE /user/data` (ours)."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from auth.api_key import Scope
from auth.identity import GuildId, Person, UserId
from db.client import Database, connect
from db.personal_data import OF_NOBODY, PASSES_BY_ITSELF, STAYS
from player.core.sentence import Sentence
from player.holder import Holder, of_person
from player.playlists.item import Contributor
from player.resolving.wanted_track import WantedTrack
from player.watchlist.followed import ArtistId, Find
from player.wishlist.song import Song, WishedId
from player.wishlist.wishlist import Wanting
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.archive import GUILDS, answered, bot, heard, session
from tests.support.builders import track
from tests.support.plain import send, visit
from tests.support.profiles import GUILD, make_bot
from tests.support.shelf import Shelf
from tests.support.stream import event, follow_own
from web.library_services import LibraryServices

NOT_DELETED = {*STAYS, *PASSES_BY_ITSELF, *OF_NOBODY}


@pytest_asyncio.fixture(loop_scope="session", name="stored")
async def what_is_stored(api: Api) -> AsyncIterator[Database]:
    settings = api.world.settings
    assert settings.mongodb_uri is not None
    database = await connect(settings.mongodb_uri.get_secret_value(), settings.database)
    yield database
    await database.close()


async def traces(stored: Database, user_id: str) -> set[str]:
    """Return the collections in which somebody's id is still found."""
    found = set()
    for name in set(await stored.raw.list_collection_names()) - NOT_DELETED:
        documents = await stored.collection(name).find().to_list()
        if user_id in json.dumps(documents, default=str):
            found.add(name)
    return found


async def leave_traces(api: Api, shelf: Shelf, user_id: str) -> None:
    """Let there be something of a person wherever something can be."""
    browser, parts, user = await api.person(user_id), api.world.parts.services, UserId(user_id)
    await shelf.make(browser, "Theirs")
    theirs = shelf.filled(await api.person(seed.NOOR), 2, "Somebody else's")
    playlist_id = (await theirs)["id"]
    await parts.playlists.edit(
        playlist_id,
        UserId(seed.NOOR),
        None,
        lambda one: one.with_tracks((track("Mine"),), by=Contributor(user, "Wren")),
    )
    await api.post(browser, "/functions/favorite", shelf.collection().tracks[0].uri)
    await browser.post("/language", data={"language": "de", "next": "/docs"})
    person = Person(user, "wren", "Wren")
    await parts.keys.create("hers", person, frozenset({Scope.PROFILES_WRITE}), None)
    parts.audit.note(GuildId(HARBOUR), user, Sentence("reset the settings"))
    client = await make_bot(api)
    answered(await client.client.post(f"/profile/{GUILD}/{user_id}"))
    await want_and_follow(parts.library, of_person(user))
    wish = {"from": "self", "to": {"user_id": user_id, "guild_id": GUILD}, "amount": 5}
    answered(await client.client.post("/transaction", json=wish))
    archive = await bot(api, HARBOUR)
    begun = await session(archive)
    await heard(archive, begun["ID"], queuedByUser=user_id, listenerIds=[user_id, seed.ADA])


async def want_and_follow(library: LibraryServices, holder: Holder) -> None:
    """Wish for something, follow somebody, and have found something of them."""
    await library.wishlist.add(holder, Wanting(Song(WishedId("1"), "Song"), "Not found."))
    anybody = Person(UserId(holder), "wren", "Wren")
    await library.downloads.start(holder, anybody, [WantedTrack("Song")], None)
    await library.watchlist.follow(holder, "1", "Somebody")
    await library.watchlist.aim(holder, None)
    find = Find(ArtistId("1"), "Somebody", track("New"), "new", 0)
    await library.watchlist._finds.add(holder, [find])


async def test_the_person_goes_and_the_servers_play_stays(api: Api) -> None:
    wren, client = await api.person(seed.WREN), await bot(api, HARBOUR)
    begun = await session(client)
    play = await heard(
        client, begun["ID"], queuedByUser=seed.WREN, listenerIds=[seed.WREN, seed.ADA]
    )
    assert (await wren.get("/user/export")).json()["count"] == 1
    answer = await wren.request("DELETE", "/user/data", json={"confirm": "delete"})
    assert data(answer, api) == {"plays": 1}
    again = await api.person(seed.WREN)
    assert (await again.get("/user/export")).json() == {"plays": [], "count": 0}
    recent = answered(await client.get(f"{GUILDS}/{HARBOUR}/tracks/recent?limit=500"))
    assert {**play, "QueuedByUser": ""} in recent["trackPlays"]
    listeners = answered(await client.get(f"/api/v1/tracks/{play['ID']}/listeners"))
    assert [each["UserID"] for each in listeners["listeners"]] == [seed.ADA]


async def test_nothing_is_left_of_a_person(api: Api, shelf: Shelf, stored: Database) -> None:
    await leave_traces(api, shelf, seed.WREN)
    await api.world.parts.services.audit.flush()
    assert await traces(stored, seed.WREN) >= {
        "api_keys",
        "audit",
        "browser_sessions",
        "favourites",
        "finds",
        "followed_artists",
        "playlists",
        "plays",
        "preferences",
        "profiles",
        "resolution_batches",
        "resolutions",
        "tallies",
        "transactions",
        "watchlists",
        "wishes",
    }
    wren = await api.person(seed.WREN)
    assert (await wren.request("DELETE", "/user/data", json={"confirm": "delete"})).is_success
    assert await traces(stored, seed.WREN) == set()
    noors = await api.world.parts.services.playlists.list_of(UserId(seed.NOOR))
    assert [(each.name, each.length) for each in noors] == [("Somebody else's", 3)]


async def test_they_are_signed_out_everywhere(api: Api) -> None:
    wren, elsewhere = await api.person(seed.WREN), await api.world.sign_in(seed.WREN)
    async with follow_own(elsewhere) as stream:
        await event(stream, "reset")
        answer = await wren.request("DELETE", "/user/data", json={"confirm": "delete"})
        assert answer.is_success
        assert (await event(stream, "end"))["data"] == {"reason": "signed_out"}
    for browser in (wren, elsewhere):
        refusal(await browser.get("/user/me"), 401, 1)
    again = await api.person(seed.WREN)
    assert (await again.get("/user/me")).is_success


@pytest.mark.parametrize("body", [{}, {"confirm": "yes"}, {"confirm": True}, {"confirm": None}])
async def test_nothing_goes_without_the_word(api: Api, body: dict[str, object]) -> None:
    wren = await api.person(seed.WREN)
    refusal(await wren.request("DELETE", "/user/data", json=body), 400, 6, "confirm")


async def test_only_the_person_at_our_pages_may(api: Api) -> None:
    body = {"confirm": "delete"}
    refusal(await api.world.visitor().request("DELETE", "/user/data", json=body), 401, 1)
    key = await bot(api, HARBOUR, owner=seed.ADA)
    refusal(await key.request("DELETE", "/user/data", json=body), 403, 403)
    wren = await api.person(seed.WREN)
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    refused = await wren.request("DELETE", "/user/data", json=body, headers=elsewhere)
    refusal(refused, 403, 403)


async def test_the_form_on_the_account_page_deletes_as_much(api: Api, stored: Database) -> None:
    wren = await api.person(seed.WREN)
    assert 'action="/account/leave"' in (await visit(wren, "/account")).text
    unsure = await send(wren, "/account/leave")
    assert "Tick the box" in unsure.text
    left = await send(wren, "/account/leave", confirm="delete")
    assert "signed out everywhere" in left.text
    assert await traces(stored, seed.WREN) == set()
    refusal(await wren.get("/user/me"), 401, 1)
