"""Reads and writes XSPF playlists (version 1, xspf.org), safely against hostile XML."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import UnreadableList
from player.playlists.wanted import Unusable, Wanted, WantedList, demand_length, wanted_list

NAMESPACE = "http://xspf.org/ns/0/"


def read_xspf(text: str) -> WantedList:
    """Read entries; raise `UnreadableList` when the whole is no XSPF."""
    try:
        root = fromstring(text.lstrip("\ufeff \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableList("XSPF", Sentence("it is not well-formed, plain XML")) from error
    if _name(root) != "playlist":
        raise UnreadableList("XSPF", Sentence("its root is no playlist element"))
    entries = [
        track for child in _children(root, "trackList") for track in _children(child, "track")
    ]
    demand_length(len(entries))
    read = (_entry(number, entry) for number, entry in enumerate(entries, start=1))
    return wanted_list(_text(root, "title"), read)


def _entry(number: int, entry: Element) -> Wanted | Unusable:
    locations = [(child.text or "").strip() for child in _children(entry, "location")]
    url = next((one for one in locations if one.startswith(("http://", "https://"))), None)
    wanted = Wanted(number, url, _text(entry, "title"), _text(entry, "creator"))
    if wanted.url is None and wanted.title is None:
        return Unusable(number, "track", "Neither a web location nor a title.")
    return wanted


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element, name: str) -> str | None:
    for child in _children(element, name):
        return (child.text or "").strip() or None
    return None


def write_xspf(name: str, tracks: Sequence[Track]) -> str:
    root = Element("playlist", {"version": "1", "xmlns": NAMESPACE})
    _add(root, "title", name)
    listed = SubElement(root, "trackList")
    for track in tracks:
        entry = SubElement(listed, "track")
        _add(entry, "location", track.url)
        _add(entry, "title", track.title)
        _add(entry, "creator", track.author)
        _add(entry, "image", track.artwork_url)
        _add(entry, "duration", None if track.is_stream else str(track.length_ms))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add(parent: Element, name: str, text: str | None) -> None:
    if text:
        # XML has no way to write control characters.
        SubElement(parent, name).text = "".join(c for c in text if c.isprintable() or c == " ")
