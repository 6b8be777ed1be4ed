"""Tells the name of a piece from what titles say beside it: “(Live)”, “- 2011 Remaster” (pure)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from player.library.letters import folded


class Mark(StrEnum):
    """What a title says of a recording."""

    REMASTER = "remaster"
    VIDEO = "video"
    EXPLICIT = "explicit"
    EDITION = "edition"
    LIVE = "live"
    REMIX = "remix"
    EDIT = "edit"
    EXTENDED = "extended"
    ACOUSTIC = "acoustic"
    INSTRUMENTAL = "instrumental"
    KARAOKE = "karaoke"
    COVER = "cover"
    DEMO = "demo"
    SPEED = "speed"


DRESSING = frozenset({Mark.REMASTER, Mark.VIDEO, Mark.EXPLICIT, Mark.EDITION})
"""Marks of what is the same recording in other clothes; with any other it sounds different."""

NOISE = (
    "official officiel officielle oficial ufficiale offizielles music musik video videoclip clip"
    " audio lyric lyrics letra visualizer visualiser hd hq uhd 4k 1080p 720p mv m v pv"
    " original version full song remaster remastered remastering digital digitally mono stereo mix"
    " explicit clean uncensored album single ep deluxe expanded edition anniversary bonus track"
    " tracks special collectors super reissue with and the in on of"
)
NOISE_WORD = re.compile(rf"(?:{NOISE.replace(' ', '|')}|\d{{1,4}}(?:st|nd|rd|th)?)")
DRESSED = (
    (Mark.REMASTER, r"remaster|remastered|remastering|mono|stereo"),
    (Mark.EXPLICIT, r"explicit|clean|uncensored"),
    (
        Mark.VIDEO,
        r"official|officiel|officielle|oficial|ufficiale|offizielles|video|videoclip|clip|audio"
        r"|lyrics?|letra|visuali[sz]er|hd|hq|uhd|4k|1080p|720p|m ?v|pv|full song",
    ),
    (
        Mark.EDITION,
        r"deluxe|expanded|edition|anniversary|bonus tracks?|reissue|single|ep"
        r"|(?:original|album) (?:version|mix)",
    ),
)
SOUNDING = (
    (Mark.LIVE, r"live(?: (?:at|in|from|on|version|session|performance|acoustic|\d).*)?"),
    (Mark.LIVE, r".* live|.*(?:live|concert) (?:version|sessions?|performance|recording|video)"),
    (Mark.KARAOKE, r".*karaoke.*"),
    (Mark.INSTRUMENTAL, r"(?:.* )?instrumental(?: version| mix)?"),
    (Mark.ACOUSTIC, r"(?:.* )?acoustic(?: version| session| mix)?|unplugged|.* unplugged"),
    (Mark.EDIT, r"(?:.* )?edit|(?:radio|short|video) (?:version|mix|cut)"),
    (Mark.EXTENDED, r"extended|.*extended (?:mix|version)|12 (?:inch )?(?:mix|version)"),
    (Mark.REMIX, r".*(?:remix|rmx|bootleg|mashup|rework|flip)(?: \d+)?|.+ (?:mix|dub|vip)"),
    (Mark.COVER, r"(?:.* )?cover(?: version)?|cover (?:by|of) .+"),
    (Mark.DEMO, r"(?:.* )?demo(?: version| \d+)?"),
    (Mark.SPEED, r"sped up.*|speed up.*|slowed.*|nightcore.*|.* (?:sped up|slowed)"),
)
TELLS_DRESSED = [(mark, re.compile(rf"\b(?:{words})\b")) for mark, words in DRESSED]
TELLS_SOUNDING = [(mark, re.compile(words)) for mark, words in SOUNDING]

BRACKETED = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|（([^（）]*)）|\{([^{}]*)\}")
LONGEST_MARK = 100
TAIL = re.compile(r" (?:[-–—|｜~/]|//) (?P<tail>[^-–—|｜]*)$")
LOOSE_TAIL = re.compile(
    r" (?:official )?(?:(?:music|lyrics?) )?(?:video|audio|visuali[sz]er)(?: (?:hd|hq|4k))?$"
    r"| (?:hd|hq|4k)$",
    re.IGNORECASE,
)
LOOSE_GUESTS = re.compile(
    r" (?:feat\.?|ft\.?|featuring) (?P<guests>.+?)(?= [-–—|] | ?[(\[]|$)", re.IGNORECASE
)
# “(with Ada)” is a guest, “(with You)” is part of a name.
GUESTS = re.compile(
    r"(?:(?:feat|ft)\b\.?|featuring\b|with\b(?! (?:you|me|us|him|her|them|out|an?|the|my|your)\b))"
    r" ?(?P<guests>.+)",
    re.IGNORECASE,
)
BETWEEN_GUESTS = re.compile(r" ?[,&;] ?| (?:and|x) ", re.IGNORECASE)
EVERY = frozenset(Mark)


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart; `written` is what it was, so that nothing is lost.

    `name` is without guests and dressing, but tells recordings apart (“Song (Live)”); `bare` is
    without any marks.
    """

    written: str
    name: str
    bare: str
    marks: frozenset[Mark]
    guests: tuple[str, ...]


