"""The receivers of people and of guilds: made, changed, tried out and removed by their owners."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from auth.identity import UserId
from player.core.sentence import Sentence
from player.outbox.delivery import EventId, problem_of
from player.outbox.errors import (
    AddressRefused,
    ChangedElsewhere,
    TooManyReceivers,
    UnknownReceiver,
    Unreachable,
)
from player.outbox.ports import ReceiverStore
from player.outbox.posting import to_json, trial_of
from player.outbox.receiver import Kind, Owner, Receiver, ReceiverId, Topic
from player.outbox.signature import new_secret
from player.outbox.tellings import message
from player.outbox.way_out import Answer, WayOut

RECEIVERS_EACH = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner wants of a receiver; what is None stays as it is."""

    address: str | None = None
    token: str | None = None
    topics: frozenset[Topic] | None = None
    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying a receiver out; the `status` is None when nobody answered."""

    delivered: bool
    status: int | None = None
    problem: Sentence | None = None


class Receivers:
    """All receivers; `call` is told of those whose owner has changed them."""

    def __init__(
        self,
        store: ReceiverStore,
        way_out: WayOut,
        call: Callable[[ReceiverId], None],
        now: Callable[[], int],
    ) -> None:
        self._store = store
        self._way_out = way_out
        self._call = call
        self._now = now

    async def list_of(self, owner: Owner) -> Sequence[Receiver]:
        return await self._store.list_of(owner)

    async def get(self, owner: Owner, receiver_id: ReceiverId) -> Receiver:
        """Return one of an owner's receivers; raises `UnknownReceiver`."""
        receiver = await self._store.get(receiver_id)
        if receiver is None or receiver.owner != owner:
            raise UnknownReceiver
        return receiver

    async def add(
        self, owner: Owner, kind: Kind, address: str, token: str | None, topics: frozenset[Topic]
    ) -> Receiver:
        """Make a receiver; without a token it gets a secret, which is to be shown this once.

        Raises `TooManyReceivers`, `AddressRefused`.
        """
        if len(await self._store.list_of(owner)) >= RECEIVERS_EACH:
            raise TooManyReceivers(RECEIVERS_EACH)
        await self._way_out.approve(address)
        receiver = Receiver(
            id=ReceiverId(uuid4().hex),
            owner=owner,
            kind=kind,
            address=address,
            secret=token or new_secret(),
            topics=topics,
            made_at=self._now(),
        )
        await self._store.add(receiver)
        return receiver

    async def change(self, owner: Owner, receiver_id: ReceiverId, wish: Wish) -> Receiver:
        """Change a receiver; raises `UnknownReceiver`, `AddressRefused`, `ChangedElsewhere`."""
        receiver = await self.get(owner, receiver_id)
        if wish.address is not None:
            await self._way_out.approve(wish.address)
        changed = replace(
            receiver,
            address=receiver.address if wish.address is None else wish.address,
            secret=receiver.secret if wish.token is None else wish.token,
            topics=receiver.topics if wish.topics is None else wish.topics,
        )
        return await self._save(changed if wish.on is None else changed.switched(on=wish.on))

    async def renew_secret(self, owner: Owner, receiver_id: ReceiverId) -> Receiver:
        """Give a webhook another secret, which is to be shown this once."""
        receiver = await self.get(owner, receiver_id)
        if receiver.kind is not Kind.WEBHOOK:
            raise UnknownReceiver
        return await self._save(replace(receiver, secret=new_secret()))

    async def remove(self, owner: Owner, receiver_id: ReceiverId) -> None:
        """Remove a receiver, and drop what waits for it; raises `UnknownReceiver`."""
        await self.get(owner, receiver_id)
        await self._store.delete(receiver_id)
        self._call(receiver_id)

    async def forget(self, user_id: UserId) -> None:
        """Remove all receivers of a person."""
        owner = Owner.person(user_id)
        for receiver in await self._store.list_of(owner):
            await self.remove(owner, receiver.id)

    async def try_out(self, owner: Owner, receiver_id: ReceiverId) -> Trial:
        """Send something harmless and say what came of it; raises `UnknownReceiver`."""
        receiver = await self.get(owner, receiver_id)
        now = self._now()
        body = to_json(message("test", now, {"receiver": receiver.id}))
        post = trial_of(receiver, EventId(uuid4().hex), body, now)
        try:
            answer = await self._way_out.send(post.method, post.address, post.headers, post.body)
        except (Unreachable, AddressRefused) as failure:
            return Trial(delivered=False, problem=failure.args[0])
        return _trial(receiver.kind, answer)

    async def _save(self, receiver: Receiver) -> Receiver:
        if not await self._store.change(receiver):
            raise ChangedElsewhere
        self._call(receiver.id)
        return replace(receiver, edition=receiver.edition + 1)


def _trial(kind: Kind, answer: Answer) -> Trial:
    if not answer.is_success:
        return Trial(False, answer.status, problem_of(kind, answer.status))
    if kind is Kind.LISTENBRAINZ and not _is_valid(answer.body):
        return Trial(False, answer.status, Sentence("It does not know the token."))
    return Trial(delivered=True, status=answer.status)


def _is_valid(body: bytes) -> bool:
    """Read what `validate-token` says; servers that say nothing of it have accepted the token."""
    try:
        told = json.loads(body)
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("valid") is not False
