"""Counts what actions cost on the wire: every byte that comes to a client, on a real connection.

`make bench-bytes`. Two clients follow a player side by side: one that reads gzip, as browsers do,
and one that reads nothing but plain text. Bytes are exact, so nothing else on the machine matters.
"""

import asyncio
import re
import zlib
from collections.abc import Callable

from rich.table import Table

from auth.identity import UserId, person
from benchmarks.living import a_link, cookies_of, living
from benchmarks.tables import CONSOLE
from player.core.bands import FLAT
from player.core.requests import (
    AddTracks,
    ClearQueue,
    MoveEntry,
    Placement,
    RemoveEntry,
    Request,
    Seek,
    SetEqualizer,
    SetVolume,
    ShuffleQueue,
    Skip,
)
from player.core.state import PlayerState
from player.core.track import Track
from player.session import Caller, Session
from sim.discord import seed
from tests.support.world import World
from web.live.hub import BEAT_SECONDS

WAITING = (0, 50, 500, 4_990)
CODINGS = ("identity", "gzip")
PATIENCE_S = 30.0
SETTLED_S = 2.0

ACTIONS: dict[str, Callable[[PlayerState], Request]] = {
    "add one at the end": lambda state: AddTracks((song(9_999, state),)),
    "add one as the next": lambda state: AddTracks((song(9_998, state),), Placement.NEXT),
    "move the last to the front": lambda state: MoveEntry(state.queue[-1].id, 0),
    "remove the first": lambda state: RemoveEntry(state.queue[0].id),
    "set the volume": lambda state: SetVolume(state.volume - 1),
    "seek": lambda _: Seek(20_000),
    "set the equalizer": lambda state: SetEqualizer((0.25 - state.equalizer[0], *FLAT[1:])),
    "skip": lambda _: Skip(),
    "shuffle": lambda _: ShuffleQueue(),
}


class Follower:
    """A client of a stream that counts what comes, down to the last byte of the headers."""

    def __init__(self, world: World, cookies: str, coding: str) -> None:
        self._port = world.settings.port
        self._headers = f"Cookie: {cookies}\r\nAccept-Encoding: {coding}\r\n"
        self.counted = 0
        self._text = b""
        self._reading: asyncio.Task[None] | None = None
        self._came = asyncio.Event()

    async def open(self, after: str | None = None) -> None:
        """Begin to follow; what is counted begins at nothing."""
        self.counted, self._text = 0, b""
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        path = f"/events/guild/{seed.HARBOUR}" + (f"?after={after}" if after else "")
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n{self._headers}\r\n".encode())
        self._reading = asyncio.create_task(self._read(reader))

    async def until(self, text: str) -> int:
        """Wait for the whole frame with this in it; return the bytes since the last time."""
        frame = re.compile(re.escape(text.encode()) + rb".*?\n\n", re.DOTALL)
        async with asyncio.timeout(PATIENCE_S):
            while (found := frame.search(self._text)) is None:
                self._came.clear()
                await self._came.wait()
        counted, self.counted, self._text = self.counted, 0, self._text[found.end() :]
        return counted

    def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.counted += len(head)
        in_gzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if b"gzip" in head else None
        while size := await reader.readline():
            chunk = await reader.readexactly(int(size, 16) + 2)
            self.counted += len(size) + len(chunk)
            self._text += in_gzip.decompress(chunk[:-2]) if in_gzip else chunk[:-2]
            self._came.set()


def song(number: int, state: PlayerState) -> Track:
    """Return a track as the most common source describes it; it sounds like the current one."""
    identifier = f"dQw4w{number:06}"
    return Track(
        encoded=state.current.track.encoded if state.current else "",
        title=f"Paper Lanterns {number:06}",
        author="The Night Ferry",
        url=f"https://www.youtube.com/watch?v={identifier}",
        identifier=identifier,
        source="youtube",
        length_ms=214_000,
        artwork_url=f"https://i.ytimg.com/vi/{identifier}/maxresdefault.jpg",
    )


async def main() -> None:
    counted: dict[str, list[tuple[int, ...]]] = {}
    async with living() as world:
        noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
        followers = [Follower(world, cookies_of(noor), coding) for coding in CODINGS]
        await noor.post("/tracks/add", params={"query": a_link(world)})
        for waiting in WAITING:
            for what, bytes_of in (await count_all(world, followers, waiting)).items():
                counted.setdefault(what, []).append(bytes_of)
    print_table(counted)


async def count_all(
    world: World, followers: list[Follower], waiting: int
) -> dict[str, tuple[int, ...]]:
    """Count everything once with a queue of this length."""
    hub, session = world.parts.services.hub, world.session(seed.HARBOUR)
    await fill(session, waiting)
    for follower in followers:
        await follower.open()
        await follower.until("event: you")
    counted = {}
    for what, request in ACTIONS.items():
        if what == "shuffle" and not waiting:
            counted[what] = ()
            continue
        seq = await ask(session, request(session.state))
        counted[what] = await all_until(followers, f"id: {hub.revision(seq)}\n")
    # Let the node say what it has to say of what was done before.
    await asyncio.sleep(SETTLED_S)
    for follower in followers:
        follower.counted = 0
    counted["a minute of nothing"] = await a_minute(world, followers)
    counted["come back after a short drop"] = await a_drop(world, followers)
    for follower in followers:
        follower.close()
        await follower.open()
    counted["the first snapshot, shuffled"] = await all_until(followers, "event: reset")
    for follower in followers:
        follower.close()
    return counted


async def a_minute(world: World, followers: list[Follower]) -> tuple[int, ...]:
    """Count the beats of a minute, which need not be waited for."""
    hub = world.parts.services.hub
    counts = []
    for _ in range(round(60 / BEAT_SECONDS)):
        await hub.beat()
        counts.append(await all_until(followers, "event: beat"))
    return tuple(map(sum, zip(*counts, strict=True)))


async def a_drop(world: World, followers: list[Follower]) -> tuple[int, ...]:
    """Count what comes to who was away while one thing was done, headers and all."""
    hub, session = world.parts.services.hub, world.session(seed.HARBOUR)
    after = hub.revision(session.seq)
    for follower in followers:
        follower.close()
    seq = await ask(session, SetVolume(session.state.volume - 1))
    for follower in followers:
        await follower.open(after)
    return await all_until(followers, f"id: {hub.revision(seq)}\n")


async def all_until(followers: list[Follower], text: str) -> tuple[int, ...]:
    return tuple([await follower.until(text) for follower in followers])


async def fill(session: Session, waiting: int) -> None:
    """Have so many tracks wait behind the one that plays."""
    await session.settled()
    if session.state.queue:
        await ask(session, ClearQueue())
    if waiting:
        songs = tuple(song(number, session.state) for number in range(waiting))
        await ask(session, AddTracks(songs))


async def ask(session: Session, request: Request) -> int:
    """Ask as Noor does, from her seat; return the player's revision afterwards."""
    noor = Caller(person(UserId(seed.NOOR)))
    return (await session.submit(request, noor)).seq


def print_table(counted: dict[str, list[tuple[int, ...]]]) -> None:
    table = Table(title="Bytes on the wire, plain and in gzip")
    table.add_column("with so many waiting")
    for waiting in WAITING:
        table.add_column(f"{waiting:,}", justify="right")
    for what, cells in counted.items():
        table.add_row(what, *[", ".join(f"{number:,}" for number in cell) for cell in cells])
    CONSOLE.print(table)


if __name__ == "__main__":
    asyncio.run(main())
