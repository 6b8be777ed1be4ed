"""The bodies of PATCH requests: which fields were sent, which are null, and which contradict."""

from typing import Annotated, Any, Self

from pydantic import Field

from sim.lavalink.errors import RestError
from sim.lavalink.filters import FilterSet, WireModel
from sim.lavalink.voice import VoiceState

Long = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class TrackPatch(WireModel):
    encoded: str | None = None
    identifier: str = ""
    user_data: dict[str, Any] = Field(default_factory=dict)


class VoicePatch(WireModel):
    token: str = ""
    endpoint: str = ""
    session_id: str = ""
    channel_id: str | None = None

    def state(self) -> VoiceState:
        return VoiceState(self.token, self.endpoint, self.session_id, self.channel_id)


class PlayerPatch(WireModel):
    """A change to a player; a field that was not sent means something else than null."""

    track: TrackPatch = TrackPatch()
    encoded_track: str | None = None
    identifier: str = ""
    position: Long = 0
    end_time: Long | None = None
    volume: Long = 100
    paused: bool = False
    filters: FilterSet = Field(default_factory=FilterSet)
    voice: VoicePatch = VoicePatch()

    def has(self, field: str) -> bool:
        return field in self.model_fields_set

    @property
    def has_encoded(self) -> bool:
        return self.has("encoded_track") or "encoded" in self.track.model_fields_set

    @property
    def has_identifier(self) -> bool:
        return self.has("identifier") or "identifier" in self.track.model_fields_set

    @property
    def has_user_data(self) -> bool:
        return "user_data" in self.track.model_fields_set

    @property
    def changes_track(self) -> bool:
        return self.has_encoded or self.has_identifier

    @property
    def wanted_encoded(self) -> str | None:
        return self.encoded_track if self.has("encoded_track") else self.track.encoded

    @property
    def wanted_identifier(self) -> str:
        return self.identifier if self.has("identifier") else self.track.identifier

    def check(self, disabled_filters: frozenset[str]) -> Self:
        """Return itself, or refuse what contradicts itself or is not allowed on this node."""
        if self.has("track") and (self.has("encoded_track") or self.has("identifier")):
            raise RestError(400, "Cannot specify both track and encodedTrack/identifier")
        if self.has_encoded and self.has_identifier:
            raise RestError(400, "Cannot specify both encodedTrack and identifier")
        if refused := [name for name in self.filters.names() if name in disabled_filters]:
            listed = ", ".join(refused)
            raise RestError(400, f"Following filters are disabled in the config: {listed}")
        if self.has("voice") and not self.voice.state().is_complete:
            needed = "token, endpoint, sessionId and channelId"
            raise RestError(400, f"{needed} must be provided in voice state")
        if self.end_time is not None and self.end_time <= 0:
            raise RestError(400, "End time must be greater than 0")
        return self


class SessionPatch(WireModel):
    resuming: bool = False
    timeout: Long = 0
