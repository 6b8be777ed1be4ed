"""The translations of our sentences, read once from `translations/` and kept ready in memory.

Sentences are written in English, and are their own keys. Their places are named in braces; what a
template writes as gettext's `%(title)s` is the same sentence as a script's `{title}`.
"""

import gettext
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from player.core.sentence import Sentence

ENGLISH = "en"
FOR_BROWSERS = "browser"
"""The comment on sentences that scripts say, too."""

GETTEXT_PLACE = re.compile(r"%\((\w+)\)[sd]")
SAMPLES = (*range(201), 1_000, 1_000_000)
"""Among these is a number for every plural form of every language."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language: its own name, what we say in it, and the part that browsers need, as JSON."""

    language: str
    name: str
    translations: gettext.NullTranslations
    for_browsers: bytes | None = None

    def pattern(self, message: str) -> str:
        return self.translations.gettext(canonical(message)) if message else ""

    def plural_pattern(self, one: str, many: str, n: int) -> str:
        return self.translations.ngettext(canonical(one), canonical(many), n)

    def say(self, sentence: str) -> str:
        """Translate a sentence; what is no sentence of ours comes out as it is."""
        if self.language == ENGLISH:
            return sentence
        if not isinstance(sentence, Sentence):
            return self.pattern(sentence)
        return self.pattern(sentence.pattern).format(**self.shown(sentence.places))

    def shown(self, places: Mapping[str, object]) -> dict[str, object]:
        """Return what stands in the places, with numbers and inner sentences in this language."""
        return {name: self._shown(value) for name, value in places.items()}

    def _shown(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, int | float):
            return format_decimal(value, locale=self.language)
        return value


def load(folder: Path) -> dict[str, Catalogue]:
    """Read all languages of a folder; English comes first, and needs no file."""
    read = (_catalogue(path) for path in sorted(folder.glob("*.po")))
    return {each.language: each for each in (english(), *read)}


def english() -> Catalogue:
    return Catalogue(ENGLISH, "English", gettext.NullTranslations())


def read_catalogue(path: Path) -> Catalog:
    """Read a `.po` file, which is named after its language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, domain="messages", abort_invalid=True)


@lru_cache(maxsize=8_192)
def canonical(message: str) -> str:
    """Return the key of a sentence, whose places are in braces; a count is called `n`."""
    if "%" not in message:
        return message
    return GETTEXT_PLACE.sub(_in_braces, message).replace("%%", "%")


def _in_braces(place: re.Match[str]) -> str:
    return "{n}" if place[1] == "num" else f"{{{place[1]}}}"


def _catalogue(path: Path) -> Catalogue:
    messages = read_catalogue(path)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    locale = Locale.parse(path.stem)
    return Catalogue(
        path.stem,
        (locale.get_display_name(locale) or path.stem).capitalize(),
        translations,
        _for_browsers(messages, translations, locale),
    )


def _for_browsers(
    messages: Catalog, translations: gettext.NullTranslations, locale: Locale
) -> bytes:
    """Return the translations of what scripts say, plurals by the categories of `Intl`."""
    said = (each for each in messages if each.id and FOR_BROWSERS in each.auto_comments)
    numbers = {locale.plural_form(n): n for n in SAMPLES}
    words = dict(_entry(message, translations, numbers) for message in said)
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(
    message: Message, translations: gettext.NullTranslations, numbers: Mapping[str, int]
) -> tuple[str, str | dict[str, str]]:
    if not message.pluralizable:
        return str(message.id), translations.gettext(str(message.id))
    one, many = message.id[0], message.id[1]
    return one, {form: translations.ngettext(one, many, n) for form, n in numbers.items()}
