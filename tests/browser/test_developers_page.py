import asyncio
import json
import sys
from pathlib import Path

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard
from tests.support.discord import eventually


async def example(page: Page, language: str) -> str:
    code = page.get_by_label(f"Example in {language}")
    return await code.inner_text()


async def with_session(dashboard: Dashboard, program: str) -> str:
    """Put a sign-in into a program where its comment says so."""
    client = await dashboard.api.person(seed.ADA)
    assert "paste it here" in program
    return program.replace("paste it here", client.cookies["auxcord"])


def is_paused(dashboard: Dashboard) -> bool:
    playhead = dashboard.api.player.state.playhead
    return playhead is not None and playhead.paused


async def output_of(*command: str) -> list[str]:
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode().replace("}{", "}\n{").splitlines()


async def test_the_example_for_curl_works(dashboard: Dashboard) -> None:
    await dashboard.api.with_queue(await dashboard.api.listener(seed.ADA), *dashboard.links(1))
    page = await dashboard.visit("/developers")
    program = await with_session(dashboard, await example(page, "curl"))
    me, player, paused = map(json.loads, await output_of("sh", "-c", program))
    assert me["data"]["name"] == "Ada Lindqvist"
    assert player["data"]["paused"] is False
    assert paused == {"status": "success", "data": True}
    assert is_paused(dashboard)


async def test_the_example_in_python_works(dashboard: Dashboard, tmp_path: Path) -> None:
    await dashboard.api.with_queue(await dashboard.api.listener(seed.ADA), *dashboard.links(1))
    page = await dashboard.visit("/developers")
    file = tmp_path / "example.py"
    file.write_text(await with_session(dashboard, await example(page, "Python")))
    me, player, paused = await output_of(sys.executable, str(file))
    assert "Ada Lindqvist" in me
    assert "'paused': False" in player
    assert paused == "True"
    assert is_paused(dashboard)


async def test_the_example_in_javascript_works(dashboard: Dashboard) -> None:
    await dashboard.api.with_queue(await dashboard.api.listener(seed.ADA), *dashboard.links(1))
    page = await dashboard.visit("/developers", seed.ADA)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    program = await example(page, "JavaScript")
    await page.evaluate(f"async () => {{ {program} }}")
    await eventually(lambda: len(told) >= 4)
    assert "Ada Lindqvist" in told[0]
    assert json.loads(told[3])["connection"]["channel"]["id"] == seed.MAIN_DECK
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
