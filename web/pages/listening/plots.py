"""Plots as SVG within a page: pygal lays them out, our styles colour them.

What pygal brings of styles and scripts of its own stays out, because our policy allows none within
a page. Each point says what it stands for, to ears, to pointers, and to whoever walks there by
keyboard (`static/js/widgets/plot-points.js`).
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pygal
from markupsafe import Markup

# Its hook for plugins speaks a protocol that Python has dropped, and warns at every later import.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

NOT_OURS = ("defs", "title", "desc")
WIDTH = 720
LABELS_ALONG = 6
LABELS_UP = 4
SHADES = 4
GAP = 2
CHART: dict[str, Any] = {
    "js": (),
    "show_legend": False,
    "width": WIDTH,
    "margin": 6,
    "show_minor_x_labels": False,
    "truncate_label": -1,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One value: below the plot it has a label, and in words it is a whole statement."""

    value: int
    label: str
    words: str


def bars(points: Sequence[Point]) -> Markup:
    """Draw amounts as bars, each with its number over it when one looks at it."""
    chart = pygal.Bar(**CHART, height=240, spacing=4, **_upward(points), **_along(points))
    chart.x_labels = [point.label for point in points]
    chart.add("", [point.value for point in points])
    return _drawn(chart.render_tree(), points, "bar")


def line(points: Sequence[Point]) -> Markup:
    """Draw how something went up and down."""
    chart = pygal.Line(**CHART, height=240, fill=True, **_upward(points), **_along(points))
    chart.x_labels = [point.label for point in points]
    chart.add("", [point.value for point in points])
    return _drawn(chart.render_tree(), points, "dots")


def heat_map(rows: Sequence[str], points: Sequence[Point]) -> Markup:
    """Draw equally long rows of values as squares, which are darker where there is more."""
    across = len(points) // len(rows)
    first = points[:across]
    chart = pygal.Dot(**CHART, height=270, x_labels_major_every=3)
    chart.x_labels = [point.label for point in first]
    for number, name in enumerate(rows):
        chart.add(name, [point.value for point in points[number * across :][:across]])
    return _drawn(_with_squares(chart.render_tree()), points, "dots", across)


def shade(value: int, most: int) -> int:
    """Return how dark a value is, from 0 for nothing to 4."""
    return math.ceil(value / most * SHADES) if most else 0


def ticks(most: int) -> list[int]:
    """Return round numbers from 0 to the first that is not below `most`, about four steps."""
    rough = max(1, most) / LABELS_UP
    magnitude = 10 ** max(0, math.floor(math.log10(rough)))
    step = next(each for one in (1, 2, 5, 10) if (each := one * magnitude) >= rough)
    return list(range(0, most + step, step))


def _upward(points: Sequence[Point]) -> dict[str, Any]:
    return {"y_labels": ticks(max((point.value for point in points), default=0))}


def _along(points: Sequence[Point]) -> dict[str, Any]:
    return {"x_labels_major_every": max(1, math.ceil(len(points) / LABELS_ALONG))}


def _with_squares(root: Element) -> Element:
    """Let squares that fill their places stand where there are dots, however small."""
    dots = [each for each in root.iter("circle") if "dot" in str(each.get("class")).split()]
    for axis, side in (("x", "width"), ("y", "height")):
        places = sorted({float(dot.attrib[f"c{axis}"]) for dot in dots})
        length = min(after - before for before, after in pairwise(places)) - GAP
        for dot in dots:
            middle = float(dot.attrib.pop(f"c{axis}"))
            dot.attrib |= {axis: f"{middle - length / 2:.1f}", side: f"{length:.1f}"}
    for dot in dots:
        dot.tag = "rect"
        dot.attrib.pop("r")
        dot.set("class", "cell")
    return root


def _drawn(root: Element, points: Sequence[Point], kind: str, across: int = 0) -> Markup:
    marks = [
        each for each in root.iter() if each.get("class") == kind and each.find("desc") is not None
    ]
    most = max((point.value for point in points), default=0)
    for mark, point in zip(marks, points, strict=True):
        _speak(mark, point, shade(point.value, most))
    _walkable(marks)
    _tidy(root)
    for name in ("id", "xmlns", "width", "height"):
        root.attrib.pop(name, None)
    root.attrib |= {"class": "plot", "role": "group", "data-across": str(across or len(points))}
    return Markup(tostring(root, encoding="unicode"))  # noqa: S704 - All texts are escaped.


def _speak(mark: Element, point: Point, dark: int) -> None:
    """Let a mark say its value; the number stands over it while one looks at it."""
    shape = next(each for each in mark if each.tag in {"rect", "circle"})
    left, top = (float(shape.get(name) or shape.get(f"c{name}") or 0) for name in "xy")
    middle = left + float(shape.get("width") or 0) / 2
    words = SubElement(mark, "title")
    words.text = point.words
    exact = SubElement(
        mark,
        "text",
        {"class": "exact", "x": f"{middle:.1f}", "y": f"{top - 6:.1f}", "aria-hidden": "true"},
    )
    exact.text = str(point.value)
    mark.attrib |= {"role": "img", "aria-label": point.words, "data-shade": str(dark)}


def _walkable(marks: Sequence[Element]) -> None:
    """Let one mark be reached by Tab; from there scripts walk on by arrow keys."""
    for mark in marks:
        mark.set("tabindex", "0" if mark is marks[-1] else "-1")


def _tidy(element: Element) -> None:
    """Take out what is not ours, and the empty box of pygal's own tooltips, which has a style."""
    for child in list(element):
        ours = child.tag == "title" and "aria-label" in element.attrib
        foreign = not isinstance(child.tag, str) or child.tag in NOT_OURS
        if (foreign and not ours) or child.get("class") == "tooltip":
            element.remove(child)
        else:
            _tidy(child)
