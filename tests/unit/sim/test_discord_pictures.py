"""Pictures of the simulated Discord are real PNGs, the same for the same name."""

import struct
import zlib

import pytest

from sim.discord.pictures import CELLS, default_avatar, identicon


def pixels(png: bytes) -> list[list[bytes]]:
    """Decode our own kind of PNG: eight bits, three colours, no filters."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours) == (8, 2)
    position, data = 8, b""
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        kind = png[position + 4 : position + 8]
        body = png[position + 8 : position + 8 + length]
        (crc,) = struct.unpack(">I", png[position + 8 + length : position + 12 + length])
        assert crc == zlib.crc32(kind + body)
        data += body if kind == b"IDAT" else b""
        position += 12 + length
    raw, stride = zlib.decompress(data), 1 + 3 * width
    assert len(raw) == stride * height
    rows = [raw[y * stride + 1 : (y + 1) * stride] for y in range(height)]
    return [[row[x : x + 3] for x in range(0, len(row), 3)] for row in rows]


@pytest.mark.parametrize("size", [16, 64, 70, 512])
def test_an_identicon_fills_its_square(size: int) -> None:
    assert {len(row) for row in pixels(identicon("ada", size))} == {size}


def test_an_identicon_is_symmetric_and_has_a_border() -> None:
    size = CELLS * 10
    picture = pixels(identicon("ada", size))
    assert all(row == row[::-1] for row in picture)
    assert all(len(set(row)) == 1 for row in (picture[0], picture[-1]))
    assert any(len(set(row)) == 2 for row in picture)


def test_names_have_their_own_pictures() -> None:
    assert len({identicon(str(name), 64) for name in range(50)}) == 50


@pytest.mark.parametrize("number", range(6))
def test_default_avatars_are_a_white_disc_on_colour(number: int) -> None:
    picture = pixels(default_avatar(number))
    assert picture[64][64] == b"\xff\xff\xff"
    assert picture[0][0] != b"\xff\xff\xff"
    assert {len(row) for row in picture} == {128}
