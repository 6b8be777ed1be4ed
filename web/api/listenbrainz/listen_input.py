"""Reads one listen of a submission, refusing what ListenBrainz refuses, in the same words."""

import json
from uuid import UUID

from player.history.heard import CLOCKS_DIFFER_S, EARLIEST_S, LONGEST_MS, Heard, Listen
from web.api.listenbrainz.errors import WrongListen
from web.api.listenbrainz.submission import LARGEST_LISTEN
from web.api.loose_values import whole_number
from web.family import Json

MOST_TAGS = 50
LONGEST_TAG = 64
LONGEST_NAME = 100
MBIDS = ("release_mbid", "recording_mbid", "release_group_mbid", "track_mbid")
LISTS_OF_MBIDS = ("artist_mbids", "work_mbids")
DURATIONS = {"duration": 1_000, "duration_ms": 1}
"""The two ways to say how long a track is, with the milliseconds of their unit."""


def listen_in(given: object, now_s: int) -> Listen:
    """Return a listen that is over; raise `WrongListen`."""
    listen = _object(given)
    if "listened_at" not in listen:
        raise WrongListen(
            "JSON document must contain the key listened_at at the top level.", listen
        )
    if listen.keys() - {"listened_at", "track_metadata"}:
        raise WrongListen(
            "JSON document may only contain listened_at and track_metadata top level keys", listen
        )
    second = _moment(listen, now_s)
    heard = _heard(listen)
    played_s = whole_number(_info(listen).get("duration_played"))
    played_ms = played_s * 1_000 if played_s and 0 < played_s * 1_000 <= LONGEST_MS else None
    return Listen(heard, second * 1_000, played_ms)


def playing_now_in(given: object) -> Heard:
    """Return a track that plays right now; raise `WrongListen`."""
    listen = _object(given)
    if "listened_at" in listen:
        raise WrongListen(
            "JSON document must not contain listened_at while submitting playing_now.", listen
        )
    if listen.keys() - {"track_metadata"}:
        raise WrongListen(
            "JSON document may only contain track_metadata as top level "
            "key when submitting playing_now.",
            listen,
        )
    return _heard(listen)


def _object(given: object) -> Json:
    if not isinstance(given, dict) or not given:
        raise WrongListen("Listen is empty and cannot be validated.")
    if len(json.dumps(given, ensure_ascii=False).encode(errors="replace")) > LARGEST_LISTEN:
        raise WrongListen(
            f"JSON document is too large. A listen may not be larger than {LARGEST_LISTEN} bytes."
        )
    return given


def _moment(listen: Json, now_s: int) -> int:
    second = whole_number(listen["listened_at"])
    if second is None:
        raise WrongListen("JSON document must contain an int value for listened_at.", listen)
    if second >= now_s + CLOCKS_DIFFER_S:
        raise WrongListen("Value for key listened_at is too high.", listen)
    if second < EARLIEST_S:
        raise WrongListen(
            "Value for key listened_at is too low. listened_at timestamp should be greater than "
            f"{EARLIEST_S} (2002-10-01 00:00:00 UTC).",
            listen,
        )
    return second


def _heard(listen: Json) -> Heard:
    info, metadata = _info(listen), listen["track_metadata"]
    _check_tags(listen, info)
    _check_mbids(listen, info)
    url, release = info.get("origin_url"), metadata.get("release_name")
    if not isinstance(release, str | None):
        raise WrongListen("release_name must be a single string.", listen)
    return Heard(
        title=_name(listen, "track_name"),
        artist=_name(listen, "artist_name"),
        album=(release or "").strip() or None,
        duration_ms=_duration_ms(listen, info),
        url=url if isinstance(url, str) and url.startswith(("https://", "http://")) else None,
        source=_first_text(info, "music_service", "music_service_name"),
        client=_first_text(info, "submission_client", "media_player", "listening_from"),
    )


def _info(listen: Json) -> Json:
    metadata = listen.get("track_metadata")
    if "track_metadata" not in listen:
        raise WrongListen(
            "JSON document must contain the key track_metadata at the top level.", listen
        )
    if not isinstance(metadata, dict):
        raise WrongListen("track_metadata must be a json object.", listen)
    info = metadata.get("additional_info")
    if not isinstance(info, dict | None):
        raise WrongListen("track_metadata.additional_info must be a json object.", listen)
    return info or {}


def _name(listen: Json, key: str) -> str:
    name = listen["track_metadata"].get(key)
    if not isinstance(name, str | None):
        raise WrongListen(f"{key} must be a single string.", listen)
    if not name or not name.strip():
        raise WrongListen(f"JSON document does not contain required track_metadata.{key}.", listen)
    return name.strip()


def _duration_ms(listen: Json, info: Json) -> int:
    given = {key: info[key] for key in DURATIONS if info.get(key) is not None}
    if len(given) > 1:
        raise WrongListen("JSON document should not contain both duration and duration_ms.", listen)
    for key, value in given.items():
        length = whole_number(value)
        if length is None or length <= 0:
            raise WrongListen(f"Value for {key} is invalid, should be a positive integer.", listen)
        if length * DURATIONS[key] > LONGEST_MS:
            raise WrongListen(f"Value for {key} is too high.", listen)
        return length * DURATIONS[key]
    return 0


def _check_tags(listen: Json, info: Json) -> None:
    tags = info.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise WrongListen("track_metadata.additional_info.tags must be a list of strings.", listen)
    if len(tags) > MOST_TAGS:
        raise WrongListen(
            f"JSON document may not contain more than {MOST_TAGS} items in "
            "track_metadata.additional_info.tags.",
            listen,
        )
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise WrongListen(
            "JSON document may not contain track_metadata.additional_info.tags "
            f"longer than {LONGEST_TAG} characters.",
            listen,
        )


def _check_mbids(listen: Json, info: Json) -> None:
    lists = {key: info.get(key) or [] for key in LISTS_OF_MBIDS}
    for key, several in {**lists, **{key: [info.get(key)] for key in MBIDS}}.items():
        if not isinstance(several, list) or not all(not each or _is_uuid(each) for each in several):
            raise WrongListen(f"{key} MBID format invalid.", listen)


def _first_text(info: Json, *keys: str) -> str:
    texts = (info.get(key) for key in keys)
    return next((text[:LONGEST_NAME] for text in texts if isinstance(text, str) and text), "")


def _is_uuid(value: object) -> bool:
    try:
        UUID(value)  # type: ignore[arg-type]  # What is no text is no uuid either.
    except (ValueError, AttributeError, TypeError):
        return False
    return True
