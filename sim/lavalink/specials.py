"""Tracks of the catalogue that are made by hand, under addresses that never change."""

from dataclasses import dataclass
from typing import Final

from sim.lavalink.editions import artwork_path
from sim.lavalink.fate import ENDS_WELL, Fate
from sim.lavalink.songbook import digest
from sim.lavalink.sources import HTTP, TWITCH, YOUTUBE, Source
from sim.lavalink.track import ENDLESS_MS, Track


@dataclass(frozen=True, slots=True)
class Special:
    """A track made by hand, and how it ends."""

    track: Track
    fate: Fate = ENDS_WELL

    @property
    def url(self) -> str:
        return self.track.uri or self.track.identifier


def _make(
    identifier: str,
    title: str,
    author: str,
    length_s: int,
    *,
    source: Source = YOUTUBE,
    fate: Fate = ENDS_WELL,
    has_artwork: bool = True,
) -> Special:
    uri = source.page("watch", identifier)
    artwork = artwork_path(special_artwork_key(identifier)) if has_artwork else None
    track = Track(
        source=source.name,
        identifier=identifier if source is YOUTUBE else uri,
        title=title,
        author=author,
        length_ms=length_s * 1000,
        uri=uri,
        artwork_url=artwork,
    )
    return Special(track, fate)


def _stream(identifier: str, title: str, author: str, source: Source = TWITCH) -> Special:
    uri = source.page("watch", identifier)
    artwork = artwork_path(special_artwork_key(identifier))
    track = Track(
        source.name, uri, title, author, ENDLESS_MS, is_stream=True, uri=uri, artwork_url=artwork
    )
    return Special(track)


def special_artwork_key(identifier: str) -> str:
    return digest("special", identifier)[:16]


_JINGLES: Final = "The Jingle Bureau"
_WORKSHOP: Final = "Faulty Tapes Workshop"
_LONG_TITLE: Final = (
    "An Exceedingly Long Title That Was Never Meant to Fit on Any Label, Sleeve, Screen or Poster, "
    "and Which Goes On (as Its Author Freely Admits) Well Beyond the Point Where a Reasonable "
    "Person Would Have Stopped, Including Several Digressions, a Dedication to All Lanterns of "
    "Velmora, and Then, at Last!"
)

SHORT: Final = (
    _make("short08secs", "Eight Second Sketch", _JINGLES, 8),
    _make("short10secs", "Ten Second Tango", _JINGLES, 10),
    _make("short12secs", "Twelve Second Twist", _JINGLES, 12),
    _make("short15secs", "Fifteen Second Fanfare", _JINGLES, 15),
    _make("short20secs", "Twenty Second Twilight", _JINGLES, 20),
)
STREAMS: Final = (
    _stream("lanternradio", "Lantern Radio: music for open windows", "LanternRadio"),
    _stream("nightkiosk", "Night Kiosk, live until the kettle is empty", "NightKiosk"),
    _stream("quarrysessions", "Quarry Sessions: the whole album, live", "QuarrySessions"),
    _stream("velmora-fm", "Velmora FM 98.4", "Velmora Broadcasting", HTTP),
)
FAILING: Final = _make(
    "failsatonce", "Broken Reel (Fails at Once)", _WORKSHOP, 180, fate=Fate(refuses_to_load=True)
)
FAILING_MIDWAY: Final = _make(
    "failsmidway",
    "Torn Tape (Breaks after Five Seconds)",
    _WORKSHOP,
    180,
    fate=Fate(breaks_at_ms=5_000),
)
STUCK: Final = _make(
    "getsstuck11",
    "Sticky Needle (Gets Stuck after Five Seconds)",
    _WORKSHOP,
    180,
    fate=Fate(stalls_at_ms=5_000),
)
LONG_TITLE: Final = _make("longtitle30", _LONG_TITLE, "The Verbose Ensemble of Quillhaven", 215)
ARABIC: Final = _make("arabictitle", "فانوس على ضفة النهر البعيد", "فرقة المصباح الأزرق", 204)
HEBREW: Final = _make("hebrewtitle", "פנס קטן בקצה הרחוב (live)", "תזמורת הפנסים", 188)
JAPANESE: Final = _make("japanesettl", "真夜中のランタンと眠れない電車", "月曜日の灯台", 231)
EMOJI: Final = _make("emojititle1", "🏮 lantern 🌊 party 👩‍🚀🎉🇺🇳", "🎧 sound & vision 🎧", 172)
MARKUP: Final = _make(
    "markuptitle",
    "<b>Bold</b> & \"Quoted\" <script>alert('aux')</script> **stars** `code`",
    "<i>Escape</i> Artists",
    166,
)
WITHOUT_ARTWORK: Final = _make(
    "noartwork11", "Faceless Song", "Nobody's Portrait", 199, has_artwork=False
)
HOUR_LONG: Final = _make("hourlongmix", "One Hour of Rain on Paper Roofs", "Nocturne Kiosk", 3_723)
TAGGED_FILE: Final = _make(
    "garden-party.mp3",
    "Garden Party (Demo Tape)",
    "Quiet Ferry",
    154,
    source=HTTP,
    has_artwork=False,
)
UNTAGGED_FILE: Final = _make(
    "recording-0042.mp3", "Unknown title", "Unknown artist", 64, source=HTTP, has_artwork=False
)

AWKWARD: Final = (LONG_TITLE, ARABIC, HEBREW, JAPANESE, EMOJI, MARKUP, WITHOUT_ARTWORK, HOUR_LONG)
FAULTY: Final = (FAILING, FAILING_MIDWAY, STUCK)
FILES: Final = (TAGGED_FILE, UNTAGGED_FILE)
SPECIALS: Final = (*SHORT, *STREAMS, *FAULTY, *AWKWARD, *FILES)
