"""Sends on what people heard through the bot, to wherever they want it."""

from player.history.play import Origin, Play
from player.outbox.delivery import Delivery, EventId
from player.outbox.outbox import Outbox
from player.outbox.ports import ReceiverStore
from player.outbox.posting import to_json
from player.outbox.receiver import Kind, Owner, Receiver, Topic
from player.outbox.tellings import listen_of, play_message


class Scrobbling:
    """Puts valid plays into the outbox, for everybody who heard them and wants them."""

    def __init__(self, receivers: ReceiverStore, outbox: Outbox) -> None:
        self._receivers = receivers
        self._outbox = outbox

    async def play_ended(self, play: Play) -> None:
        """Take in a play of our own player that is over; again changes nothing."""
        if play.origin is not Origin.PLAYER or not play.is_valid:
            return
        listeners = [Owner.person(user_id) for user_id in play.listeners]
        found = await self._receivers.told_of({Topic.PLAYS}, listeners) if listeners else []
        await self._outbox.put([_delivery(play, each) for each in found if _fits(play, each)])


def _fits(play: Play, receiver: Receiver) -> bool:
    """Say whether a receiver can take a play: ListenBrainz knows none without these two."""
    named = bool(play.title.strip() and play.artist.strip())
    return named or receiver.kind is not Kind.LISTENBRAINZ


def _delivery(play: Play, receiver: Receiver) -> Delivery:
    told = listen_of(play) if receiver.kind is Kind.LISTENBRAINZ else play_message(play)
    ended_at = play.ended_at or play.started_at
    return Delivery(EventId(play.id), receiver.id, to_json(told), ended_at)
