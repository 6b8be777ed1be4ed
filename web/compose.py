"""Puts the parts of Auxcord together, starts them, and ends them in the reverse order."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from quart import Quart

import db.account_forgetting
import db.audit
import db.earnings
import db.forgetting
import db.guild_settings
import db.ledger
import db.listens
import db.personal_data
import db.players
import db.plays
import db.preferences
import db.profile_forgetting
import db.profiles
import db.public_listeners
import db.stays
import db.tally_reader
import db.user_statistics
from auth.account_ports import Mail
from auth.identity import GuildId, UserId
from auth.server_config import ServerConfig
from db.client import Database, connect
from db.embedded import EmbeddedServer
from db.errors import DatabaseAbsent, DatabaseDown
from db.library_recount import rebuild
from db.recount import recount
from db.schema import prepare
from player.announcer import Announcer
from player.audit import AuditTrail
from player.bus import Bus
from player.core.commands import Observation
from player.discord.gateway import DiscordGateway
from player.flushing import EVERY_S, Flushing
from player.history.archive import Archive
from player.history.elsewhere import Elsewhere
from player.history.history import History
from player.history.listens import Listens
from player.history.recorder import Recorder
from player.history.report import Reports
from player.jobs import Jobs
from player.lavalink.nodes import LavalinkNodes
from player.lyrics import Songbook
from player.persistence import Persistence
from player.playlists.importing import Importer
from player.ports import Directory
from player.profiles.earnings import EVERY_S as EARNINGS_EVERY_S
from player.profiles.earnings import Earnings
from player.registry import Players
from player.search import Search
from player.statistics import Statistics
from web import compose_auth, compose_library, compose_outside, compose_shelves, taking_over
from web.app import create_app
from web.compose_library import Ground
from web.compose_outside import Surroundings
from web.faces import DirectoryFaces
from web.health import Health
from web.live.guild_streams import GuildStreams
from web.live.hub import Hub
from web.live.overlay_streams import OverlayStreams
from web.live.personal import PersonalEvents
from web.live.playing_elsewhere import draw_elsewhere
from web.live.playlist_events import PlaylistEvents
from web.live.standpoints import Standpoints
from web.live.whereabouts import Movements, Whereabouts
from web.news import PersonalNews, draw_entry
from web.secret_key import secret_key_of
from web.server_settings import decided
from web.services import Forget, Services
from web.settings import Settings
from web.system import System


@dataclass(frozen=True, slots=True)
class Assembly:
    """A running Auxcord: the application to serve, and its parts."""

    app: Quart
    services: Services
    nodes: LavalinkNodes
    gateway: DiscordGateway
    earnings: Earnings


@asynccontextmanager
async def assemble(settings: Settings, mail: Mail | None = None) -> AsyncIterator[Assembly]:
    """Run everything but the HTTP server for as long as the block lasts.

    Letters are carried by `mail`, or else by the server that is set.

    Raises `db.errors.DatabaseError` when there is no database; Discord and the nodes may be down.
    """
    async with AsyncExitStack() as stack:
        basis = await _basis(settings, mail, stack)
        settings, database = basis.settings, basis.database
        store = db.players.Players(database)
        bus = Bus()

        def observe(guild_id: GuildId, observation: Observation) -> None:
            # The adapters report to players that act through the adapters.
            players.observe(guild_id, observation)

        outside = await compose_outside.surroundings(settings, database, bus, observe, now_ms)
        players = Players(outside.ports)
        services = _services(basis, players, outside)
        _tell_people(services, outside, bus)
        persistence = Persistence(store, now_ms)
        bus.subscribe(persistence.record)

        await _keep_records(services, database, outside, bus, stack)
        persistence.start()
        stack.push_async_callback(persistence.close)
        stack.push_async_callback(players.close)
        players.restore(await store.load_all(), await store.last_alive())
        await outside.nodes.start()
        stack.push_async_callback(outside.nodes.close)
        await outside.gateway.start()
        stack.push_async_callback(outside.gateway.close)
        await _start_working(settings, services, stack)
        app = create_app(
            services,
            secret_key_of(settings),
            image_origins=settings.image_origins,
            limit_scale=settings.limit_scale,
        )
        taking_over.install(basis.config, app)
        yield Assembly(app, services, outside.nodes, outside.gateway, outside.earnings)


async def rebuild_statistics(settings: Settings, tell: Callable[[int], None]) -> int:
    """Count all statistics anew, and return of how many plays; `tell` hears of the progress.

    Raises `db.errors.DatabaseError`, having changed nothing, when there is no database or a server
    uses it.
    """
    async with AsyncExitStack() as stack:
        database = await _database(settings, stack)
        return await recount(database, now_ms(), tell)


async def rebuild_library(settings: Settings, tell: Callable[[int], None]) -> int:
    """Put everybody's library together anew, and return of how many plays and lists.

    Raises `db.errors.DatabaseError` as above.
    """
    async with AsyncExitStack() as stack:
        return await rebuild(await _database(settings, stack), now_ms(), tell)


def now_ms() -> int:
    """Return Unix time in milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Basis:
    """What all else is built on; the settings are the operator's, as far as no admin objects."""

    settings: Settings
    database: Database
    config: ServerConfig
    mail: Mail | None


