import asyncio
import json
import sys
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard, live
from tests.support.discord import eventually
from tests.support.page_keys import make_key, revoke_all


async def example(page: Page, language: str) -> str:
    code = page.get_by_label(f"Example in {language}")
    return await code.inner_text()


async def page_with_key(dashboard: Dashboard) -> Page:
    """Let Ada listen, and make a key, which the examples then have in them."""
    await dashboard.api.with_queue(await dashboard.api.listener(seed.ADA), *dashboard.links(1))
    await revoke_all(dashboard.api, seed.ADA)
    page = await dashboard.visit("/developers", seed.ADA)
    key = await make_key(page, "Examples")
    assert key in await example(page, "curl")
    return page


def is_paused(dashboard: Dashboard) -> bool:
    playhead = dashboard.api.player.state.playhead
    return playhead is not None and playhead.paused


async def output_of(*command: str) -> list[str]:
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode().replace("}{", "}\n{").splitlines()


async def test_the_example_for_curl_works(dashboard: Dashboard) -> None:
    page = await page_with_key(dashboard)
    me, player, paused = map(json.loads, await output_of("sh", "-c", await example(page, "curl")))
    assert me["data"]["name"] == "Ada Lindqvist"
    assert player["data"]["paused"] is False
    assert paused == {"status": "success", "data": True}
    assert is_paused(dashboard)


async def test_the_example_in_python_works(dashboard: Dashboard, tmp_path: Path) -> None:
    page = await page_with_key(dashboard)
    file = tmp_path / "example.py"
    file.write_text(await example(page, "Python"))
    me, player, paused = await output_of(sys.executable, str(file))
    assert "Ada Lindqvist" in me
    assert "'paused': False" in player
    assert paused == "True"
    assert is_paused(dashboard)


async def test_the_example_in_javascript_works(dashboard: Dashboard) -> None:
    page = await page_with_key(dashboard)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    program = await example(page, "JavaScript")
    # It follows the stream for as long as it runs, so nobody waits for its end.
    await page.evaluate(f"() => {{ (async () => {{ {program} }})(); }}")
    await eventually(lambda: any(seed.MAIN_DECK in line for line in told[3:]))
    assert "Ada Lindqvist" in told[0]
    assert is_paused(dashboard)


async def test_an_example_is_copied_at_a_press(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/developers")
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy Python").click()
    await expect(page.get_by_text("Copied.").first).to_be_visible()
    copied = await page.evaluate("() => navigator.clipboard.readText()")
    assert copied.strip() == (await example(page, "Python")).strip()


async def test_its_links_lead_somewhere(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/developers")
    for name in ("Reference", "OpenAPI 3.1", "Live stream"):
        link = await page.get_by_role("link", name=name).get_attribute("href")
        answer = await dashboard.api.world.visitor().get(link.partition("#")[0])
        assert answer.status_code == 200
        fragment = link.partition("#")[2]
        assert not fragment or f'id="{fragment}"' in answer.text


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_key_is_made_shown_once_and_revoked(dashboard: Dashboard, *, scripts: bool) -> None:
    await revoke_all(dashboard.api, seed.JUNO)
    page = await dashboard.visit("/developers", seed.JUNO, java_script_enabled=scripts)
    await expect(page.get_by_text("You have no key yet.")).to_be_visible()
    key = await make_key(page, "مفتاح 🎧")
    program = dashboard.api.world.visitor()
    program.headers["X-API-Key"] = key
    assert (await program.get("/user/me")).json()["data"]["id"] == seed.JUNO

    await page.goto(f"{dashboard.url}/developers")
    row = page.get_by_role("listitem").filter(has_text="مفتاح 🎧")
    await expect(row).to_contain_text(f"{key[:11]}…")
    await expect(row).to_contain_text("Last used just now")
    assert key not in await page.content()

    await row.get_by_role("link", name="Revoke").click()
    await expect(page.get_by_role("heading", name="Revoke the key “مفتاح 🎧”?")).to_be_visible()
    assert (await program.get("/user/me")).is_success
    await page.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_text("The key is revoked.")).to_be_visible()
    await expect(page.get_by_text("You have no key yet.")).to_be_visible()
    assert (await program.get("/user/me")).status_code == 401


async def test_a_key_is_copied_at_a_press(dashboard: Dashboard) -> None:
    page = await page_with_key(dashboard)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy", exact=True).click()
    await expect(page.get_by_text("Copied.").first).to_be_visible()
    copied = await page.evaluate("() => navigator.clipboard.readText()")
    assert copied == await page.get_by_label("The key “Examples”").input_value()


async def test_a_refusal_stands_beside_what_is_to_blame(dashboard: Dashboard) -> None:
    await revoke_all(dashboard.api, seed.NOOR)
    page = await dashboard.visit("/developers", seed.NOOR)
    await page.get_by_label("What is it for?").fill("Statistics")
    await page.get_by_role("checkbox", name="archive:read").check()
    await page.get_by_role("checkbox", name="Harbour Lights").check()
    await page.get_by_role("button", name="Make the key").click()
    await expect(page.get_by_text("You do not manage all of these servers.")).to_be_visible()
    # What was typed and chosen is still there.
    await expect(page.get_by_label("What is it for?")).to_have_value("Statistics")
    await expect(page.get_by_role("checkbox", name="archive:read")).to_be_checked()
    await expect(page.get_by_role("checkbox", name="Harbour Lights")).to_be_checked()
    assert list(await dashboard.api.world.parts.services.keys.list_of(seed.NOOR)) == []


async def test_the_page_of_a_player_is_not_touched_by_a_key_that_ends(dashboard: Dashboard) -> None:
    page = await page_with_key(dashboard)
    player = await dashboard.player(seed.ADA)
    await revoke_all(dashboard.api, seed.ADA)
    await page.reload()
    await live(player)
