"""Letters of the demo stay in it, and can be read there."""

import asyncio
import re
from pathlib import Path

import httpx2

from tests.support.program import answered, started_demo

Json = dict[str, str]
TOKEN = re.compile(r"token=([\w-]+)")


async def test_a_letter_is_read_in_the_demo_and_leads_to_another_password(tmp_path: Path) -> None:
    with started_demo(tmp_path) as program:
        url = await asyncio.to_thread(lambda: program.url)
        async with httpx2.AsyncClient(base_url=url, timeout=20, trust_env=False) as client:
            wish = {"username": "noor", "email": "noor@example.com", "password": "forgotten"}
            assert "message" in await posted(client, "register", wish)
            asked = await posted(client, "sendreset", {"email": "noor@example.com"})
            assert asked == {"message": "Password reset email sent"}
            token = await _token(client)
            page = await answered(client, "GET", "/dev/mail")
            assert token in page.text
            chosen = {"token": token, "password": "remembered"}
            assert "message" in await posted(client, "resetpassword", chosen)
            login = {"username": "noor", "password": "remembered"}
            assert "token" in await posted(client, "login", login)
        assert f"{url}/dev/mail" in program.out


async def posted(client: httpx2.AsyncClient, call: str, wish: Json) -> Json:
    """Post, as soon as the limits allow it, and return the answer."""
    async with asyncio.timeout(60):
        while True:
            answer = await client.post(f"/api/v1/{call}", json=wish)
            if answer.status_code != 429:
                told: Json = answer.json()
                return told
            await asyncio.sleep(0.2)


async def _token(client: httpx2.AsyncClient) -> str:
    async with asyncio.timeout(60):
        while True:
            letters = (await client.get("/dev/mail.json")).json()["letters"]
            if letters:
                found = TOKEN.search(letters[0]["text"])
                assert found
                return found[1]
            await asyncio.sleep(0.05)
