"""The invented covers: valid pictures, the same for the same key."""

import struct
import zlib
from xml.etree import ElementTree

import pytest

from sim.lavalink.artwork import PNG_SIZE, design, draw_png, draw_svg, initials


def test_a_key_always_gives_the_same_picture() -> None:
    assert draw_svg("a1", "Title") == draw_svg("a1", "Title")
    assert draw_svg("a1", "Title") != draw_svg("b2", "Title")
    assert design("a1") == design("a1")


@pytest.mark.parametrize("title", ["Pass the Lantern", "<b>&\"'</b>", "فانوس على", "🏮", ""])
def test_any_title_makes_valid_xml(title: str) -> None:
    root = ElementTree.fromstring(draw_svg("a1", title))  # noqa: S314 - we wrote it ourselves.
    name = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{name}svg"
    assert (root.findtext(f"{name}title") or "") == title
    assert root.findtext(f"{name}text") == initials(title)


def test_initials_are_the_first_letters_of_the_first_words() -> None:
    assert initials("pass the Lantern") == "PT"
    assert initials("Velmora") == "V"
    assert initials("🏮 !") == "♪"


def test_the_png_is_a_png_of_the_right_size() -> None:
    picture = draw_png("a1")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colours = struct.unpack(">IIBB", picture[16:26])
    assert (width, height, depth, colours) == (PNG_SIZE, PNG_SIZE, 8, 2)
    start = picture.index(b"IDAT") + 4
    (size,) = struct.unpack(">I", picture[start - 8 : start - 4])
    pixels = zlib.decompress(picture[start : start + size])
    assert len(pixels) == PNG_SIZE * (1 + 3 * PNG_SIZE)
    assert len(set(pixels)) > 20
