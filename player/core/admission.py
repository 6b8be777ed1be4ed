"""Which tracks a guild lets into its queue."""

from player.core.draft import Draft
from player.core.errors import Blacklisted, PlayerError, QueueFull, QueueShareFull, TrackTooLong
from player.core.events import EntriesRemoved, ProblemMet
from player.core.policy import Blacklist, Policy
from player.core.sentence import Sentence
from player.core.track import Track


def admit(tracks: tuple[Track, ...], draft: Draft) -> tuple[Track, ...]:
    """Return the tracks that the rules allow; refuse if that leaves none.

    A list loses what is not allowed and keeps the rest, which a notice tells everybody.
    """
    allowed: list[Track] = []
    refusals: list[PlayerError] = []
    for track in tracks:
        refusal = _refusal(track, draft.state.policy)
        if refusal is None:
            allowed.append(track)
        else:
            refusals.append(refusal)
    if refusals and not allowed:
        raise refusals[0]
    if refusals:
        draft.emit(
            ProblemMet(
                Sentence(
                    "{refused} of {count} tracks are not allowed here.",
                    refused=len(refusals),
                    count=len(tracks),
                )
            )
        )
    return _within_limits(allowed, draft)


def expel_blacklisted(draft: Draft) -> None:
    """Remove from the queue what its guild does not want any more, and tell everybody."""
    blacklist = draft.state.policy.blacklist
    unwanted = [entry.id for entry in draft.state.queue if _is_unwanted(entry.track, blacklist)]
    if unwanted:
        draft.emit(EntriesRemoved(frozenset(unwanted)))
        notice = Sentence("Blacklisted tracks were removed: {count}.", count=len(unwanted))
        draft.emit(ProblemMet(notice))


def _refusal(track: Track, policy: Policy) -> PlayerError | None:
    if _is_unwanted(track, policy.blacklist):
        return Blacklisted(track.title)
    limit_s = policy.player.max_track_length_s
    if limit_s and (track.is_stream or track.length_ms > limit_s * 1000):
        return TrackTooLong(track.title, limit_s)
    return None


def _is_unwanted(track: Track, blacklist: Blacklist) -> bool:
    text = f"{track.title}\n{track.author}".casefold()
    words = blacklist.words if blacklist.enabled else ()
    return any(word.casefold() in text for word in words)


def _within_limits(tracks: list[Track], draft: Draft) -> tuple[Track, ...]:
    rules = draft.state.policy.player
    if len(draft.state.queue) + len(tracks) > rules.queue_limit:
        raise QueueFull(rules.queue_limit)
    if not rules.queue_limit_per_user:
        return tuple(tracks)
    mine = sum(entry.requester == draft.context.actor.user_id for entry in draft.state.queue)
    room = max(0, rules.queue_limit_per_user - mine)
    if not room:
        raise QueueShareFull(rules.queue_limit_per_user)
    if len(tracks) > room:
        draft.emit(
            ProblemMet(
                Sentence(
                    "Only {room} of {count} tracks were added: a person's share.",
                    room=room,
                    count=len(tracks),
                )
            )
        )
    return tuple(tracks[:room])
