"""The embedded MongoDB: a real mongod, started, stopped, killed and disturbed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from auth.identity import GuildId
from db import embedded
from db.client import Database, connect
from db.data_directory import DataDirectory
from db.embedded import EmbeddedServer
from db.errors import CannotStart, DatabaseDown
from db.players import Players
from db.schema import prepare
from player.core.state import PlayerState
from player.ending import end
from player.ports import Snapshot

ROOT = Path(__file__).parents[2]
PARENT = """
import asyncio, sys
from pathlib import Path
from db.embedded import EmbeddedServer

async def main():
    server = EmbeddedServer(Path(sys.argv[1]))
    uri = await server.start()
    print(server.pid, uri, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


def lives(pid: int) -> bool:
    """Say whether a process runs; one that nobody has waited for yet does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def has_entry(pid: int) -> bool:
    """Say whether the kernel knows of a process, be it dead and never waited for."""
    return Path(f"/proc/{pid}").exists()


async def eventually(condition: Callable[[], bool], within: float = 15.0) -> None:
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - The kernel has no event for it.
            await asyncio.sleep(0.01)


def script(folder: Path, text: str) -> Path:
    """Make a program that stands in for a mongod that cannot run."""
    path = folder / "mongod"
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(name="server")
async def _server(tmp_path: Path) -> AsyncIterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "data")
    yield server
    await server.stop()


async def opened(server: EmbeddedServer) -> Database:
    return await connect(await server.start(), "tests")


async def test_data_and_port_outlive_a_restart(server: EmbeddedServer) -> None:
    uris = []
    for number in range(3):
        uris.append(await server.start())
        database = await connect(uris[-1], "tests")
        assert await database.collection("things").count_documents({}) == number
        await database.collection("things").insert_one({"number": number})
        await database.close()
        await server.stop()
    assert len(set(uris)) == 1


async def test_transactions_work(server: EmbeddedServer) -> None:
    database = await opened(server)
    things = database.collection("things")
    await things.insert_one({"_id": 1, "points": 5})
    async with database.client.start_session() as session:
        await session.start_transaction()
        await things.update_one({"_id": 1}, {"$inc": {"points": -5}}, session=session)
        await session.abort_transaction()
    assert await things.find_one({"_id": 1}) == {"_id": 1, "points": 5}
    await database.close()


async def test_nothing_is_left_after_the_stop(server: EmbeddedServer) -> None:
    before = asyncio.all_tasks()
    await server.start()
    pid = server.pid
    assert pid
    assert lives(pid)
    await server.stop()
    assert not lives(pid)
    assert server.pid is None
    assert not has_entry(pid)
    assert asyncio.all_tasks() == before


async def test_stopping_twice_or_too_early_is_harmless(server: EmbeddedServer) -> None:
    await server.stop()
    await server.start()
    await server.stop()
    await server.stop()


async def test_it_listens_on_loopback_only(server: EmbeddedServer) -> None:
    database = await opened(server)
    options = await database.client.admin.command("getCmdLineOpts")
    assert options["parsed"]["net"]["bindIp"] == "127.0.0.1"
    assert options["parsed"]["net"]["unixDomainSocket"] == {"enabled": False}
    assert options["parsed"]["net"]["compression"] == {"compressors": "disabled"}
    assert options["parsed"]["storage"]["wiredTiger"]["engineConfig"]["cacheSizeGB"] == 0.25
    await database.close()


async def test_the_terminal_reaches_only_us(server: EmbeddedServer) -> None:
    await server.start()
    assert server.pid
    assert os.getsid(server.pid) == os.getpgid(server.pid) == server.pid != os.getsid(0)


async def test_a_port_that_was_taken_meanwhile_gives_way(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    database = await opened(server)
    await database.collection("things").insert_one({"_id": "kept"})
    await database.close()
    await server.stop()
    port = int((tmp_path / "data" / "port").read_text())
    somebody = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port)
    async with somebody:
        database = await opened(server)
        assert int((tmp_path / "data" / "port").read_text()) != port
        assert await database.collection("things").find_one({}) == {"_id": "kept"}
        await database.close()


async def test_a_port_that_is_lost_in_a_race_gives_way(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        offered = iter([somebody.getsockname()[1]])
        free = DataDirectory.port
        monkeypatch.setattr(DataDirectory, "port", lambda self: next(offered, None) or free(self))
        database = await opened(server)
        await database.close()


async def test_another_mongod_on_our_port_is_not_taken_for_ours(
    server: EmbeddedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = EmbeddedServer(tmp_path / "other")
    others = await other.start()
    port = int((tmp_path / "other" / "port").read_text())
    offered = iter([port])
    free = DataDirectory.port
    monkeypatch.setattr(DataDirectory, "port", lambda self: next(offered, None) or free(self))
    try:
        assert await server.start() != others
    finally:
        await other.stop()


async def test_one_data_directory_serves_one_instance(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    await server.start()
    second = EmbeddedServer(tmp_path / "data")
    with pytest.raises(CannotStart, match=r"data is in use by another running instance: stop"):
        await second.start()
    database = await opened_again(server, tmp_path)
    await database.close()


async def opened_again(server: EmbeddedServer, tmp_path: Path) -> Database:
    assert server.pid
    port = (tmp_path / "data" / "port").read_text()
    return await connect(f"mongodb://127.0.0.1:{port}/?replicaSet=auxcord", "tests")


async def test_a_mongod_that_somebody_left_behind_is_told(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    await server.start()
    assert server._directory
    server._directory.release()
    second = EmbeddedServer(tmp_path / "data")
    with pytest.raises(CannotStart, match=r"data is in use by another running instance: stop"):
        await second.start()


async def test_a_killed_server_runs_again_and_has_what_was_acknowledged(
    server: EmbeddedServer,
) -> None:
    database = await opened(server)
    await prepare(database)
    players = Players(database)
    acknowledged = 0

    async def save_on() -> None:
        nonlocal acknowledged
        while True:
            state = PlayerState(GuildId("1"), volume=acknowledged + 1)
            await players.save(Snapshot(state, acknowledged + 1, 0))
            acknowledged += 1

    saving = asyncio.create_task(save_on())
    await eventually(lambda: acknowledged >= 50)
    killed = server.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    await eventually(lambda: server.pid != killed)
    await end(saving)
    await answering(database)
    [snapshot] = await players.load_all()
    assert acknowledged <= snapshot.seq <= acknowledged + 1
    assert snapshot.state.volume == snapshot.seq
    await database.close()
    await server.stop()
    assert not has_entry(killed)


async def answering(database: Database) -> None:
    async with asyncio.timeout(30):
        while True:
            with suppress(DatabaseDown):
                return await database.ping()


async def test_it_dies_with_us_and_the_next_start_recovers(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, str(tmp_path / "data")),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert parent.stdout
    pid, uri = (await parent.stdout.readline()).decode().split()
    database = await connect(uri, "tests")
    await database.collection("things").insert_one({"_id": "kept"})
    await database.close()
    parent.kill()
    await parent.wait()
    await eventually(lambda: not lives(int(pid)))
    database = await opened(server)
    assert await database.collection("things").find_one({}) == {"_id": "kept"}
    await database.close()


async def test_a_server_that_does_not_end_politely_is_ended(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.start()
    pid = server.pid
    assert pid
    os.kill(pid, signal.SIGSTOP)
    monkeypatch.setattr(embedded, "GRACE_SECONDS", 0.1)
    await server.stop()
    assert not lives(pid)


async def test_a_start_that_is_given_up_leaves_nothing(server: EmbeddedServer) -> None:
    starting = asyncio.create_task(server.start())
    await eventually(lambda: server.pid is not None)
    pid = server.pid
    assert pid
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert not lives(pid)
    assert await server.start()


async def test_a_server_that_never_gets_ready_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = EmbeddedServer(tmp_path / "data", script(tmp_path, "#!/bin/sh\nexec sleep 60\n"))
    monkeypatch.setattr(embedded, "READY_SECONDS", 0.2)
    with pytest.raises(CannotStart, match="not ready within"):
        await server.start()
    assert server.pid is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "#!/bin/sh\necho 'mongod: error while loading shared libraries: libssl.so.3: no' >&2\n"
            "exit 127\n",
            r"libssl\.so\.3: no.*install libssl3 and libcurl4.*MONGODB_URI",
        ),
        ("#!/bin/sh\necho \"version 'GLIBC_2.34' not found\"\nexit 1\n", r"GLIBC_2\.34.*Debian 12"),
        ("#!/bin/sh\nkill -ILL $$\n", r"needs a processor with AVX.*MONGODB_URI"),
        ("#!/bin/sh\nexit 62\n", r"another version of MongoDB.*MONGODB_URI"),
        ("#!/bin/sh\nexit 3\n", r"code 3 \(no reason given\).*mongod\.log.*MONGODB_URI"),
        ("no program at all", r"code 126 .*Exec format error.*MONGODB_URI"),
    ],
)
async def test_a_mongod_that_cannot_run_is_told_in_one_sentence(
    tmp_path: Path, text: str, told: str
) -> None:
    server = EmbeddedServer(tmp_path / "data", script(tmp_path, text))
    with pytest.raises(CannotStart, match=told) as caught:
        await server.start()
    assert "\n" not in str(caught.value)


async def test_damaged_files_are_told_with_mongods_reason(
    server: EmbeddedServer, tmp_path: Path
) -> None:
    await server.start()
    await server.stop()
    (tmp_path / "data" / "files" / "WiredTiger.turtle").write_text("nonsense")
    (tmp_path / "data" / "files" / "WiredTiger.wt").write_text("nonsense")
    with pytest.raises(CannotStart, match=r"database corruption.*see .*mongod\.log"):
        await server.start()


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match=r"cannot be written .*MONGODB_URI"):
        await EmbeddedServer(tmp_path / "file" / "data").start()


async def test_a_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"no mongod at .*MONGODB_URI"):
        await EmbeddedServer(tmp_path / "data", tmp_path / "mongod").start()


def test_a_thread_may_not_start_it(tmp_path: Path) -> None:
    refused: list[BaseException] = []

    def start() -> None:
        try:
            asyncio.run(EmbeddedServer(tmp_path / "data").start())
        except CannotStart as error:
            refused.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(refused[0])
