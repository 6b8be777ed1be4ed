from dataclasses import fields, is_dataclass, replace
from typing import Any

import bson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.identity import GuildId, UserId
from db.player_codec import (
    STATE_FIELDS,
    UnreadableSnapshot,
    changed_fields,
    decode,
    encode,
    encode_state,
    without_lone_surrogates,
)
from player.core.filters import NO_FILTERS, PRESETS
from player.core.playback import Playhead
from player.core.policy import DEFAULT_POLICY
from player.core.requests import (
    AddTracks,
    ClearQueue,
    MoveEntries,
    MoveEntry,
    Placement,
    Previous,
    RemoveEntries,
    RemoveEntry,
    Seek,
    SetEqualizer,
    SetFilters,
    SetPaused,
    SetRepeat,
    SetShuffle,
    SetVolume,
    Skip,
    Stop,
    UndoEdit,
)
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, Past, PlayId, Track
from player.core.votes import Vote
from player.ports import Snapshot

GUILD = GuildId("100000000000000001")
TRACK = Track("QAAA", "Title", "Author", None, "id", "youtube", 1000)
ENTRY = Entry(EntryId(7), TRACK, UserId("5"))
PAST = Past(EntryId(6), TRACK, UserId("5"), PlayId(2), 1_000)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.floats(allow_nan=False)


