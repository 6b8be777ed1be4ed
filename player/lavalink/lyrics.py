"""Reads lyrics from an answer of the LavaLyrics plugin (pure)."""

from player.core.sentence import Sentence
from player.lavalink.tracks import Json
from player.lyrics import LyricLine, Lyrics, LyricsFailed


def read_lyrics(raw: Json) -> Lyrics | None:
    """Read lyrics; None for an answer that has no words in it."""
    try:
        lines = tuple(sorted(map(_line, raw.get("lines") or ()), key=lambda line: line.at_ms))
        text = str(raw.get("text") or "").strip() or "\n".join(line.text for line in lines)
        provider = str(raw.get("provider") or raw.get("sourceName") or "")
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise LyricsFailed(Sentence("the audio node's answer was not understood.")) from fault
    return Lyrics(provider, text, lines) if text.strip() else None


def _line(raw: Json) -> LyricLine:
    duration = raw.get("duration")
    return LyricLine(
        at_ms=max(0, int(raw["timestamp"])),
        duration_ms=None if duration is None else int(duration),
        text=str(raw["line"]).strip(),
    )
