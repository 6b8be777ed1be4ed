"""Builds tracks, contexts and states for tests."""

from auth.identity import SYSTEM, Actor, ChannelId, GuildId, UserId, person
from player.core.commands import BotVoiceChanged, Command, GatewayReady, ListenersChanged, NodeReady
from player.core.context import Context, Standing
from player.core.decide import Decision, decide
from player.core.errors import PlayerError
from player.core.requests import AddTracks
from player.core.state import PlayerState
from player.core.track import Track

GUILD = GuildId("81384788765712384")
ROOM = ChannelId("381870553235193857")
OTHER_ROOM = ChannelId("381870553235193858")
ADA = UserId("104360151208706048")
BOB = UserId("204360151208706049")


def track(name: str = "Song", length_ms: int = 200_000, *, stream: bool = False) -> Track:
    return Track(
        encoded=f"encoded-{name}",
        title=name,
        author="Somebody",
        url=f"https://youtube.example/watch/{name}",
        identifier=name,
        source="youtube",
        length_ms=0 if stream else length_ms,
        artwork_url=f"https://youtube.example/art/{name}.png",
        is_stream=stream,
        is_seekable=not stream,
    )


def tracks(*names: str) -> tuple[Track, ...]:
    return tuple(track(name) for name in names)


def context(
    actor: Actor | None = None,
    now: int = 1_000_000,
    room: ChannelId | None = ROOM,
    *,
    seed: int = 7,
    standing: Standing = Standing.DJ,
) -> Context:
    return Context(
        now=now,
        seed=seed,
        actor=actor or person(ADA),
        standing=standing,
        actor_channel=room,
    )


class Scene:
    """A player core driven step by step, with a clock that moves only when told."""

    def __init__(self, state: PlayerState | None = None) -> None:
        self.state = state or PlayerState(GUILD)
        self.now = 1_000_000
        self.last = Decision(self.state)

    def ask(self, command: Command, room: ChannelId | None = ROOM, seed: int = 7) -> Decision:
        return self._take(command, context(now=self.now, room=room, seed=seed))

    def report(self, command: Command) -> Decision:
        return self._take(command, context(SYSTEM, now=self.now, room=None))

    def refused(self, command: Command, room: ChannelId | None = ROOM) -> PlayerError:
        """Return the refusal of a command, having checked that it changed nothing."""
        before = self.state
        try:
            self.ask(command, room)
        except PlayerError as refusal:
            assert self.state is before
            return refusal
        raise AssertionError(f"{command} was not refused")

    def titles(self) -> list[str]:
        return [entry.track.title for entry in self.state.queue]

    def playing(self) -> str | None:
        return self.state.current.track.title if self.state.current else None

    def _take(self, command: Command, given: Context) -> Decision:
        self.last = decide(self.state, command, given)
        self.state = self.last.state
        return self.last


def connected_scene(*names: str) -> Scene:
    """Return a scene with a node, Discord, and these tracks added by Ada (the first one plays)."""
    scene = Scene()
    scene.report(GatewayReady())
    scene.report(NodeReady())
    if names:
        scene.ask(AddTracks(tracks(*names)))
        scene.report(BotVoiceChanged(ROOM))
        scene.report(ListenersChanged((ADA,)))
    return scene