def arbitrary(kind: type[Any], **chosen: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy that sets every field, also those that have a default."""
    assert is_dataclass(kind)
    assert set(chosen) == {field.name for field in fields(kind)}
    return st.builds(kind, **chosen)


TRACKS = arbitrary(
    Track,
    encoded=TEXTS,
    title=TEXTS,
    author=TEXTS,
    url=st.none() | TEXTS,
    identifier=TEXTS,
    source=TEXTS,
    length_ms=WHOLE,
    artwork_url=st.none() | TEXTS,
    is_stream=st.booleans(),
    is_seekable=st.booleans(),
    album=st.none() | TEXTS,
    isrc=st.none() | TEXTS,
)
ENTRIES = arbitrary(Entry, id=WHOLE, track=TRACKS, requester=st.none() | TEXTS)
PASTS = arbitrary(
    Past,
    id=WHOLE,
    track=TRACKS,
    requester=st.none() | TEXTS,
    play_id=WHOLE,
    ended_at=WHOLE,
)
PLAYHEADS = arbitrary(
    Playhead,
    position_ms=WHOLE,
    at=WHOLE,
    rate=NUMBERS,
    paused=st.booleans(),
    stalled=st.booleans(),
)
REQUESTS = st.one_of(
    st.sampled_from([Skip(), Stop(), Previous(), ClearQueue(), UndoEdit()]),
    st.builds(SetPaused, st.booleans()),
    st.builds(SetRepeat, st.booleans()),
    st.builds(SetShuffle, st.booleans()),
    st.builds(SetVolume, WHOLE),
    st.builds(Seek, WHOLE),
    st.builds(MoveEntry, WHOLE.map(EntryId), WHOLE),
    st.builds(RemoveEntry, WHOLE.map(EntryId)),
    st.builds(MoveEntries, st.frozensets(WHOLE.map(EntryId), max_size=3), WHOLE),
    st.builds(RemoveEntries, st.frozensets(WHOLE.map(EntryId), max_size=3)),
    st.builds(SetEqualizer, st.lists(NUMBERS, max_size=15).map(tuple)),
    st.builds(SetFilters, st.sampled_from([NO_FILTERS, *PRESETS.values()])),
    st.builds(AddTracks, st.lists(TRACKS, max_size=2).map(tuple), st.sampled_from(Placement)),
)
VOTES = arbitrary(
    Vote,
    id=WHOLE,
    request=REQUESTS,
    starter=TEXTS,
    voters=st.lists(TEXTS, max_size=3).map(tuple),
    expires_at=WHOLE,
    about=st.none() | WHOLE,
)
STATES = arbitrary(
    PlayerState,
    guild_id=TEXTS,
    # None of these is stored: settings live elsewhere, edits cannot be taken back for ever, and
    # Discord tells at every start what listeners bear.
    policy=st.just(DEFAULT_POLICY),
    last_edit=st.none(),
    last_passed=st.none(),
    badges=st.just(()),
    deafened=st.lists(TEXTS, max_size=3).map(tuple),
    filters=st.sampled_from([NO_FILTERS, *PRESETS.values()]),
    votes=st.lists(VOTES, max_size=2).map(tuple),
    next_vote_id=WHOLE,
    idle_since=st.none() | WHOLE,
    channel_id=st.none() | TEXTS,
    voice_connected=st.booleans(),
    node_connected=st.booleans(),
    discord_connected=st.booleans(),
    listeners=st.lists(TEXTS, max_size=3).map(tuple),
    current=st.none() | ENTRIES,
    playhead=st.none() | PLAYHEADS,
    play_id=WHOLE,
    failed_play=WHOLE,
    queue=st.lists(ENTRIES, max_size=3).map(tuple),
    history=st.lists(PASTS, max_size=3).map(tuple),
    repeat=st.booleans(),
    repeat_track=st.booleans(),
    shuffle=st.booleans(),
    volume=WHOLE,
    equalizer=st.lists(NUMBERS, max_size=15).map(tuple),
    next_entry_id=WHOLE,
)
SNAPSHOTS = arbitrary(Snapshot, state=STATES, seq=WHOLE, saved_at=WHOLE)


def stored(document: dict[str, Any]) -> dict[str, Any]:
    """Return what a document is after a time in the database."""
    return bson.decode(bson.encode(document))


@settings(max_examples=200)
@given(SNAPSHOTS)
def test_a_snapshot_comes_back_as_it_was(snapshot: Snapshot) -> None:
    back = decode(stored(encode(snapshot)))
    assert back == snapshot
    assert repr(back) == repr(snapshot)


@given(STATES, STATES)
def test_the_changed_fields_carry_a_state_over_to_the_next(
    before: PlayerState, after: PlayerState
) -> None:
    after = replace(after, guild_id=before.guild_id)
    document = encode(Snapshot(before, 1, 1))
    document["state"] |= encode_state(after, changed_fields(before, after))
    assert decode(stored(document)).state == after


def test_what_is_shared_with_the_state_before_is_not_changed() -> None:
    before = PlayerState(GUILD, queue=(ENTRY,) * 5000, history=(PAST,))
    assert changed_fields(before, replace(before, volume=5, repeat=True)) == {"volume", "repeat"}
    assert changed_fields(before, before) == set()


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    snapshot = Snapshot(PlayerState(GUILD, current=ENTRY, playhead=Playhead(1, 2)), 3, 4)
    document = encode(snapshot)
    document["mood"] = "blue"
    for part in (document["state"], document["state"]["current"]["track"]):
        part["mood"] = {"of": ["the", "future"]}
    assert decode(stored(document)) == snapshot


@pytest.mark.parametrize("name", sorted(STATE_FIELDS))
def test_a_field_that_an_older_version_lacked_takes_its_default(name: str) -> None:
    document = encode(Snapshot(PlayerState(GUILD), 3, 4))
    del document["state"][name]
    assert decode(stored(document)).state == PlayerState(GUILD)


def test_a_document_of_an_older_version_with_nothing_but_the_needful() -> None:
    track = {
        name: getattr(TRACK, name)
        for name in ("encoded", "title", "author", "url", "identifier", "source", "length_ms")
    }
    entry = {"id": 7, "track": track, "requester": "5"}
    document = {"_id": GUILD, "seq": 3, "saved_at": 4, "state": {"queue": [entry]}}
    assert decode(document) == Snapshot(PlayerState(GUILD, queue=(ENTRY,)), 3, 4)


@pytest.mark.parametrize(
    "damage",
    [
        {"state": None},
        {"state": {"queue": [{"id": 1}]}},
        {"state": {"volume": "loud"}},
        {"state": {"playhead": 5}},
    ],
)
def test_a_damaged_document_is_unreadable(damage: dict[str, Any]) -> None:
    with pytest.raises(UnreadableSnapshot):
        decode({"_id": GUILD, "seq": 3, "saved_at": 4} | damage)


@pytest.mark.parametrize("name", ["_id", "seq", "saved_at", "state"])
def test_without_its_frame_a_document_is_unreadable(name: str) -> None:
    document = encode(Snapshot(PlayerState(GUILD), 3, 4))
    del document[name]
    with pytest.raises(UnreadableSnapshot):
        decode(document)


def test_text_that_utf8_cannot_hold_is_made_proper() -> None:
    title = replace(TRACK, title="a\ud800b", author="ü🎧\udfff")
    state = PlayerState(GUILD, queue=(Entry(EntryId(1), title, None),), play_id=PlayId(9))
    document = without_lone_surrogates(encode(Snapshot(state, 3, 4)))
    [entry] = decode(stored(document)).state.queue
    assert (entry.track.title, entry.track.author) == ("a?b", "ü🎧?")