async def _basis(settings: Settings, mail: Mail | None, stack: AsyncExitStack) -> _Basis:
    database = await _database(settings, stack)
    config = await compose_auth.server_config(settings, database)
    return _Basis(decided(settings, config.known), database, config, mail)


async def _database(settings: Settings, stack: AsyncExitStack) -> Database:
    if settings.mongodb_uri is not None:
        uri = settings.mongodb_uri.get_secret_value()
    else:
        embedded = EmbeddedServer(settings.data_dir / "mongodb")
        uri = await embedded.start()
        stack.push_async_callback(embedded.stop)
    try:
        database = await connect(uri, settings.database)
    except DatabaseDown as failure:
        raise DatabaseAbsent from failure
    stack.push_async_callback(database.close)
    await prepare(database)
    return database


def _services(basis: _Basis, players: Players, outside: Surroundings) -> Services:
    settings, database, config = basis.settings, basis.database, basis.config
    directory, cdn_url = outside.gateway.directory, settings.discord.cdn_url
    profiles, ledger = _profiles(database)
    hub, search = Hub(now_ms), Search(outside.nodes)
    overlay_streams, playlist_events = OverlayStreams(hub, players), PlaylistEvents(hub, draw_entry)
    personal, news, elsewhere = _personal(hub, Whereabouts(directory, cdn_url))
    shelves = compose_shelves.shelves(database, search, playlist_events, news)
    history = History(db.plays.Plays(database), db.stays.Stays(database), now_ms)
    ground = Ground(database, config, outside.nodes, search, shelves, personal.publish, now_ms)
    return Services(
        public_url=settings.public_url,
        cdn_url=cdn_url,
        directory=directory,
        players=players,
        policies=outside.policies,
        search=search,
        songbook=Songbook(outside.nodes),
        playlists=shelves.playlists,
        favourites=shelves.favourites,
        importer=Importer(shelves.playlists, search),
        jobs=Jobs(news.job),
        sessions=compose_auth.sessions(database),
        keys=compose_auth.api_keys(settings, database),
        overlay_keys=compose_auth.overlay_keys(database, overlay_streams.end),
        scrobble_passwords=compose_auth.scrobble_passwords(database),
        sign_in=compose_auth.sign_in(settings, database),
        local=compose_auth.local_accounts(settings, database, config, basis.mail),
        preferences=db.preferences.Preferences(database),
        audit=AuditTrail(db.audit.AuditLog(database), directory.person, now_ms),
        statistics=_statistics(database, directory, outside.earnings),
        history=history,
        archive=Archive(history, now_ms),
        listens=_listens(database, history, elsewhere),
        reports=Reports(db.tally_reader.TallyReader(database), profiles, now_ms),
        receivers=outside.sending.receivers,
        forgetting=db.forgetting.Forgetting(database),
        forgetters=_forgetters(database, ledger, outside.earnings),
        profiles=profiles,
        ledger=ledger,
        hub=hub,
        guild_streams=GuildStreams(hub, players, DirectoryFaces(directory, cdn_url)),
        overlay_streams=overlay_streams,
        personal=personal,
        playlist_events=playlist_events,
        standpoints=Standpoints(directory, outside.policies),
        system=System(_health(database, outside), outside.nodes.status, outside.activities),
        library=compose_library.library(settings, ground),
    )


def _forgetters(
    database: Database, ledger: db.ledger.Ledger, earnings: Earnings
) -> tuple[Forget, ...]:
    profiles = db.profile_forgetting.ProfileForgetting(database, ledger, time.time)
    documents = db.personal_data.PersonalDocuments(database)
    accounts = db.account_forgetting.AccountForgetting(database)
    return earnings.forget, profiles.forget, documents.forget, accounts.forget


