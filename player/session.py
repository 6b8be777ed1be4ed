"""One guild's player at work: a mailbox, one command at a time, and a lane for its effects."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from auth.identity import SYSTEM, Actor, ActorKind, GuildId
from player.bus import Bus, Recorded
from player.core.commands import (
    CastVote,
    Command,
    EffectFailed,
    MoreFound,
    Observation,
    PositionReported,
    TimePassed,
)
from player.core.context import Context, Standing
from player.core.decide import decide
from player.core.effects import Effect, FindMore, JoinChannel, LeaveChannel
from player.core.errors import DiscordDown, GroundMoved, NodeDown, PlayerError
from player.core.events import Event
from player.core.idling import next_deadline
from player.core.requests import Request
from player.core.state import PlayerState
from player.core.votes import Vote
from player.ending import end
from player.ports import AudioNode, Autoplay, Directory, Policies, VoiceGateway

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an accepted command led to: its events, and the player's revision and state after it.

    `vote` is the open vote that the command waits in, when it was not carried out at once.
    """

    seq: int
    state: PlayerState
    events: tuple[Event, ...] = ()
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """The ports a session acts through, shared by all sessions."""

    node: AudioNode
    voice: VoiceGateway
    directory: Directory
    bus: Bus
    policies: Policies
    autoplay: Autoplay
    now: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what the guild's rules make of them right now."""

    actor: Actor
    standing: Standing = Standing.DJ


THE_SYSTEM = Caller(SYSTEM)


@dataclass(frozen=True, slots=True)
class _Letter:
    command: Command
    caller: Caller
    expected_seq: int | None
    answer: asyncio.Future[Outcome] | None


class Session:
    """Owns one guild's state; every change of it passes through `submit` or `observe`."""

    def __init__(self, state: PlayerState, seq: int, outside: Outside) -> None:
        self._state = state
        self._seq = seq
        self._outside = outside
        self._mailbox: asyncio.Queue[_Letter] = asyncio.Queue()
        self._effects: asyncio.Queue[Effect] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._performing = False
        self._deadline: int | None = None
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def guild_id(self) -> GuildId:
        return self._state.guild_id

    @property
    def state(self) -> PlayerState:
        return self._state

    @property
    def seq(self) -> int:
        return self._seq

    @property
    def alarm_at(self) -> int | None:
        """When something is next to happen by itself, in Unix ms."""
        return self._deadline

    def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._work(), name=f"session {self.guild_id}"),
            asyncio.create_task(self._perform_effects(), name=f"effects {self.guild_id}"),
        ]

    async def close(self) -> None:
        """Stop working; the state stays as it is, and letters on their way are refused."""
        if self._alarm is not None:
            self._alarm.cancel()
        await end(*self._tasks)
        while not self._mailbox.empty():
            answer = self._mailbox.get_nowait().answer
            if answer is not None:
                answer.cancel()

    async def submit(
        self, request: Request | CastVote, caller: Caller, expected_seq: int | None = None
    ) -> Outcome:
        """Hand in what somebody asks for and wait for the decision, not for its effects.

        Raises the `PlayerError` of a refusal; `GroundMoved` when `expected_seq` is out of date.
        """
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._mailbox.put_nowait(_Letter(request, caller, expected_seq, answer))
        return await answer

    def observe(self, observation: Observation) -> None:
        """Hand in what the world reports; returns at once."""
        self._mailbox.put_nowait(_Letter(observation, THE_SYSTEM, None, None))

    async def settled(self) -> None:
        """Wait until every letter so far is decided and every effect so far is carried out."""
        await self._mailbox.join()
        await self._effects.join()

    async def _work(self) -> None:
        while True:
            letter = await self._mailbox.get()
            try:
                self._answer(letter)
            except Exception:
                log.exception("command_failed", guild_id=self.guild_id, command=letter.command)
            finally:
                self._mailbox.task_done()

    def _answer(self, letter: _Letter) -> None:
        try:
            outcome = self._decide(letter)
        except PlayerError as refusal:
            if letter.answer is None:
                log.warning("observation_refused", guild_id=self.guild_id, reason=str(refusal))
            elif not letter.answer.done():
                letter.answer.set_exception(refusal)
        except Exception as failure:
            if letter.answer is not None and not letter.answer.done():
                letter.answer.set_exception(failure)
            raise
        else:
            if letter.answer is not None and not letter.answer.done():
                letter.answer.set_result(outcome)

    def _decide(self, letter: _Letter) -> Outcome:
        if letter.expected_seq is not None and letter.expected_seq != self._seq:
            raise GroundMoved(letter.expected_seq, self._seq)
        if isinstance(letter.command, PositionReported) and self._busy:
            # The node's word is older than what it is being told right now.
            return Outcome(self._seq, self._state)
        context = self._context(letter.caller)
        decision = decide(self._state, letter.command, context)
        if decision.events:
            self._record(decision.state, letter.caller.actor, context.now, decision.events)
        for effect in decision.effects:
            self._effects.put_nowait(effect)
        self._set_alarm(context.now)
        return Outcome(self._seq, self._state, decision.events, decision.vote)

    def _set_alarm(self, now: int) -> None:
        """Wake up when something is next to happen by itself."""
        deadline = next_deadline(self._state)
        if deadline == self._deadline:
            return
        self._deadline = deadline
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if deadline is not None:
            delay_s = max(0, deadline - now) / 1000
            self._alarm = asyncio.get_running_loop().call_later(delay_s, self._ring)

    def _ring(self) -> None:
        self._deadline = None
        self.observe(TimePassed())

    def _record(self, after: PlayerState, actor: Actor, at: int, events: tuple[Event, ...]) -> None:
        before, self._state = self._state, after
        self._seq += 1
        self._outside.bus.publish(
            Recorded(self.guild_id, self._seq, at, actor, events, before, after)
        )

    @property
    def _busy(self) -> bool:
        return self._performing or not self._effects.empty()

    def _context(self, caller: Caller) -> Context:
        actor = caller.actor
        seat = None
        if actor.kind is ActorKind.PERSON and actor.user_id is not None:
            seat = self._outside.directory.seat(self.guild_id, actor.user_id)
        return Context(
            now=self._outside.now(),
            seed=random.getrandbits(64),
            actor=actor,
            standing=caller.standing,
            actor_channel=seat.channel_id if seat else None,
        )

    async def _perform_effects(self) -> None:
        while True:
            effect = await self._effects.get()
            self._performing = True
            try:
                await self._perform(effect)
            except PlayerError as failure:
                log.warning("effect_failed", guild_id=self.guild_id, reason=str(failure))
                self.observe(EffectFailed(effect, str(failure), isinstance(failure, NodeDown)))
            except Exception:
                log.exception("effect_broke", guild_id=self.guild_id, effect=type(effect).__name__)
            finally:
                self._performing = False
                self._effects.task_done()

    async def _perform(self, effect: Effect) -> None:
        match effect:
            case JoinChannel(channel_id):
                await self._outside.voice.join(self.guild_id, channel_id)
            case LeaveChannel():
                await self._leave()
            case FindMore(seed):
                self.observe(MoreFound(await self._outside.autoplay.more(self._state, seed)))
            case _:
                await self._outside.node.perform(self.guild_id, effect)

    async def _leave(self) -> None:
        try:
            await self._outside.voice.leave(self.guild_id)
        except DiscordDown:
            # Discord takes a bot without a connection out of the channel by itself.
            log.warning("leave_without_discord", guild_id=self.guild_id)
