"""Puts together, from what Discord dispatches, what a node needs to speak in a channel (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a node needs to connect to Discord's voice server."""

    token: str = field(repr=False)
    endpoint: str
    session_id: str = field(repr=False)
    channel_id: str

    def wire(self) -> dict[str, str]:
        return {
            "token": self.token,
            "endpoint": self.endpoint,
            "sessionId": self.session_id,
            "channelId": self.channel_id,
        }


class Voice:
    """Collects one guild's two voice dispatches until they make up `credentials`.

    `credentials` is None while they are incomplete, and after the bot has left. It also remembers
    which session of which node was told which credentials last.
    """

    def __init__(self) -> None:
        self.credentials: Credentials | None = None
        self._told: tuple[str | None, Credentials] | None = None
        self._session_id: str | None = None
        self._channel_id: str | None = None
        self._token: str | None = None
        self._endpoint: str | None = None

    def state_updated(self, data: Mapping[str, object]) -> bool:
        """Take in the bot's own voice state; say whether the node must be told."""
        channel_id, session_id = data.get("channel_id"), data.get("session_id")
        if not channel_id or not session_id:
            self._forget()
            return False
        is_new = str(session_id) != self._session_id
        self._session_id, self._channel_id = str(session_id), str(channel_id)
        # A move within a session changes the channel alone; a voice server follows, and only
        # with its new token does the new channel make sense to a node.
        return is_new and self._compose()

    def server_updated(self, data: Mapping[str, object]) -> bool:
        """Take in the voice server; say whether the node must be told."""
        token, endpoint = data.get("token"), data.get("endpoint")
        self._token = str(token) if token else None
        self._endpoint = str(endpoint) if endpoint else None
        # Without an endpoint, Discord is looking for another server and will name it.
        return self._compose()

    def untold(self, node_session: str | None) -> Credentials | None:
        """Return the credentials if this session of a node does not have them yet."""
        return None if self._told == (node_session, self.credentials) else self.credentials

    def tell(self, node_session: str | None, credentials: Credentials) -> None:
        """Take note that this session of a node has these credentials."""
        self._told = (node_session, credentials)

    def untell(self, node_session: str | None) -> None:
        """Take note that this session of a node has no player of ours now."""
        if self._told is not None and self._told[0] == node_session:
            self._told = None

    def _compose(self) -> bool:
        before = self.credentials
        if self._token and self._endpoint and self._session_id and self._channel_id:
            self.credentials = Credentials(
                self._token, self._endpoint, self._session_id, self._channel_id
            )
        else:
            self.credentials = None
        return self.credentials is not None and self.credentials != before

    def _forget(self) -> None:
        self.credentials = None
        self._session_id = self._channel_id = self._token = self._endpoint = None
