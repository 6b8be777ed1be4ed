"""A player's connection to Discord's voice servers, as far as a Lavalink client can see it."""

from dataclasses import dataclass
from typing import Final

from sim.lavalink.track import Json

DISCONNECTED_PING: Final = -1


@dataclass(frozen=True, slots=True)
class VoiceState:
    """The credentials that Discord gave the bot for one voice channel."""

    token: str = ""
    endpoint: str = ""
    session_id: str = ""
    channel_id: str | None = None

    @property
    def is_complete(self) -> bool:
        parts = (self.token, self.endpoint, self.session_id, self.channel_id or "")
        return all(part.strip() for part in parts)

    def wire(self) -> Json:
        return {
            "token": self.token,
            "endpoint": self.endpoint,
            "sessionId": self.session_id,
            "channelId": self.channel_id,
        }


class VoiceConnection:
    """Connected as soon as it has complete credentials, until somebody closes it."""

    def __init__(self, ping_ms: int) -> None:
        self.state = VoiceState()
        self.connected = False
        self._ping_ms = ping_ms

    @property
    def ping_ms(self) -> int:
        return self._ping_ms if self.connected else DISCONNECTED_PING

    def connect(self, state: VoiceState) -> bool:
        """Take credentials; say whether they led to a new connection."""
        if state == self.state and self.connected:
            return False
        self.state = state
        self.connected = True
        return True

    def close(self) -> None:
        self.connected = False
