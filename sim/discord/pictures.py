"""Drawing avatars and icons: a gradient with a symmetric pattern, the same for the same name."""

import colorsys
import random
import struct
import zlib
from functools import lru_cache

from sim.discord.model import Person

CELLS = 7
Colour = tuple[int, int, int]

DEFAULT_AVATAR_COLOURS: tuple[Colour, ...] = (
    (88, 101, 242),
    (116, 127, 141),
    (59, 165, 93),
    (250, 166, 26),
    (237, 66, 69),
    (235, 69, 158),
)


def picture_path(person: Person) -> str:
    """Return where the CDN keeps somebody's picture, the default one included."""
    if person.avatar:
        return f"/cdn/avatars/{person.id}/{person.avatar}.png?size=64"
    if person.discriminator != "0":
        return f"/cdn/embed/avatars/{int(person.discriminator) % 5}.png"
    return f"/cdn/embed/avatars/{(int(person.id) >> 22) % 6}.png"


@lru_cache(maxsize=256)
def identicon(name: str, size: int) -> bytes:
    """Draw a PNG of ``size`` pixels whose colours and pattern follow from ``name``."""
    chance = random.Random(name)
    hue = chance.random()
    top, bottom = _colour(hue, 0.45), _colour(hue + 0.13, 0.62)
    pattern = _symmetric_pattern(chance)
    rows = (
        _row(pattern[y * CELLS // size], _blend(top, bottom, y / size), size) for y in range(size)
    )
    return _png(size, b"".join(b"\0" + row for row in rows))


@lru_cache(maxsize=8)
def default_avatar(number: int, size: int = 128) -> bytes:
    """Draw the plain disc that people without a picture get."""
    ground = DEFAULT_AVATAR_COLOURS[number]
    centre, radius = (size - 1) / 2, size * 0.27
    rows = bytearray()
    for y in range(size):
        half = int(max(0.0, radius**2 - (y - centre) ** 2) ** 0.5)
        side = bytes(ground) * ((size - 2 * half) // 2)
        rows += b"\0" + side + b"\xff" * (3 * (size - 2 * len(side) // 3)) + side
    return _png(size, bytes(rows))


def _symmetric_pattern(chance: random.Random) -> list[list[bool]]:
    half = CELLS // 2
    pattern = [[False] * CELLS for _ in range(CELLS)]
    for y in range(1, CELLS - 1):
        for x in range(1, half + 1):
            pattern[y][x] = pattern[y][CELLS - 1 - x] = chance.random() < 0.55
    return pattern


def _row(cells: list[bool], ground: Colour, size: int) -> bytes:
    light = _blend(ground, (255, 255, 255), 0.78)
    edges = [cell * size // CELLS for cell in range(CELLS + 1)]
    runs = (
        bytes(light if lit else ground) * (edges[cell + 1] - edges[cell])
        for cell, lit in enumerate(cells)
    )
    return b"".join(runs)


def _colour(hue: float, lightness: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, 0.6)
    return int(red * 255), int(green * 255), int(blue * 255)


def _blend(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _png(size: int, scanlines: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(scanlines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
