"""The pages on what was heard, as they are without scripts."""

import re
import struct
from datetime import date, timedelta

import pytest
from defusedxml.ElementTree import fromstring

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data
from tests.support.discord import eventually
from tests.support.heard import LATELY, evening, past
from tests.support.plain import HTML, PlainPage, send, visit
from tests.support.shelf import Shelf

LONG_AGO = date(2021, 3, 3)
HOSTILE = "</title><script>alert(1)</script>"


async def test_my_statistics_show_the_chosen_days(api: Api) -> None:
    await past(
        api,
        evening(LONG_AGO, 2, seed.TOMAS, artist="Oda"),
        evening(LATELY - timedelta(days=1), 3, seed.TOMAS, title=HOSTILE),
    )
    tomas = await api.person(seed.TOMAS)
    lately = await visit(tomas, "/statistics")
    assert "3 tracks, 9 min of music" in lately.text
    assert "Oda" not in lately.text
    assert "<script>alert" not in lately.text
    assert lately.text.count('class="bar"') == 30
    year = await visit(tomas, "/statistics?period=2021")
    assert "Most of it in March 2021: 2 tracks" in year.text
    assert "Wednesday, 20:00–21:00" in year.text
    everything = await visit(tomas, "/statistics?period=all")
    assert "5 tracks, 15 min of music" in everything.text
    assert (await visit(tomas, "/statistics?period=nonsense")).text == lately.text


async def test_plots_bring_no_style_and_no_script_of_their_own(api: Api) -> None:
    await past(api, evening(LONG_AGO, 2, seed.TOMAS))
    page = (await visit(await api.person(seed.TOMAS), "/statistics?period=2021")).text
    plots = re.findall(r"<svg class=\"plot\".*?</svg>", page, re.DOTALL)
    assert len(plots) == 2
    assert not [plot for plot in plots if re.search(r"<style|<script|style=|<!--", plot)]
    assert all(plot.count('tabindex="0"') == 1 for plot in plots)
    assert plots[1].count('class="cell"') == 7 * 24
    assert "<circle" not in plots[1]
    assert 'aria-label="March 2021: 2 tracks, 6 min"' in plots[0]


async def test_who_heard_nothing_is_told_how_to_begin(api: Api) -> None:
    await past(api)
    tomas = await api.person(seed.TOMAS)
    assert "Nothing heard in this period" in (await visit(tomas, "/statistics")).text
    assert "Nothing to count yet" in (await visit(tomas, "/statistics?period=all")).text
    assert "Nothing heard yet" in (await visit(tomas, "/history")).text
    assert "Nothing fits" in (await visit(tomas, "/history?query=lanterns")).text


async def test_a_server_shows_faces_of_its_members(api: Api) -> None:
    await past(api, evening(date(2022, 2, 2), 2, seed.NOOR, seed.ADA, "123456789012345678"))
    noor = await api.person(seed.NOOR)
    page = (await visit(noor, f"/servers/{HARBOUR}/statistics?period=2022")).text
    listened = page[page.index("Listened most") :]
    assert "Ada Lindqvist" in listened
    assert "Somebody who left" in listened
    assert (
        "settings"
        not in page[
            page.index('class="server-head"') : page.index(
                "</nav>", page.index('class="server-head"')
            )
        ]
    )


async def test_the_history_is_searched_and_read_on(api: Api) -> None:
    await past(api, evening(LONG_AGO, 60, seed.TOMAS), evening(LATELY, 1, seed.TOMAS, title="Tide"))
    tomas = await api.person(seed.TOMAS)
    first = await visit(tomas, "/history")
    assert first.text.count('name="play"') == 50
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first.text)
    rest = await visit(tomas, older.replace("&amp;", "&"))
    assert rest.text.count('name="play"') == 11
    assert "The latest" in rest.text
    found = await visit(tomas, "/history?query=tide&guild_id=&source=&from=&to=")
    assert found.text.count('name="play"') == 1


async def test_what_was_heard_goes_into_the_queue_again(api: Api) -> None:
    noor = await api.listener(seed.NOOR)
    (url,) = api.links(1)
    (play,) = await past(api, evening(LATELY, 1, seed.NOOR, url=url), fresh=seed.NOOR)
    page = await send(noor, "/history", play=play.id, guild_id=HARBOUR, to="queue")
    assert "Added 1 track to the queue." in page.text
    await eventually(lambda: api.player.state.current is not None)
    current = api.player.state.current
    assert current is not None
    assert (current.track.url, current.requester) == (url, seed.NOOR)


async def test_what_was_heard_goes_into_a_playlist(api: Api, shelf: Shelf) -> None:
    eli = await api.person(seed.ELI)
    made = data(await eli.post("/playlists", json={"name": "Again"}))
    (play,) = await past(api, evening(LATELY, 1, seed.ELI, url=api.links(1)[0]), fresh=seed.ELI)
    assert "Again" in (await visit(eli, "/history")).text
    page = await send(eli, "/history", play=play.id, playlist_id=made["id"], to="playlist")
    assert "Added 1 track to the playlist." in page.text
    kept = data(await eli.get(f"/playlists/{made['id']}"))
    assert [track["url"] for track in kept["tracks"]] == api.links(1)
    await shelf.clear()


async def test_only_what_one_heard_oneself_is_added(api: Api) -> None:
    (play,) = await past(api, evening(LATELY, 1, seed.TOMAS))
    noor = await api.listener(seed.NOOR)
    for fields in ({"play": play.id}, {"play": "nothing"}, {}):
        page = await send(noor, "/history", guild_id=HARBOUR, to="queue", **fields)
        assert page.status in {400, 404, 422}
    assert api.player.state.current is None


@pytest.mark.parametrize("query", ["from=x", "after=x", "guild_id=x"])
async def test_an_address_that_makes_no_sense_is_refused(api: Api, query: str) -> None:
    answer = await (await api.person(seed.TOMAS)).get(f"/history?{query}", headers=HTML)
    assert PlainPage(answer).status == 400


async def test_a_year_is_a_picture_to_take_along(api: Api) -> None:
    await past(api, evening(LONG_AGO, 2, seed.TOMAS, title=HOSTILE, artist="Oda & \x0cthe \ud800"))
    tomas = await api.person(seed.TOMAS)
    assert (
        'href="/statistics/year/2021.png"' in (await visit(tomas, "/statistics?period=2021")).text
    )
    drawn = await tomas.get("/statistics/year/2021.svg")
    assert drawn.headers["Content-Disposition"] == 'attachment; filename="auxcord-2021.svg"'
    texts = [each.text for each in fromstring(drawn.text).iter() if each.text]
    assert any("Oda & the" in text for text in texts)
    assert any("<script" in text for text in texts)
    picture = await tomas.get("/statistics/year/2021.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture.content[16:24])
    assert (width, height) == (1080, 1350)


@pytest.mark.parametrize("name", ["2021.gif", "21.png", "2021", "9999.svg"])
async def test_there_is_no_other_picture(api: Api, name: str) -> None:
    answer = await (await api.person(seed.TOMAS)).get(f"/statistics/year/{name}", headers=HTML)
    assert answer.status_code == 404
