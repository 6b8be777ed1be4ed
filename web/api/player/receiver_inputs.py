"""What people say of a receiver: where it is, how it knows us, and what it is told of."""

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from player.core.sentence import Sentence
from player.outbox.posting import LISTENBRAINZ
from player.outbox.receiver import Kind, Topic
from player.outbox.receivers import Wish
from web.api.reading import TOLD
from web.faults import WrongInput

LONGEST_ADDRESS = 2000
LONGEST_TOKEN = 500
SUBMITTING = ("/1/submit-listens", "/1")


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    if not right or not text.isprintable() or " " in text or "\\" in text:
        raise _wrong(Sentence("must be a web address such as https://example.org/hook."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _wrong(Sentence("must have neither a password nor a fragment in it."))
    return text


def _wrong(told: Sentence) -> PydanticCustomError:
    return PydanticCustomError(TOLD, "{told}", {"told": told})


Address = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_ADDRESS,
        description="A web address. Private networks are refused unless the operator allows them.",
    ),
    AfterValidator(_web_address),
]
Token = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_TOKEN,
        pattern=r"^[!-~]+$",
        description="The user token that ListenBrainz, or the server like it, gave out.",
    ),
]
GuildEvent = Literal["track", "vote", "queue"]
Events = Annotated[
    list[GuildEvent], Field(min_length=1, max_length=3, description="What to tell of.")
]
On = Annotated[bool, Field(description="Whether to send; switching on forgives all failures.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewForwarding(_Body):
    """Where else a person's plays go: a server that speaks ListenBrainz, or a webhook."""

    kind: Literal["listenbrainz", "webhook"] = Field(description="What it understands.")
    address: Address | None = Field(
        None,
        description="Where it is; for `listenbrainz` the base address, "
        f"without one `{LISTENBRAINZ}`.",
    )
    token: Token | None = Field(None, description="For `listenbrainz`: the person's token there.")

    @property
    def understands(self) -> Kind:
        return Kind(self.kind)

    @property
    def where(self) -> str:
        return base_address(self.understands, self.address or LISTENBRAINZ)

    @model_validator(mode="after")
    def _has_what_its_kind_takes(self) -> Self:
        if self.understands is Kind.LISTENBRAINZ and self.token is None:
            raise WrongInput("token", Sentence("{field} is missing.", field="token"))
        if self.understands is Kind.WEBHOOK and self.address is None:
            raise WrongInput("address", Sentence("{field} is missing.", field="address"))
        if self.understands is Kind.WEBHOOK and self.token is not None:
            raise WrongInput("token", Sentence("Webhooks take no token: they are signed."))
        return self


class ForwardingChange(_Body):
    """What to change; what is left out stays as it is."""

    address: Address | None = None
    token: Token | None = None
    on: On | None = None

    def wish(self, kind: Kind) -> Wish:
        """Return what is wanted of a receiver of this kind; raise `WrongInput`."""
        if kind is Kind.WEBHOOK and self.token is not None:
            raise WrongInput("token", Sentence("Webhooks take no token: they are signed."))
        address = self.address and base_address(kind, self.address)
        return Wish(address=address, token=self.token, on=self.on)


class NewWebhook(_Body):
    """Where a server's events go."""

    address: Address
    events: Events = Field(default=["queue", "track", "vote"])

    @property
    def topics(self) -> frozenset[Topic]:
        return frozenset(map(Topic, self.events))


class WebhookChange(_Body):
    """What to change; what is left out stays as it is."""

    address: Address | None = None
    events: Events | None = None
    on: On | None = None

    @property
    def wish(self) -> Wish:
        topics = None if self.events is None else frozenset(map(Topic, self.events))
        return Wish(address=self.address, topics=topics, on=self.on)


def base_address(kind: Kind, address: str) -> str:
    """Return where a ListenBrainz is, also from the address that some servers tell to submit to."""
    if kind is not Kind.LISTENBRAINZ:
        return address
    address = address.rstrip("/")
    return next((address.removesuffix(end) for end in SUBMITTING if address.endswith(end)), address)


PLAYS = frozenset({Topic.PLAYS})
