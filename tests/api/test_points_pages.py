"""Leaderboards, the wallet, and privacy, as they are without scripts."""

import asyncio
import html

from auth.identity import GuildId, UserId
from player.profiles.ports import TopType
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.heard import LATELY, evening, past
from tests.support.plain import HTML, send, visit
from tests.support.points import balance, rich

WALLET = f"/servers/{HARBOUR}/wallet"
BOARDS = f"/servers/{HARBOUR}/leaderboards"


async def test_who_leads_is_shown_with_name_and_value(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    page = (await visit(noor, BOARDS)).text
    assert page.index("That is you") < page.index("100 points") < page.index(">Juno<")
    for by in ("levels", "time", "text-level", "text-message", "pray-streak"):
        assert "Juno" in (await visit(noor, f"{BOARDS}?by={by}")).text
    assert (await noor.get(f"{BOARDS}?by=beauty", headers=HTML)).status_code == 400


async def test_who_is_further_down_or_up_sees_their_place(api: Api) -> None:
    await rich(api)
    noor, profiles = await api.person(seed.NOOR), api.world.parts.services.profiles
    mine = await profiles.standing(GuildId(HARBOUR), UserId(seed.NOOR), TopType.POINTS)
    assert mine is not None
    after_me = (await visit(noor, f"{BOARDS}?start={mine.place}")).text
    own = after_me.partition('aria-label="My place"')[2]
    assert f'value="{mine.place}"' in own
    assert own.index("That is you") < own.index("100 points")
    there = f"{BOARDS}?by=points&amp;start={(mine.place - 1) // 25 * 25}"
    assert f'href="{there}">My place' in own
    with_me = (await visit(noor, html.unescape(there))).text
    assert with_me.count("That is you") == 1
    assert "My place" not in with_me


async def test_who_hides_is_in_no_leaderboard_until_they_come_back(api: Api) -> None:
    await rich(api)
    noor, juno = await api.person(seed.NOOR), await api.person(seed.JUNO)
    hidden = await send(noor, "/account/hide", hidden="yes")
    assert "You are in no leaderboard any more." in hidden.text
    assert "100 points" not in (await visit(juno, BOARDS)).text
    shown = await send(noor, "/account/hide", hidden="no")
    assert "You are in the leaderboards again." in shown.text
    assert "100 points" in (await visit(juno, BOARDS)).text


async def test_a_gift_is_asked_about_and_moves_once(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    asked = await send(noor, WALLET, to=seed.JUNO, amount="40", reason="<b>encore</b>")
    assert "Send 40 points to Juno" in asked.text
    assert "<b>encore" not in asked.text
    assert await balance(api, seed.NOOR) == 100
    fields = asked.form("/send").fields
    pages = await asyncio.gather(*(send(noor, f"{WALLET}/send", **fields) for _ in range(3)))
    assert ["The points are sent." in page.text for page in pages] == [True] * 3
    assert "You have 60 points" in pages[0].text
    assert (await balance(api, seed.NOOR), await balance(api, seed.JUNO)) == (60, 40)
    assert f"−{40}" in pages[0].text
    assert 'class="dots"' in pages[0].text


async def test_what_cannot_be_given_is_said_beside_the_form(api: Api) -> None:
    await rich(api)
    noor = await api.person(seed.NOOR)
    for amount, reason in [
        ("101", "The sender has only 100 points."),
        ("0", "amount must be at least 1."),
        ("many", "amount must be a whole number."),
    ]:
        page = await send(noor, WALLET, to=seed.JUNO, amount=amount)
        assert page.status in {400, 409, 422}
        assert page.reasons == [reason]
        assert f'value="{amount}"' in page.text
    page = await send(noor, f"{WALLET}/send", to=seed.JUNO, amount="5")
    assert page.reasons == ["once is missing."]
    assert await balance(api, seed.NOOR) == 100


async def test_who_has_no_points_is_told_where_they_come_from(api: Api) -> None:
    robin = await api.person(seed.ROBIN)
    assert "You have no points here yet" in (await visit(robin, WALLET)).text


async def test_a_history_goes_only_when_one_means_it(api: Api) -> None:
    await past(api, evening(LATELY, 2, seed.TOMAS))
    tomas = await api.person(seed.TOMAS)
    unsure = await send(tomas, "/account/forget")
    assert "Nothing was deleted." in unsure.text
    assert (await visit(tomas, "/history")).text.count('name="play"') == 2
    sure = await send(tomas, "/account/forget", confirm="delete")
    assert "Your listening history is deleted." in sure.text
    assert "Nothing heard yet" in (await visit(tomas, "/history")).text


async def test_the_account_leads_to_the_export(api: Api) -> None:
    page = (await visit(await api.person(seed.TOMAS), "/account")).text
    for form in ("csv", "json"):
        assert f'href="/user/export?format={form}"' in page
    assert not await api.world.parts.services.profiles.hides(UserId(seed.TOMAS))
