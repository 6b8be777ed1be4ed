import json
from pathlib import Path

import pytest

from player.core.sentence import Sentence
from web.catalogue import ENGLISH, Catalogue, canonical, load

POLISH = """
msgid "Removed {title}."
msgstr "Usunięto {title}."

#. browser
msgid "Skip"
msgstr "Pomiń"

#. browser
msgid "{n} track"
msgid_plural "{n} tracks"
msgstr[0] "{n} utwór"
msgstr[1] "{n} utwory"
msgstr[2] "{n} utworów"

#. browser
msgid "Stop"
msgstr ""
"""


@pytest.fixture(name="polish")
def _polish(tmp_path: Path) -> Catalogue:
    (tmp_path / "pl.po").write_text(POLISH)
    return load(tmp_path)["pl"]


def test_english_comes_first_and_needs_no_file(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text("")
    known = load(tmp_path)
    assert list(known) == [ENGLISH, "de"]
    assert known[ENGLISH].pattern("Skip") == "Skip"
    assert known[ENGLISH].for_browsers is None
    assert known["de"].name == "Deutsch"


def test_a_template_and_a_script_say_the_same_sentence() -> None:
    assert canonical("Removed %(title)s.") == "Removed {title}."
    assert canonical("%(num)s tracks") == "{n} tracks"
    assert canonical("%(num)s %% of it") == "{n} % of it"
    assert canonical("{n} %") == "{n} %"


def test_what_has_no_translation_stays_english(polish: Catalogue) -> None:
    assert polish.pattern("Stop") == "Stop"
    assert polish.pattern("Never heard of") == "Never heard of"
    assert polish.say("") == ""


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (1, "{n} utwór"),
        (2, "{n} utwory"),
        (5, "{n} utworów"),
        (22, "{n} utwory"),
        (0, "{n} utworów"),
    ],
)
def test_every_number_has_its_form(polish: Catalogue, n: int, form: str) -> None:
    assert polish.plural_pattern("%(num)s track", "%(num)s tracks", n) == form


def test_browsers_get_what_scripts_say_with_plurals_by_category(polish: Catalogue) -> None:
    assert polish.for_browsers is not None
    assert json.loads(polish.for_browsers) == {
        "Skip": "Pomiń",
        "Stop": "Stop",
        "{n} track": {"one": "{n} utwór", "few": "{n} utwory", "many": "{n} utworów"},
    }


def test_a_sentence_is_said_with_what_stands_in_it(polish: Catalogue) -> None:
    assert polish.say(Sentence("Removed {title}.", title="{x} <b>")) == "Usunięto {x} <b>."
    assert polish.say(Sentence("Removed {title}.", title=Sentence("Skip"))) == "Usunięto Pomiń."


def test_numbers_are_written_as_people_write_them_there(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text('msgid "from {low} to {high}"\nmsgstr "von {low} bis {high}"')
    german = load(tmp_path)["de"]
    assert german.say(Sentence("from {low} to {high}", low=0.25, high=1000)) == "von 0,25 bis 1.000"