def _profiles(database: Database) -> tuple[db.profiles.Profiles, db.ledger.Ledger]:
    ledger = db.ledger.Ledger(database)
    return db.profiles.Profiles(database, ledger), ledger


def _personal(hub: Hub, whereabouts: Whereabouts) -> tuple[PersonalEvents, PersonalNews, Elsewhere]:
    elsewhere = Elsewhere(now_ms)

    def greet(user_id: UserId) -> object:
        heard = draw_elsewhere(elsewhere.of(user_id))
        return {"connection": whereabouts.of(user_id), "elsewhere": heard}

    personal = PersonalEvents(hub, greet)
    news = PersonalNews(personal.publish)
    elsewhere.watch(news.elsewhere)
    return personal, news, elsewhere


def _listens(database: Database, history: History, elsewhere: Elsewhere) -> Listens:
    return Listens(
        history,
        db.listens.Listens(database),
        db.public_listeners.PublicListenerStore(database),
        elsewhere,
    )


def _health(database: Database, outside: Surroundings) -> Health:
    return Health(
        database.ping,
        lambda: outside.gateway.directory.connected,
        lambda: {node.name: node.connected for node in outside.nodes.status()},
    )


def _statistics(database: Database, directory: Directory, earnings: Earnings) -> Statistics:
    return Statistics(
        db.user_statistics.UserStatistics(database),
        lambda guild_id: [seat.person.id for seat in directory.sitters(guild_id)],
        now_ms,
        earnings.attended,
    )


async def _start_working(settings: Settings, services: Services, stack: AsyncExitStack) -> None:
    """Start what works in the background, and have it end in the reverse order."""
    stack.push_async_callback(services.jobs.close)
    await compose_library.start(services.library, settings, stack)
    await stack.enter_async_context(services.local.letters)
    services.hub.start()
    stack.push_async_callback(services.hub.close)


async def _keep_records(
    services: Services, database: Database, outside: Surroundings, bus: Bus, stack: AsyncExitStack
) -> None:
    """Have logs and statistics written, and told who wants to know of what plays."""
    await outside.sending.start(services, bus, stack)
    bus.subscribe(services.audit.record)
    bus.subscribe(services.statistics.record)
    outside.changes.watch(services.statistics.seats_changed)
    ended = outside.sending.scrobbling.play_ended
    recorder = Recorder(services.history, db.stays.OpenTurns(database), now_ms, ended)
    await recorder.load()
    bus.subscribe(recorder.record)
    # The last to be written at the end are the first here: statistics tell earnings of the last.
    records = (
        ("audit", services.audit.flush, EVERY_S),
        ("earnings", outside.earnings.flush, EARNINGS_EVERY_S),
        ("stats", services.statistics.flush, EVERY_S),
        ("history", recorder.flush, EVERY_S),
    )
    for name, flush, every_s in records:
        flushing = Flushing(name, flush, every_s)
        flushing.start()
        stack.push_async_callback(flushing.close)
    announcer = Announcer(outside.gateway, _names(outside.gateway))
    bus.subscribe(announcer.record)
    stack.push_async_callback(announcer.close)


def _tell_people(services: Services, outside: Surroundings, bus: Bus) -> None:
    """Have the live streams tell what happens to players and to people."""
    activities = outside.activities
    bus.subscribe(activities.record)
    services.jobs.watch(activities.job)
    services.library.resolutions.watch(activities.batch)
    services.local.config.watch(activities.settings)
    bus.subscribe(services.guild_streams.record)
    bus.subscribe(services.overlay_streams.record)
    directory = services.directory
    whereabouts = Whereabouts(directory, services.cdn_url)
    movements = Movements(directory, whereabouts, services.personal)
    outside.changes.watch(movements.guild_changed)
    outside.changes.watch(services.guild_streams.surroundings_changed)
    services.policies.changes.watch(movements.settings_changed)
    services.policies.changes.watch(services.guild_streams.surroundings_changed)


def _names(gateway: DiscordGateway) -> Callable[[GuildId, UserId], str]:
    def name_of(guild_id: GuildId, user_id: UserId) -> str:
        seen = gateway.directory.person(guild_id, user_id)
        return seen.display_name if seen else "somebody"

    return name_of
