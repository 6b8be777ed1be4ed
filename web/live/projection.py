"""Projects a guild's player onto what screens show: whole snapshots, and patches between them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Protocol

from auth.identity import ChannelId, GuildId, UserId
from player.bus import Recorded
from player.core.events import ProblemMet, VoteEnded
from player.core.filters import Filters
from player.core.state import PlayerState
from player.core.track import Entry
from player.core.votes import Vote, VoteEnd, votes_needed
from player.telling import tell, tell_passed_votes
from player.wording import describe_request
from web.faces import DJ, Face, Room
from web.live.queue_ops import queue_ops
from web.live.queue_rows import COLUMNS, WINDOW, Row, length_ms, row, runs
from web.live.saying import in_a_row, saying, saying_all

Json = dict[str, Any]


class Faces(Protocol):
    """Knows how the people and channels behind ids look."""

    def user(self, guild_id: GuildId, user_id: UserId) -> Face: ...

    def channel(self, channel_id: ChannelId) -> Room: ...


def snapshot(state: PlayerState, faces: Faces, *, rows: int = WINDOW) -> Json:
    """Return everything a screen needs to show this player, with so many entries in full."""
    return {
        **_slices(state, faces),
        "queue": _queue(state, faces, rows),
    }


def patch(recorded: Recorded, faces: Faces) -> Json | None:
    """Return what changed on the screens, or None when nothing did."""
    changes = _changes(recorded, faces)
    notices = [event.message for event in recorded.events if isinstance(event, ProblemMet)]
    if notices:
        changes |= saying_all("notices", notices)
    if ended := _ended_votes(recorded):
        changes["votes_ended"] = ended
    if not changes:
        return None
    if recorded.actor.user_id is not None:
        face = faces.user(recorded.guild_id, recorded.actor.user_id)
        changes["by"] = _actor(face, recorded.after)
        if told := tell(recorded):
            changes |= {"log": f"{face['name']} {told}", "log_said": told.said}
    elif passed := tell_passed_votes(recorded):
        changes |= saying("log", in_a_row(passed))
    if "log" in changes:
        changes["at"] = recorded.at
    return changes


def _actor(face: Face, state: PlayerState) -> Json:
    """Name who acted; the picture of a listener is known."""
    known = face["id"] in state.listeners
    return {"id": face["id"], "name": face["name"]} if known else {**face}


def _ended_votes(recorded: Recorded) -> list[Json]:
    """Say how votes ended that screens have shown; those that an eject swept away are moot."""
    ends = {event.vote_id: event.how for event in recorded.events if isinstance(event, VoteEnded)}
    still_open = {vote.id for vote in recorded.after.votes}
    return [
        {
            "id": vote.id,
            "how": ends.get(vote.id, VoteEnd.MOOT),
            **saying("action", describe_request(vote.request, recorded.before)),
        }
        for vote in recorded.before.votes
        if vote.id not in still_open
    ]


def show_entry(entry: Entry, guild_id: GuildId, faces: Faces) -> Json:
    requester = faces.user(guild_id, entry.requester) if entry.requester else None
    return {**dict(zip(COLUMNS, row(entry), strict=True)), "requester": requester}


def _changes(recorded: Recorded, faces: Faces) -> Json:
    before, after = _slices(recorded.before, faces), _slices(recorded.after, faces)
    changes = {name: after[name] for name in after if after[name] != before[name]}
    if queue := _queue_changes(recorded.before, recorded.after, faces):
        changes["queue"] = queue
    return changes


def _queue(state: PlayerState, faces: Faces, rows: int) -> Json:
    shown = [row(entry) for entry in state.queue[:rows]]
    return {
        "count": len(state.queue),
        "length": length_ms(state.queue),
        "ids": runs(entry.id for entry in state.queue),
        "columns": COLUMNS,
        "rows": shown,
        "people": _absent(shown, state, faces),
    }


def _queue_changes(before: PlayerState, after: PlayerState, faces: Faces) -> Json:
    operations = queue_ops(before.queue, after.queue)
    if not operations:
        return {}
    changes: Json = {"ops": operations}
    if (length := length_ms(after.queue)) != length_ms(before.queue):
        changes["length"] = length
    shown = [each for operation in operations for each in operation.get("rows", ())]
    if people := _absent(shown, after, faces):
        changes["people"] = people
    return changes


def _absent(rows: Iterable[Row], state: PlayerState, faces: Faces) -> list[Face]:
    """Return the faces of requesters who are not among the listeners, for those are known."""
    requesters = {UserId(str(row[-1])) for row in rows if row[-1] is not None}
    return [faces.user(state.guild_id, each) for each in sorted(requesters - {*state.listeners})]


def _slices(state: PlayerState, faces: Faces) -> Json:
    return {
        "playback": _playback(state, faces),
        "options": _options(state),
        "equalizer": list(state.equalizer),
        "filters": show_filters(state.filters),
        "votes": [_vote(vote, state, faces) for vote in state.votes],
        "connection": _connection(state, faces),
        "listeners": [_listener(user_id, state, faces) for user_id in state.listeners],
        "undo": state.last_edit.author if state.last_edit else None,
    }


def _playback(state: PlayerState, faces: Faces) -> Json:
    entry, playhead = state.current, state.playhead
    return {
        "entry": show_entry(entry, state.guild_id, faces) if entry else None,
        "position": playhead.position_ms if playhead else 0,
        "at": playhead.at if playhead else 0,
        "rate": playhead.rate if playhead else 1.0,
        "paused": playhead.paused if playhead else True,
        "stalled": playhead.stalled if playhead else False,
        "has_previous": any(entry is None or past.id != entry.id for past in state.history),
    }


def _options(state: PlayerState) -> Json:
    policy = state.policy
    return {
        "volume": state.volume,
        "volume_limit": policy.volume.limit,
        "volume_step": policy.volume.step,
        "volume_change": policy.volume.change,
        "repeat": state.repeat,
        "repeat_song": state.repeat_track,
        "shuffle": state.shuffle,
        "equalizer_change": policy.player.equalizer.change,
        "ensure": policy.player.ensure,
    }


def show_filters(filters: Filters) -> Json:
    """Return the filters that are on, with all of their parameters."""
    return {name: values for name, values in asdict(filters).items() if values is not None}


def _vote(vote: Vote, state: PlayerState, faces: Faces) -> Json:
    return {
        "id": vote.id,
        **saying("action", describe_request(vote.request, state)),
        "by": faces.user(state.guild_id, vote.starter),
        "voters": [faces.user(state.guild_id, voter) for voter in vote.voters],
        "needed": votes_needed(state.policy.dj, len(state.electorate)),
        "expires_at": vote.expires_at,
    }


def _listener(user_id: UserId, state: PlayerState, faces: Faces) -> Json:
    return {
        **faces.user(state.guild_id, user_id),
        "dj": DJ[state.standing_of(user_id)],
        "deafened": user_id in state.deafened,
    }


def _connection(state: PlayerState, faces: Faces) -> Json:
    return {
        "channel": faces.channel(state.channel_id) if state.channel_id else None,
        "voice": state.voice_connected,
        "node": state.node_connected,
        "discord": state.discord_connected,
    }
