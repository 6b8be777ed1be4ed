"""Times, names and places as people see them; `static/js/lib` says the same in the browser."""

import math

from babel.numbers import format_decimal

from web.language import gettext, marked, ngettext, say, spoken

HUES = 12
KILO = 1000
USUAL_VOLUME = 100
USUAL_SHARE = 0.6
PLACES = 1000
LOWEST_GAIN = -0.25
BEND = 1.6

SOURCES = {
    "applemusic": "Apple Music",
    "bandcamp": "Bandcamp",
    "deezer": "Deezer",
    "http": marked("Web stream"),
    "local": marked("Local file"),
    "mixcloud": "Mixcloud",
    "nico": "Niconico",
    "soundcloud": "SoundCloud",
    "spotify": "Spotify",
    "twitch": "Twitch",
    "vimeo": "Vimeo",
    "youtube": "YouTube",
}


def clock_time(milliseconds: float) -> str:
    """Return “3:05” or “1:02:03”."""
    whole = max(0, int(milliseconds // 1000))
    hours, minutes, seconds = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spoken_time(milliseconds: float) -> str:
    """Return “3 minutes 5 seconds”, for ears."""
    whole = max(0, int(milliseconds // 1000))
    hours, minutes, seconds = whole // 3600, whole // 60 % 60, whole % 60
    parts = [
        ngettext("%(num)s hour", "%(num)s hours", hours) if hours else "",
        ngettext("%(num)s minute", "%(num)s minutes", minutes) if minutes else "",
        ngettext("%(num)s second", "%(num)s seconds", seconds) if seconds or not whole else "",
    ]
    return " ".join(filter(None, parts))


def rough_time(milliseconds: float) -> str:
    """Return “48 min”, “2 h 5 min”, or “under a minute”."""
    if milliseconds < 60_000:
        return gettext("under a minute")
    minutes = math.floor(milliseconds % 3_600_000 / 60_000 + 0.5)
    hours = int(milliseconds // 3_600_000) + minutes // 60
    rest = minutes % 60
    parts = [
        gettext("%(n)s h", n=hours) if hours else "",
        gettext("%(n)s min", n=rest) if rest else "",
    ]
    return " ".join(filter(None, parts))


def number(count: int) -> str:
    """Return a number with the separators of the language."""
    return format_decimal(count, locale=spoken().language)


def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    return "".join(word[0].upper() for word in name.split()[:2])


def hue(text: str) -> int:
    """Return one of twelve hues, always the same for the same text."""
    total = 7
    for letter in text:
        total = (total * 31 + ord(letter)) % 65_521
    return total % HUES


def hertz(frequency: int) -> str:
    """Return “25 hertz” or “1.6 kilohertz”, for ears."""
    if frequency < KILO:
        return gettext("%(n)s hertz", n=frequency)
    return gettext("%(n)s kilohertz", n=frequency / KILO)


def short_hertz(frequency: int) -> str:
    """Return “25” or “1.6k”."""
    return str(frequency) if frequency < KILO else gettext("%(n)sk", n=frequency / KILO)


def source_name(platform: str) -> str:
    known = SOURCES.get(platform.lower())
    return say(known) if known else platform


def volume_place(volume: int, limit: int) -> int:
    """Return where a volume stands on a slider of 1,000 places.

    Limits far above 100 leave the slider's greater part to the volumes that people use.
    """
    if limit <= 0:
        return 0
    volume = min(volume, limit)
    if limit <= USUAL_VOLUME / USUAL_SHARE:
        share = volume / limit
    elif volume <= USUAL_VOLUME:
        share = volume / USUAL_VOLUME * USUAL_SHARE
    else:
        beyond = (volume - USUAL_VOLUME) / (limit - USUAL_VOLUME)
        share = USUAL_SHARE + beyond * (1 - USUAL_SHARE)
    return math.floor(PLACES * share + 0.5)


def band_place(gain: float) -> int:
    """Return where a gain stands on a band's slider from -100 to 100, with flat in the middle."""
    share = -gain / LOWEST_GAIN if gain < 0 else gain ** (1 / BEND)
    return math.floor(max(-1.0, min(1.0, share)) * 100 + 0.5)
