"""The simulated Discord as one server on one loopback port."""

import errno
from collections.abc import Sequence
from contextlib import AbstractContextManager

from aiohttp import web

from sim.discord.cdn import PictureServer
from sim.discord.control import ControlPage
from sim.discord.faults import Failure, Faults, Hold, SeenRequest
from sim.discord.gateway.endpoint import GatewayEndpoint
from sim.discord.gateway.frames import Op, payload
from sim.discord.gateway.sessions import GatewaySessions
from sim.discord.interactions import Interactions
from sim.discord.life import Life
from sim.discord.messages import MessageBoard
from sim.discord.model import VoiceState
from sim.discord.oauth.authorizations import Authorizations
from sim.discord.oauth.consent import ConsentPages
from sim.discord.oauth.tokens import TokenEndpoints
from sim.discord.options import DiscordOptions
from sim.discord.rest.answers import errors_in_discords_shape
from sim.discord.rest.applications import ApplicationOperations
from sim.discord.rest.callers import Callers
from sim.discord.rest.channels import ChannelOperations
from sim.discord.rest.guilds import GuildOperations
from sim.discord.rest.routing import serve
from sim.discord.rest.users import UserOperations
from sim.discord.seed import build_world
from sim.discord.snowflakes import Snowflake

__all__ = ["DiscordOptions", "PortInUseError", "SimulatedDiscord"]

SHUTDOWN_S = 0.5


class PortInUseError(OSError):
    """Somebody else listens on the port that was asked for."""


class SimulatedDiscord:
    """REST, gateway, OAuth pages and CDN over one living world.

    It may be stopped and started again: port, world, sessions and authorizations stay.
    """

    def __init__(self, options: DiscordOptions | None = None) -> None:
        self.options = options or DiscordOptions()
        self.world = self.options.world or build_world(self.options.client_id, self.options.clock)
        self.world.voice_endpoint = self.options.voice_endpoint
        self.messages = MessageBoard(self.world)
        self.interactions = Interactions(self.world)
        self.authorizations = Authorizations(
            self.options.clock,
            code_lifetime_s=self.options.code_lifetime_s,
            token_lifetime_s=self.options.token_lifetime_s,
        )
        self.sessions = GatewaySessions(
            self.world,
            privileged_intents=self.options.privileged_intents,
            voice_linger_s=self.options.voice_linger_s,
        )
        self.life = Life(
            self.world,
            pace_seconds=self.options.life_pace_seconds,
            random_seed=self.options.life_seed,
            residents=self.options.residents,
        )
        self.port = self.options.port
        self._faults = Faults()
        self._redirect_uris = set(self.options.redirect_uris)
        self._runner: web.AppRunner | None = None
        self.world.subscribe(self.sessions.tell)

    @property
    def base_url(self) -> str:
        return f"http://{self.options.host}:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/api/v10"

    @property
    def authorize_url(self) -> str:
        return f"{self.base_url}/oauth2/authorize"

    @property
    def cdn_url(self) -> str:
        return f"{self.base_url}/cdn"

    @property
    def client_id(self) -> Snowflake:
        return self.options.client_id

    @property
    def client_secret(self) -> str:
        return self.options.client_secret

    @property
    def bot_token(self) -> str:
        return self.options.token

    @property
    def requests(self) -> Sequence[SeenRequest]:
        """The latest requests that were answered, oldest first."""
        return tuple(self._faults.requests)

    def voice_states(self, guild_id: Snowflake) -> list[VoiceState]:
        return list(self.world.guild(guild_id).voice_states.values())

    def allow_redirect(self, redirect_uri: str) -> None:
        """Register one more address to which people may be sent back."""
        self._redirect_uris.add(redirect_uri)

    async def start(self) -> None:
        if self._runner is not None:
            raise RuntimeError("the simulated Discord is already running")
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=SHUTDOWN_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.options.host, self.port).start()
        except OSError as error:
            await runner.cleanup()
            if error.errno != errno.EADDRINUSE:
                raise
            told = f"port {self.port} on {self.options.host} is in use by another program"
            raise PortInUseError(errno.EADDRINUSE, told) from None
        self._runner = runner
        self.port = runner.addresses[0][1]
        self.sessions.resume_url = f"ws://{self.options.host}:{self.port}/gateway"
        self.sessions.unpause()
        if self.options.life:
            self.life.start()

    async def stop(self) -> None:
        """Go away as in an outage; the bot's voice seats wait until the next start."""
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        await self.life.stop()
        self._faults.release()
        self.sessions.hang_up(1001, "Going away.")
        await runner.cleanup()
        self.sessions.pause()

    def drop_gateways(self, code: int = 4000) -> None:
        """Close every gateway connection; clients may resume unless ``code`` forbids it."""
        self.sessions.hang_up(code, "Dropped.")

    def request_reconnect(self) -> None:
        """Ask every client to reconnect and resume (opcode 7)."""
        self.sessions.send(payload(Op.RECONNECT))

    def invalidate_sessions(self) -> None:
        """Tell every client that its session is over (opcode 9), so that it identifies anew."""
        self.sessions.invalidate()

    def rate_limit_next(
        self, n: int, path_prefix: str = "/", retry_after: float = 0.3, *, as_html: bool = False
    ) -> None:
        """Answer 429 to the next ``n`` requests below a path, with or without ``/api/v10``."""
        self._faults.fail_next(Failure(n, path_prefix, 429, retry_after, as_html))

    def fail_next(self, n: int, path_prefix: str = "/", status: int = 503) -> None:
        self._faults.fail_next(Failure(n, path_prefix, status))

    def hold(self, path_prefix: str = "/api") -> AbstractContextManager[Hold]:
        """Let requests below ``path_prefix`` hang until the ``with`` block ends."""
        return self._faults.hold(path_prefix)

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[self._faults.middleware, errors_in_discords_shape])
        world = self.world
        callers = Callers(world.bot_id, self.bot_token, self.authorizations)
        applications = ApplicationOperations(world, self.interactions)
        client = (self.client_id, self.client_secret)
        tokens = TokenEndpoints(client, self.authorizations, world, applications)
        gateway = GatewayEndpoint(world, self.sessions, callers, self.options.heartbeat_interval_ms)
        operations = (
            gateway,
            UserOperations(world),
            GuildOperations(world, self.options.privileged_intents),
            ChannelOperations(world, self.messages),
            applications,
            tokens,
        )
        for one in operations:
            serve(app, one.routes(), callers)
        consent = ConsentPages(world, self.authorizations, self._redirect_uris)
        pages = (consent, PictureServer(world), ControlPage(world, self.messages))
        for part in (gateway, applications, tokens, *pages):
            part.install(app)
        return app
