"""The encoded track format, against a string of a real node and against another implementation."""

import base64
import json
import struct
from dataclasses import replace

import lavalink
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lavalink.utils import encode_track_v2

from sim.lavalink.encoding import DecodedTrack, UndecodableTrackError, decode_track, encode_track
from sim.lavalink.modified_utf8 import decode_text, encode_text
from sim.lavalink.track import AlbumDetails, Track

GOLDEN = (
    "QAABCgMADVRvYnUgLSBIaWdoZXIABFRvYnUAAAAAAAND8AALYmxBN2VwSkphUjQAAQAraHR0cHM6Ly93d3cueW91dHVi"
    "ZS5jb20vd2F0Y2g/dj1ibEE3ZXBKSmFSNAEAm2h0dHBzOi8vaS55dGltZy5jb20vdmkvYmxBN2VwSkphUjQvbWF4cmVz"
    "ZGVmYXVsdC5qcGc/c3FwPS1vYXltd0VtQ0lBS0VOQUY4cXVLcVFNYThBRUItQUgtQ1lBQzBBV0tBZ3dJQUJBQkdHVWdZ"
    "U2hXTUE4PSZycz1BT240Q0xBSl9ESGh5V3ZfSDFzV2IteXR6Yy16c09Ia093AAAHeW91dHViZQAAAAAAAAAA"
)

SOURCES = ("youtube", "soundcloud", "bandcamp", "twitch", "http", "spotify", "applemusic", "deezer")
MIRRORED = SOURCES[-3:]
WITHOUT_OWN_FIELDS = SOURCES[:4]
LONGS = st.integers(0, 2**63 - 1)
TEXTS = st.text(max_size=60)
# The other implementation reads all texts but titles and authors as plain UTF-8.
PLAIN_TEXTS = st.text(st.characters(min_codepoint=1, max_codepoint=0xD7FF), min_size=1, max_size=60)


def details(texts: st.SearchStrategy[str]) -> st.SearchStrategy[AlbumDetails]:
    return st.builds(
        AlbumDetails,
        album_name=st.none() | texts,
        album_url=st.none() | texts,
        artist_url=st.none() | texts,
        artist_artwork_url=st.none() | texts,
        preview_url=st.none() | texts,
        is_preview=st.booleans(),
    )


@st.composite
def tracks(
    draw: st.DrawFn, *, texts: st.SearchStrategy[str] = TEXTS, sources: tuple[str, ...] = SOURCES
) -> Track:
    source = draw(st.sampled_from(sources))
    return Track(
        source=source,
        identifier=draw(texts),
        title=draw(TEXTS),
        author=draw(TEXTS),
        length_ms=draw(LONGS),
        is_stream=draw(st.booleans()),
        uri=draw(st.none() | texts),
        artwork_url=draw(st.none() | texts),
        isrc=draw(st.none() | texts),
        probe=draw(texts) if source == "http" else "mp3",
        details=draw(details(texts)) if source in MIRRORED else None,
    )


def test_a_string_of_a_real_node_is_read_and_written_byte_for_byte() -> None:
    decoded = decode_track(GOLDEN)
    assert decoded.track.title == "Tobu - Higher"
    assert decoded.track.author == "Tobu"
    assert decoded.track.length_ms == 214_000
    assert decoded.track.identifier == "blA7epJJaR4"
    assert decoded.track.source == "youtube"
    assert decoded.track.isrc is None
    assert decoded.position_ms == 0
    assert encode_track(decoded.track, decoded.position_ms) == GOLDEN


@given(tracks(), LONGS)
def test_every_track_survives_the_round_trip(track: Track, position_ms: int) -> None:
    decoded = decode_track(encode_track(track, position_ms))
    assert decoded.track == track
    assert decoded.position_ms == position_ms


