"""Words the shared stream: in English, and so that a page can say it in its own language."""

from typing import Any

from player.core.sentence import Said, Sentence


def saying(name: str, sentence: Sentence) -> dict[str, Any]:
    """Return the sentence under its name, and under `…_said` its pattern with what fills it."""
    return {name: sentence, f"{name}_said": sentence.said}


def saying_all(name: str, texts: list[str]) -> dict[str, Any]:
    """Return several; what came from elsewhere, as a node's own words, stays as it is."""
    return {name: texts, f"{name}_said": [_said(text) for text in texts]}


def in_a_row(sentences: list[Sentence]) -> Sentence:
    """Return one sentence after the other as one."""
    first, *rest = sentences
    return Sentence("{first} {rest}", first=first, rest=in_a_row(rest)) if rest else first


def _said(text: str) -> Said:
    return text.said if isinstance(text, Sentence) else [text, {}]
