"""In which language people are answered: their choice, else their browser's, else English."""

import json
import re

import pytest

from sim.discord import seed
from tests.support.api import Api, Json
from tests.support.stream import follow

BROWSER = {"Accept": "text/html"}


def language_of(page: str) -> str:
    found = re.search(r'<html lang="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr-CH, fr;q=0.9, de;q=0.5, en;q=0.4", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("de;q=0, *", "en"),
        (";;, ,q=x", "en"),
        (None, "en"),
    ],
)
async def test_the_browser_asks_for_a_language(api: Api, asked: str | None, spoken: str) -> None:
    headers = {**BROWSER, **({"Accept-Language": asked} if asked else {})}
    answer = await api.world.visitor().get("/", headers=headers)
    assert language_of(answer.text) == spoken
    assert answer.headers["Content-Language"] == spoken
    assert {"accept-language", "cookie"} <= {
        name.strip().lower() for name in answer.headers["Vary"].split(",")
    }


async def test_what_has_no_language_does_not_vary(api: Api) -> None:
    answer = await api.world.visitor().get("/healthz", headers={"Accept-Language": "de"})
    assert "Content-Language" not in answer.headers
    assert "Accept-Language" not in answer.headers.get("Vary", "")


async def test_a_visitor_chooses_a_language(api: Api) -> None:
    visitor = api.world.visitor()
    chosen = await visitor.post("/language", data={"language": "de", "next": "/docs"})
    assert chosen.status_code == 303
    assert chosen.headers["Location"] == "/docs"
    assert language_of((await visitor.get("/", headers=BROWSER)).text) == "de"
    await visitor.post("/language", data={"language": ""})
    assert language_of((await visitor.get("/", headers=BROWSER)).text) == "en"


async def test_the_choice_stands_above_the_browsers_wish(api: Api) -> None:
    visitor = api.world.visitor()
    await visitor.post("/language", data={"language": "en"})
    answer = await visitor.get("/", headers={**BROWSER, "Accept-Language": "de"})
    assert language_of(answer.text) == "en"


@pytest.mark.parametrize("language", ["fr", "../de", "DE", "d" * 1000])
async def test_an_unknown_language_is_refused(api: Api, language: str) -> None:
    visitor = api.world.visitor()
    answer = await visitor.post("/language", data={"language": language})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_the_choice_leads_nowhere_else(api: Api, path: str) -> None:
    visitor = api.world.visitor()
    answer = await visitor.post("/language", data={"language": "de", "next": path})
    assert answer.headers["Location"] == "/"


async def test_a_cookie_that_names_no_language_of_ours_is_ignored(api: Api) -> None:
    visitor = api.world.visitor()
    answer = await visitor.get("/", headers={**BROWSER, "Cookie": "language=tlh"})
    assert language_of(answer.text) == "en"


async def test_the_choice_follows_a_person_to_another_device(api: Api) -> None:
    first = await api.world.sign_in(seed.JUNO)
    await first.post("/language", data={"language": "de"})
    second = await api.world.sign_in(seed.JUNO)
    assert language_of((await second.get("/servers", headers=BROWSER)).text) == "de"
    await second.post("/language", data={"language": ""})
    third = await api.world.sign_in(seed.JUNO)
    assert language_of((await third.get("/servers", headers=BROWSER)).text) == "en"


async def test_another_sites_page_cannot_choose(api: Api) -> None:
    client = await api.person()
    answer = await client.post(
        "/language", data={"language": "de"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


async def test_scripts_find_their_sentences_and_may_keep_them(api: Api) -> None:
    visitor = api.world.visitor()
    page = (await visitor.get("/", headers={**BROWSER, "Accept-Language": "de"})).text
    found = re.search(r'<script defer src="(/words/[^"]+)"></script>', page)
    assert found is not None
    answer = await visitor.get(found[1])
    said = json.loads(answer.text.removeprefix("globalThis.auxcordWords = "))
    assert said["Skip"] == "Überspringen"
    assert "immutable" in answer.headers["Cache-Control"]
    old = await visitor.get("/words/000000000000/de.js")
    assert (old.status_code, old.headers["Location"]) == (302, found[1])


async def test_english_has_nothing_to_fetch(api: Api) -> None:
    visitor = api.world.visitor()
    assert '"/words/' not in (await visitor.get("/", headers=BROWSER)).text
    assert (await visitor.get("/words/000000000000/en.js")).status_code == 404
    assert (await visitor.get("/words/000000000000/fr.js")).status_code == 404


GERMAN = {"Accept-Language": "de"}


async def test_a_refusal_comes_in_the_callers_language(api: Api) -> None:
    client = await api.listener()
    plain = await client.post("/functions/skip")
    german = await client.post("/functions/skip", headers=GERMAN)
    assert plain.json()["data"] == {"message": "Nothing is playing.", "code": "5"}
    assert german.json()["data"] == {"message": "Es läuft nichts.", "code": "5"}
    assert german.status_code == plain.status_code
    assert german.headers["Content-Language"] == "de"


async def test_numbers_and_fields_stand_in_the_refusal(api: Api) -> None:
    client = await api.listener()
    path = "/functions/volume"
    for headers, sentence in (
        ({}, "volume must be between 0 and 200, not 4000."),
        (GERMAN, "volume muss zwischen 0 und 200 liegen, nicht bei 4.000."),
    ):
        answer = await client.post(path, json=4000, headers=headers)
        assert answer.json()["data"] == {"message": sentence, "code": "6", "field": "volume"}


async def test_a_wrong_body_is_explained_in_the_callers_language(api: Api) -> None:
    client = await api.listener()
    answer = await client.post("/functions/volume", json="loud", headers=GERMAN)
    assert answer.json()["data"]["message"] == "volume muss eine ganze Zahl sein."
    link = {"name": "Mine", "url": "http://10.0.0.1/"}
    answer = await client.post("/playlists", json=link, headers=GERMAN)
    expected = "url wird abgelehnt: Links in ein privates Netz werden nicht angenommen."
    assert answer.json()["data"]["message"] == expected


async def test_an_error_page_is_in_the_readers_language(api: Api) -> None:
    page = (await api.world.visitor().get("/nowhere", headers={**BROWSER, **GERMAN})).text
    assert language_of(page) == "de"
    assert "Unter dieser Adresse gibt es nichts." in page


async def test_the_log_is_told_in_the_readers_language(api: Api) -> None:
    noor = await api.listener()
    (entry,) = await api.with_queue(noor, api.links(1)[0])
    manager = await api.person(seed.ROBIN)
    path = f"/guild/{seed.HARBOUR}/log"
    title = entry["title"]
    plain = (await manager.get(path)).json()["data"][0]["text"]
    german = (await manager.get(path, headers=GERMAN)).json()["data"][0]["text"]
    assert (plain, german) == (f"Noor added “{title}”", f"Noor hat „{title}“ hinzugefügt")


async def test_the_stream_brings_what_every_language_needs(api: Api) -> None:
    client = await api.listener()
    async with follow(client, seed.HARBOUR) as stream:
        (entry,) = await api.with_queue(client, api.links(1)[0])
        patch: Json = {}
        while "log" not in patch:
            frame = await stream.next()
            assert frame is not None
            patch = frame["data"] if frame["event"] == "patch" else {}
    assert patch["log"] == f"Noor added “{entry['title']}”"
    assert patch["log_said"] == ["added {what}", {"what": ["“{title}”", {"title": entry["title"]}]}]
