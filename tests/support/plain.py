"""A browser without scripts in front of our pages: it follows links and sends forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass
class Form:
    """A form of a page, with what its fields hold when the page is opened."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.reasons: list[str] = []
        self._in_reason = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        if tag == "input" and self.forms and "name" in given:
            self.forms[-1].fields.setdefault(given["name"], given.get("value", ""))
        if given.get("class") == "field-problem" and "hidden" not in given:
            self._in_reason = 1
            self.reasons.append("")
        elif self._in_reason:
            self._in_reason += tag not in {"input", "use", "br"}

    def handle_endtag(self, tag: str) -> None:
        if self._in_reason:
            self._in_reason -= tag not in {"input", "use", "br"}

    def handle_data(self, data: str) -> None:
        if self._in_reason:
            self.reasons[-1] += data


class PlainPage:
    """A page as it came."""

    def __init__(self, answer: httpx2.Response) -> None:
        assert answer.headers["Content-Type"].startswith("text/html"), answer.text
        self.status = answer.status_code
        self.path = answer.url.raw_path.decode()
        self.text = answer.text
        self._read = _Reader()
        self._read.feed(answer.text)

    @property
    def reasons(self) -> list[str]:
        return [" ".join(reason.split()) for reason in self._read.reasons]

    def form(self, ending: str) -> Form:
        """Return the form whose address, without its query, ends like this."""
        return next(one for one in self._read.forms if one.action.split("?")[0].endswith(ending))


async def visit(client: httpx2.AsyncClient, path: str) -> PlainPage:
    return PlainPage(await client.get(path, headers=HTML, follow_redirects=True))


async def send(
    client: httpx2.AsyncClient,
    path: str,
    files: dict[str, tuple[str, bytes]] | None = None,
    **fields: str,
) -> PlainPage:
    """Send a form and follow where it leads."""
    answer = await client.post(path, data=fields, files=files, headers=HTML, follow_redirects=True)
    return PlainPage(answer)
