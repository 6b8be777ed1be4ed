"""Sentences for people as parts of documents, so that they can still be said in any language."""

from player.core.sentence import Said, Sentence


def said_value(text: str | None) -> "Said | str | None":
    """Return a sentence as its pattern and places, and any other text as it is."""
    return text.said if isinstance(text, Sentence) else text


def said_of(value: "Said | str | None") -> str | None:
    return Sentence.of(value) if isinstance(value, list) else value
