"""Finds our sentences in the sources, and brings the catalogues of translations in step with them.

`python -m tests.support.sentences` does it; an empty `translations/fr.po` begins a new language.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from web.catalogue import FOR_BROWSERS, canonical, read_catalogue

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "translations"
PYTHON = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "marked": None,
    "Sentence": None,
}
REFUSALS = ("ProviderUnavailable", "SignInFailed", "SignInCancelled", "WrongKey", "__init__")
"""How `auth`, which lies below the player and knows no sentences, says something to people."""

TEMPLATE = {"_": None, "gettext": None, "ngettext": (1, 2)}
SCRIPT = {"t": None, "tn": (1, 2)}
SHOWN_BY_BROWSERS = {
    "player/core/admission.py",
    "player/core/errors.py",
    "player/core/idling.py",
    "player/core/observations.py",
    "player/discord/entry.py",
    "player/lavalink/calls.py",
    "player/lavalink/nodes.py",
    "player/lavalink/tracks.py",
    "player/telling.py",
    "player/wording.py",
}
"""What these say goes to all browsers alike, over the shared stream."""

PLACE = re.compile(r"\{(\w+)\}")

MESSAGE_ID = str | tuple[str, str]
Keywords = Mapping[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence, or the forms for one and for many, and where it stands."""

    id: MESSAGE_ID
    path: Path
    in_browser: bool


def every_sentence() -> Iterator[Found]:
    for path in sorted((ROOT / "auth").rglob("*.py")):
        yield from _of(path, extract_python, dict.fromkeys(REFUSALS), in_browser=False)
    for folder in ("db", "player", "web"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            shown = path.relative_to(ROOT).as_posix() in SHOWN_BY_BROWSERS
            yield from _of(path, extract_python, PYTHON, in_browser=shown)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield from _of(path, babel_extract, TEMPLATE, in_browser=False)
    for path in sorted((ROOT / "static").rglob("*.js")):
        yield from _of(path, extract_javascript, SCRIPT, in_browser=True)


def template() -> Catalog:
    """Return a catalogue of all sentences, none of them translated."""
    catalogue = Catalog()
    found = sorted(every_sentence(), key=lambda each: str(each.id).casefold())
    for each in found:
        catalogue.add(each.id, auto_comments=[FOR_BROWSERS] if each.in_browser else ())
    return catalogue


def in_step(path: Path) -> Catalog:
    """Return a language's catalogue with exactly the sentences of the sources."""
    catalogue = read_catalogue(path)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    text = io.BytesIO()
    # Without dates, lines and wrapping a change shows what has changed.
    write_po(text, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return text.getvalue()


def places(text: str | tuple[str, ...]) -> set[str]:
    """Return the names of the places of a sentence, or of all of its forms."""
    return {
        name for each in ([text] if isinstance(text, str) else text) for name in PLACE.findall(each)
    }


def translated(message: Message) -> bool:
    given = message.string
    return all(given) if isinstance(given, tuple) else bool(given)


def _of(
    path: Path, extract: Callable[..., Any], keywords: Keywords, *, in_browser: bool
) -> Iterator[Found]:
    with path.open("rb") as source:
        for _, function, said, _ in extract(source, keywords, (), {"encoding": "utf-8"}):
            key = _key(function, keywords, said)
            if key:
                yield Found(key, path, in_browser)


def _key(function: str, keywords: Keywords, said: object) -> MESSAGE_ID | None:
    """Return the key of a call, if its sentences are literals."""
    given = list(said) if isinstance(said, tuple | list) else [said]
    count = 2 if keywords.get(function) else 1
    literal = [canonical(each) for each in given[:count] if isinstance(each, str)]
    if len(literal) < count:
        return None
    return (literal[0], literal[1]) if count == 2 else literal[0]


if __name__ == "__main__":
    for file in sorted(TRANSLATIONS.glob("*.po")):
        file.write_bytes(written(in_step(file)))
