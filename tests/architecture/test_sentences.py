"""Everything that people read goes through the catalogue, and every language says all of it."""

import re
from pathlib import Path

import pytest

from tests.support.bare_words import bare_sentences, bare_words
from tests.support.sentences import (
    ROOT,
    TRANSLATIONS,
    in_step,
    places,
    read_catalogue,
    template,
    translated,
    written,
)

LANGUAGES = sorted(TRANSLATIONS.glob("*.po"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
# The reference of the API is in English, as are its codes and its names.
IN_ENGLISH = ROOT / "templates" / "docs"
TAGS = re.compile(r"</?[a-z]+")


def test_there_are_sentences_and_german() -> None:
    assert len(template()) > 200
    assert TRANSLATIONS / "de.po" in LANGUAGES


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_has_exactly_our_sentences(path: Path) -> None:
    assert path.read_bytes() == written(in_step(path)), "make words, then translate what is new"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_says_everything(path: Path) -> None:
    messages = [each for each in read_catalogue(path) if each.id]
    assert [each.id for each in messages if not translated(each)] == []
    assert [each.id for each in messages if each.fuzzy] == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_the_original(path: Path) -> None:
    messages = [each for each in read_catalogue(path) if each.id]
    assert [each.id for each in messages if places(each.id) != places(each.string)] == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_translation_brings_no_markup_of_its_own(path: Path) -> None:
    for message in read_catalogue(path):
        if message.id:
            assert TAGS.findall(str(message.id)) == TAGS.findall(str(message.string)), message.id
            assert '"' not in str(message.string), "It may stand in an attribute."


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_past_the_catalogue(path: Path) -> None:
    if IN_ENGLISH not in path.parents:
        assert list(bare_words(path.read_text())) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_past_the_catalogue(path: Path) -> None:
    assert list(bare_sentences(path.read_text())) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ _('Good') }}</p>", []),
        ("<p>Bad</p>", ["Bad"]),
        ('<p title="Bad {{ name }}"></p>', ["Bad"]),
        ('<p class="good"></p>', []),
        ("{{ 'Bad' if x else _('Good') }}", ["Bad"]),
        ("{% set word = 'Bad words' %}", ["Bad words"]),
        ("{{ _('Good %(n)s', n='x') ~ ' · ' ~ name }}", []),
        ("<p>Auxcord · 3 <kbd>N</kbd></p>", []),
    ],
)
def test_bare_words_are_found(source: str, found: list[str]) -> None:
    assert list(bare_words(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say(t("Good {name}.", { name }));', []),
        ('say("Bad thing.");', ["Bad thing."]),
        ("say(`Bad ${name}.`);", ["Bad ."]),
        ('t(name); say("Bad");', ["Bad"]),
        ('throw new Error("Good for us.");', []),
        ('if (key === "ArrowDown") play("now");', []),
        ("// Good comment.\ncall();", []),
    ],
)
def test_bare_sentences_are_found(source: str, found: list[str]) -> None:
    assert list(bare_sentences(source)) == found