def read_title(written: str) -> Title:
    """Take a title apart; what would leave nothing of it belongs to the name."""
    reading = _Reading(written)
    reading.strip(DRESSING)
    name = reading.rest
    reading.strip(EVERY)
    return Title(written, name, reading.rest, frozenset(reading.marks), tuple(reading.guests))


def split_guests(artist: str) -> tuple[str, tuple[str, ...]]:
    """Return who comes first, and the guests who are named behind “feat.”."""
    reading = _Reading(artist)
    reading.strip(frozenset())
    return reading.rest, tuple(reading.guests)


def marks_of(words: str) -> frozenset[Mark]:
    """Return what a bracket or a tail says of the recording; nothing for a part of the name."""
    plain = folded(words)
    sounding = (mark for mark, told in TELLS_SOUNDING if told.fullmatch(plain))
    if not all(map(NOISE_WORD.fullmatch, plain.split())):
        return frozenset(islice(sounding, 1))
    dressed = {mark for mark, told in TELLS_DRESSED if told.search(plain)}
    return frozenset(dressed or islice(sounding, 1))


class _Reading:
    """Takes a title apart, piece by piece, and never the last one."""

    def __init__(self, text: str) -> None:
        self.rest = " ".join(text.split())
        self.guests: list[str] = []
        self.marks: set[Mark] = set()

    def strip(self, meant: frozenset[Mark]) -> None:
        """Take away guests, and what has only marks that are meant, until there is no more."""
        before = None
        while self.rest != before:
            before = self.rest
            self._strip_brackets(meant)
            self._strip_tail(meant)
            named = LOOSE_GUESTS.search(self.rest)
            if named and self._leave(named):
                self._add_guests(named["guests"])

    def _strip_brackets(self, meant: frozenset[Mark]) -> None:
        # From behind, so that the places of those in front stay right.
        for bracket in reversed([*BRACKETED.finditer(self.rest)]):
            inside = next(filter(None, bracket.groups()), "").strip()[:LONGEST_MARK]
            if named := GUESTS.fullmatch(inside):
                if self._leave(bracket):
                    self._add_guests(named["guests"])
            else:
                self._strip_marks(bracket, marks_of(inside), meant)

    def _strip_tail(self, meant: frozenset[Mark]) -> None:
        if loose := LOOSE_TAIL.search(self.rest):
            self._strip_marks(loose, frozenset({Mark.VIDEO}), meant)
        elif tail := TAIL.search(self.rest):
            self._strip_marks(tail, marks_of(tail["tail"][:LONGEST_MARK]), meant)

    def _strip_marks(
        self, piece: re.Match[str], marks: frozenset[Mark], meant: frozenset[Mark]
    ) -> None:
        if marks and marks <= meant and self._leave(piece):
            self.marks |= marks

    def _leave(self, piece: re.Match[str]) -> bool:
        """Take a piece away, if anything of the name is left then."""
        rest = f"{self.rest[: piece.start()]} {self.rest[piece.end() :]}"
        if not any(map(str.isalnum, rest)):
            return False
        self.rest = " ".join(rest.split()).rstrip("-–—|｜~ ")
        return True

    def _add_guests(self, names: str) -> None:
        self.guests += [name for each in BETWEEN_GUESTS.split(names) if (name := each.strip())]
