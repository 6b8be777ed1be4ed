"""Invented cover pictures: a design that always belongs to its key, drawn as SVG or as PNG."""

import colorsys
import math
import random
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

PNG_SIZE: Final = 160
SVG_SIZE: Final = 640

_HUES_APART: Final = (0.08, 0.14, 0.33, 0.5)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Disc:
    """A translucent circle; its measures are parts of the picture's side."""

    x: float
    y: float
    radius: float
    colour: Colour
    opacity: float


@dataclass(frozen=True, slots=True)
class Design:
    """A picture without its letters: a gradient at an angle, and discs over it."""

    start: Colour
    end: Colour
    angle: float
    discs: tuple[Disc, ...]


def design(key: str) -> Design:
    """Return the design of a key."""
    chance = random.Random(f"design {key}")
    hue = chance.random()
    other = (hue + chance.choice(_HUES_APART)) % 1.0
    return Design(
        start=_colour(hue, 0.42 + chance.random() * 0.16, 0.70),
        end=_colour(other, 0.16 + chance.random() * 0.14, 0.62),
        angle=chance.uniform(0.0, math.tau),
        discs=tuple(_disc(chance, hue, other) for _ in range(chance.randint(3, 5))),
    )


def initials(title: str) -> str:
    """Return the one or two letters that stand for a title."""
    words = [word for word in title.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "♪"


def draw_svg(key: str, title: str) -> str:
    picture = design(key)
    dx, dy = math.cos(picture.angle) / 2, math.sin(picture.angle) / 2
    discs = "".join(_svg_disc(disc) for disc in picture.discs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SVG_SIZE} {SVG_SIZE}" '
        f'width="{SVG_SIZE}" height="{SVG_SIZE}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<defs><linearGradient id="g" x1="{0.5 - dx:.3f}" y1="{0.5 - dy:.3f}" '
        f'x2="{0.5 + dx:.3f}" y2="{0.5 + dy:.3f}">'
        f'<stop stop-color="{_hex(picture.start)}"/>'
        f'<stop offset="1" stop-color="{_hex(picture.end)}"/></linearGradient></defs>'
        f'<rect width="{SVG_SIZE}" height="{SVG_SIZE}" fill="url(#g)"/>{discs}'
        f'<text x="48" y="{SVG_SIZE - 56}" fill="#fff" fill-opacity="0.92" font-size="200" '
        f'font-weight="700" font-family="system-ui, sans-serif" letter-spacing="-8">'
        f"{escape(initials(title))}</text></svg>"
    )


@lru_cache(maxsize=256)
def draw_png(key: str) -> bytes:
    """Return the design as a small picture of dots, for those who cannot draw SVG."""
    picture = design(key)
    side = range(PNG_SIZE)
    rows = (b"\0" + bytes(part for x in side for part in _pixel(picture, x, y)) for y in side)
    header = struct.pack(">IIBBBBB", PNG_SIZE, PNG_SIZE, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 6)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, body) for kind, body in chunks)


def _disc(chance: random.Random, hue: float, other: float) -> Disc:
    return Disc(
        x=chance.uniform(0.1, 1.0),
        y=chance.uniform(0.0, 0.7),
        radius=chance.uniform(0.10, 0.42),
        colour=_colour(chance.choice((hue, other)), chance.uniform(0.55, 0.8), 0.8),
        opacity=chance.uniform(0.18, 0.55),
    )


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _svg_disc(disc: Disc) -> str:
    x, y, radius = (round(part * SVG_SIZE) for part in (disc.x, disc.y, disc.radius))
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{_hex(disc.colour)}" '
        f'fill-opacity="{disc.opacity:.2f}"/>'
    )


def _pixel(picture: Design, x: int, y: int) -> Colour:
    u, v = (x + 0.5) / PNG_SIZE, (y + 0.5) / PNG_SIZE
    along = (u - 0.5) * math.cos(picture.angle) + (v - 0.5) * math.sin(picture.angle) + 0.5
    colour = _blend(picture.start, picture.end, min(max(along, 0.0), 1.0))
    for disc in picture.discs:
        if (u - disc.x) ** 2 + (v - disc.y) ** 2 <= disc.radius**2:
            colour = _blend(colour, disc.colour, disc.opacity)
    return colour


def _blend(under: Colour, over: Colour, amount: float) -> Colour:
    red, green, blue = (round(a + (b - a) * amount) for a, b in zip(under, over, strict=True))
    return red, green, blue


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
