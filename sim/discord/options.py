"""How a simulated Discord is to be set up."""

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from sim.discord.seed import APPLICATION_ID, RESIDENTS
from sim.discord.snowflakes import Snowflake, is_snowflake
from sim.discord.world import World

LOOPBACK = "127.0.0.1"
WEEK_S = 604_800
PRETENDED = "simulated-client-secret"


@dataclass(frozen=True)
class DiscordOptions:
    """Settings of one simulated Discord.

    ``port`` 0 takes a free one. ``bot_token`` None makes one that fits ``client_id``. Without a
    ``world`` the seeded one is built. ``privileged_intents`` are those that the application was
    granted, none by default, as on the real Discord.
    """

    host: str = LOOPBACK
    port: int = 0
    client_id: Snowflake = APPLICATION_ID
    client_secret: str = PRETENDED
    bot_token: str | None = None
    redirect_uris: tuple[str, ...] = ()
    world: World | None = None
    life: bool = False
    life_pace_seconds: float = 20.0
    life_seed: int = 1
    residents: tuple[Snowflake, ...] = RESIDENTS
    voice_endpoint: str | None = "127.0.0.1:50001"
    voice_linger_s: float = 30.0
    heartbeat_interval_ms: int = 41_250
    privileged_intents: int = 0
    code_lifetime_s: float = 60.0
    token_lifetime_s: float = WEEK_S
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        if self.host != LOOPBACK:
            raise ValueError(f"the simulated Discord binds {LOOPBACK} only, not {self.host!r}")
        if not is_snowflake(self.client_id):
            raise ValueError(f"client_id {self.client_id!r} is not an id")
        if self.world is not None and self.world.bot_id != self.client_id:
            raise ValueError("client_id is not the id of the bot in that world")
        if not self.token.startswith(_encoded(self.client_id) + "."):
            raise ValueError("the first part of bot_token is not client_id in base64")

    @property
    def token(self) -> str:
        return self.bot_token or f"{_encoded(self.client_id)}.AAAAAA.simulated-bot-token"


def _encoded(client_id: Snowflake) -> str:
    return b64encode(client_id.encode()).decode().rstrip("=")
