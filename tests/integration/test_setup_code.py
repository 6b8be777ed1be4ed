"""On a server that others can reach, the first API key takes what only the operator has read."""

import asyncio
import re
from pathlib import Path

import httpx2
import pytest

from db.client import Database
from tests.support.library import data, refusal
from tests.support.listening_ports import port_to_listen_on
from tests.support.program import Program, started, until

PUBLIC_URL = "https://music.example"
BOOTSTRAP = "/api/v1/api-keys/bootstrap"
TOLD = re.compile(r"setup code (\S+)")


def variables(mongo_uri: str, database: Database, port: int) -> dict[str, str]:
    nowhere = f"http://127.0.0.1:{port_to_listen_on()}"
    return {
        "AUXCORD_PORT": str(port),
        "AUXCORD_PUBLIC_URL": PUBLIC_URL,
        "AUXCORD_DATABASE": database.name,
        "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
        "AUXCORD_DISCORD__CLIENT_SECRET": "s",
        "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.t.t",
        "AUXCORD_DISCORD__API_URL": nowhere,
        "AUXCORD_LAVALINK_NODES": '[{"name": "a", "host": "127.0.0.1", "password": "p"}]',
        "MONGODB_URI": mongo_uri,
    }


def told_code(program: Program) -> str:
    until(lambda: program.ended or TOLD.search(program.out) is not None)
    found = TOLD.search(program.out)
    assert found is not None, program.err
    return found[1]


@pytest.mark.timeout(120)
async def test_the_first_key_takes_the_code_of_the_terminal(
    mongo_uri: str, database: Database, tmp_path: Path
) -> None:
    port = port_to_listen_on()
    given = variables(mongo_uri, database, port)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        with started(tmp_path, "serve", **given) as program:
            code = await asyncio.to_thread(told_code, program)
            for wish in ({}, {"setup_code": "guessed"}):
                reason = refusal(
                    await client.post(BOOTSTRAP, json=wish), 403, "FORBIDDEN", "setup_code"
                )
                assert "printed when it started" in reason
            key = data(await client.post(BOOTSTRAP, json={"setup_code": code}), 201)["key"]
            assert code not in program.err
            assert key not in program.out + program.err
        with started(tmp_path, "serve", **given) as program:
            await asyncio.to_thread(lambda: program.url)
            assert (await client.get("/healthz")).is_success
            assert not TOLD.search(program.out)
