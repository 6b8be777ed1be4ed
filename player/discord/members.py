"""Asks Discord who is a member and keeps the answers for a short while."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.discord.records import Membership
from player.ending import end

# With the seconds between two beats of a stream this makes less than half a minute, which is the
# longest that anybody keeps a right that Discord has taken away.
FRESH_S = 9.0
ABSENT_S = 10.0
CAPACITY = 10_000

Fetch = Callable[[GuildId, UserId], Awaitable[Membership | None]]
"""Asks Discord; None says that this is no member. Raises `DiscordDown`."""

Key = tuple[GuildId, UserId]
Question = asyncio.Task[Membership | None]


@dataclass(frozen=True, slots=True)
class Answer:
    membership: Membership | None
    asked_at: float


class Members:
    """Memberships over REST: a few seconds old at most, one question at a time for each person."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._questions: dict[Key, Question] = {}
        self._asked: set[Question] = set()

    def known(self, guild_id: GuildId, user_id: UserId) -> Answer | None:
        """Return an answer that is young enough to be relied on."""
        answer = self._answers.get((guild_id, user_id))
        if answer is None:
            return None
        lifetime = FRESH_S if answer.membership else ABSENT_S
        return answer if self._clock() - answer.asked_at < lifetime else None

    async def find(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        """Return a fresh membership, asking Discord if need be; None if not a member."""
        if answer := self.known(guild_id, user_id):
            return answer.membership
        question = self._questions.get((guild_id, user_id)) or self._question((guild_id, user_id))
        # Unlike a plain await, this leaves the question alive when one of its askers gives up.
        await asyncio.wait({question})
        if question.cancelled():
            raise DiscordDown
        return question.result()

    def drop(self, guild_id: GuildId, user_id: UserId) -> None:
        """Forget an answer that Discord has outdated, and disregard one that is under way."""
        self._answers.pop((guild_id, user_id), None)
        self._questions.pop((guild_id, user_id), None)

    def drop_guild(self, guild_id: GuildId) -> None:
        for key in [*self._answers, *self._questions]:
            if key[0] == guild_id:
                self.drop(*key)

    async def close(self) -> None:
        """End every open question; those who wait are told that Discord is down."""
        await end(*self._asked)

    def _question(self, key: Key) -> Question:
        question = asyncio.create_task(self._ask(key), name=f"member {key[1]} of guild {key[0]}")
        self._questions[key] = question
        self._asked.add(question)
        question.add_done_callback(lambda done: self._settle(key, done))
        return question

    async def _ask(self, key: Key) -> Membership | None:
        asked_at = self._clock()
        membership = await self._fetch(*key)
        if self._questions.get(key) is asyncio.current_task():
            self._remember(key, Answer(membership, asked_at))
        return membership

    def _remember(self, key: Key, answer: Answer) -> None:
        self._answers[key] = answer
        self._answers.move_to_end(key)
        if len(self._answers) > CAPACITY:
            self._answers.popitem(last=False)

    def _settle(self, key: Key, question: Question) -> None:
        self._asked.discard(question)
        if self._questions.get(key) is question:
            del self._questions[key]
        if not question.cancelled():
            # The askers may all be gone; a failure that nobody fetches would be logged as lost.
            question.exception()
