"""A decision in the making: the state so far, with the events and effects that led to it."""

from player.core.context import Context
from player.core.effects import Effect
from player.core.events import Event
from player.core.evolve import evolve
from player.core.state import PlayerState


class Draft:
    """Collects events and effects; the state is always the one after the events so far."""

    def __init__(self, state: PlayerState, context: Context) -> None:
        self.state = state
        self.context = context
        self.events: list[Event] = []
        self.effects: list[Effect] = []

    @property
    def now(self) -> int:
        return self.context.now

    def emit(self, event: Event) -> None:
        self.state = evolve(self.state, event)
        self.events.append(event)

    def require(self, effect: Effect) -> None:
        self.effects.append(effect)

    def take_over(self, trial: "Draft") -> None:
        """Continue from a trial that began at our state."""
        self.state = trial.state
        self.events += trial.events
        self.effects += trial.effects

    def tell_node(self, effect: Effect) -> None:
        """Require an effect on a loaded track; a node that is away hears all when it is back."""
        if self.state.node_connected and self.state.current is not None:
            self.effects.append(effect)
