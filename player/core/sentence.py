"""Sentences for people that remember their pattern, so that they can be said in other languages."""

from typing import Any, TypeAlias

Place: TypeAlias = "str | int | float"
"""What may stand in a place of a sentence; a sentence may, too."""

Said: TypeAlias = "list[Any]"
"""A pattern, and a mapping of what stands in its places."""


class Sentence(str):
    """A whole sentence in English, made of a literal pattern and of what stands in its places.

    It is a text like any other wherever nobody asks for more.
    """

    __slots__ = ("pattern", "places")

    pattern: str
    places: dict[str, Place]

    def __new__(cls, pattern: str, /, **places: Place) -> "Sentence":
        shown = {name: _shown(place) for name, place in places.items()}
        sentence = super().__new__(cls, pattern.format(**shown))
        sentence.pattern = pattern
        sentence.places = places
        return sentence

    @classmethod
    def of(cls, said: Said) -> "Sentence":
        """Make the sentence again that `said` was taken from."""
        pattern, places = said
        inner = {name: cls.of(each) for name, each in places.items() if isinstance(each, list)}
        return cls(pattern, **{**places, **inner})

    @property
    def said(self) -> Said:
        """Return the pattern and what stands in its places, as plain JSON."""
        places = self.places.items()
        return [
            self.pattern,
            {name: each.said if isinstance(each, Sentence) else each for name, each in places},
        ]

    def __str__(self) -> "Sentence":
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.pattern,), self.places


def _shown(place: Place) -> str:
    return f"{place:g}" if isinstance(place, float) else str(place)