@given(tracks(texts=PLAIN_TEXTS), LONGS)
def test_another_implementation_reads_what_we_write(track: Track, position_ms: int) -> None:
    theirs = lavalink.decode_track(encode_track(track, position_ms))
    assert (theirs.title, theirs.author) == (track.title, track.author)
    assert (theirs.identifier, theirs.duration) == (track.identifier, track.length_ms)
    assert (theirs.is_stream, theirs.source_name) == (track.is_stream, track.source)
    assert (theirs.uri, theirs.artwork_url, theirs.isrc) == (
        track.uri,
        track.artwork_url,
        track.isrc,
    )
    assert theirs.extra["position"] == position_ms


@given(tracks(texts=PLAIN_TEXTS, sources=WITHOUT_OWN_FIELDS), PLAIN_TEXTS, LONGS)
def test_we_read_what_another_implementation_writes(
    track: Track, title: str, position_ms: int
) -> None:
    plain = replace(track, title=title, author=title)
    version, encoded = lavalink.encode_track(plain.wire("", position_ms)["info"])
    assert version == 3
    assert decode_track(encoded) == DecodedTrack(plain, position_ms)


def test_version_2_is_read_without_artwork_and_isrc() -> None:
    info = decode_track(GOLDEN).track.wire("", 1234)["info"]
    decoded = decode_track(encode_track_v2(info))
    assert decoded.track.uri == info["uri"]
    assert decoded.track.artwork_url is None
    assert decoded.position_ms == 1234


def test_version_1_is_read_without_an_address() -> None:
    body = b"".join(
        (
            struct.pack(">H", 5) + b"title",
            struct.pack(">H", 6) + b"author",
            struct.pack(">q", 90_000),
            struct.pack(">H", 2) + b"id",
            b"\0",
            struct.pack(">H", 7) + b"youtube",
            struct.pack(">q", 77),
        )
    )
    # Version 1 has neither the flag in its head nor a version of its own.
    encoded = base64.b64encode(struct.pack(">I", len(body)) + body).decode()
    decoded = decode_track(encoded)
    assert decoded.track == Track("youtube", "id", "title", "author", 90_000)
    assert decoded.position_ms == 77


def test_mirrored_tracks_of_old_plugins_carry_no_details() -> None:
    track = Track("spotify", "id", "title", "author", 1000)
    whole = base64.b64decode(encode_track(track))
    size_of_details = 6
    body = whole[4 : -8 - size_of_details] + whole[-8:]
    old = base64.b64encode(struct.pack(">I", 1 << 30 | len(body)) + body).decode()
    assert decode_track(old).track.details == AlbumDetails()


def test_text_is_written_in_javas_own_utf8() -> None:
    assert encode_text("\0") == b"\xc0\x80"
    assert encode_text("é") == "é".encode()
    assert encode_text("夜") == "夜".encode()
    assert encode_text("🏮") == b"\xed\xa0\xbc\xed\xbf\xae"


@given(st.text(st.characters()))
def test_any_text_survives_even_halves_of_characters(text: str) -> None:
    assert decode_text(encode_text(text)) == text


@pytest.mark.parametrize("cut", range(0, len(GOLDEN), 4))
def test_a_string_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(UndecodableTrackError):
        decode_track(GOLDEN[:cut])


@pytest.mark.parametrize("text", ["", "!", "QUJD", "über", json.dumps({"a": 1}), "/////w=="])
def test_what_is_no_track_is_refused(text: str) -> None:
    with pytest.raises(UndecodableTrackError):
        decode_track(text)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_decoder_fail_in_another_way(data: bytes) -> None:
    try:
        decoded = decode_track(base64.b64encode(data).decode())
    except UndecodableTrackError:
        return
    assert decode_track(encode_track(decoded.track, decoded.position_ms)) == decoded


def test_a_text_that_is_too_long_cannot_be_encoded() -> None:
    with pytest.raises(ValueError, match="65535"):
        encode_track(Track("youtube", "id", "x" * 65_536, "author", 1000))
