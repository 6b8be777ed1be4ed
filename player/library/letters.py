"""Folds text so that spellings of one name come out alike, in whatever script (pure)."""

import re
import unicodedata
from functools import lru_cache

LETTERS = re.compile(r"[a-z]")
ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
SIGNS_AS_LETTERS = (
    (re.compile(r"(?<=[a-z])\$|\$(?=[a-z])"), "s"),
    (re.compile(r"(?<=[a-z])!(?=[a-z])"), "i"),
)
APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ′"))
SPELLED_OUT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take for an accented one, but people without that key do."""

ACCENTS = re.compile(
    "["
    "\u0300-\u036f"  # Latin, Greek and Cyrillic accents.
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points.
    "\u0610-\u061a\u064b-\u065f\u0670"  # Arabic vowels.
    "]+"
)
"""Marks that people leave out. Those of Indic scripts and of kana make other letters, and stay."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return the words of a text, in small letters without accents and punctuation.

    What has no letters at all (“!!!”, “🎵”) stays what it is, so that it never comes out empty.
    """
    # Half a character, of which there are some in the wild, cannot be kept anywhere.
    text = text.encode(errors="replace").decode()
    while (once := _fold_once(text)) != text:
        text = once
    return text


def initial(text: str) -> str:
    """Return under which letter a name stands: a to z, or # for everything else."""
    first = folded(text)[:1]
    return first if LETTERS.fullmatch(first) else "#"


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = ACCENTS.sub("", unicodedata.normalize("NFKD", plain).translate(SPELLED_OUT))
    words = _words(unicodedata.normalize("NFKC", letters))
    return words or " ".join(plain.split())


def _words(letters: str) -> str:
    letters = letters.translate(APOSTROPHES).replace("&", " and ")
    letters = ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", letters)
    for sign, letter in SIGNS_AS_LETTERS:
        letters = sign.sub(letter, letters)
    kept = (sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in letters)
    return " ".join("".join(kept).split())
