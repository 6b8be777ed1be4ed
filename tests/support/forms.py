"""Reads forms of pages as browsers do: what their controls hold, and where they are sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2

Fields = dict[str, list[str]]


@dataclass
class Form:
    """A form of a page, with the values that a browser would send if nobody touched it."""

    action: str
    method: str
    fields: Fields = field(default_factory=dict)


class Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append(Form(given.get("action") or "", given.get("method") or "get"))
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "textarea":
            self._area = given.get("name")
            self._hold(self._area, "")
        elif tag == "option" and "selected" in given:
            self._hold(self._select, given.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area is not None and self.found:
            self.found[-1].fields[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def _input(self, given: dict[str, str | None]) -> None:
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            return
        self._hold(given.get("name"), given.get("value") or "")

    def _hold(self, name: str | None, value: str) -> None:
        if name and self.found:
            self.found[-1].fields.setdefault(name, []).append(value)


def form_in(answer: httpx2.Response, holding: str) -> Form:
    """Return the form of a page that holds a field, or that is sent to an address."""
    forms = Forms()
    forms.feed(answer.text)
    return next(one for one in forms.found if holding in one.fields or one.action == holding)
