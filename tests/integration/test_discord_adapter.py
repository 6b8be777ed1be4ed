"""What the adapter makes of the guilds, roles, channels and people in the simulated Discord."""

import asyncio
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from auth.identity import ChannelId, GuildId, RoleId, UserId
from player.core.commands import GatewayLost, GatewayReady, ListenersChanged
from player.core.errors import DiscordDown
from player.discord.members import FRESH_S
from player.discord.permissions import EVERYTHING
from player.guilds import ChannelKind, Permission
from sim.discord import seed
from sim.discord.dispatches import plain
from sim.discord.faults import SeenRequest
from sim.discord.intents import Intent
from sim.discord.model import ChannelKind as SimulatedKind
from sim.discord.options import DiscordOptions
from tests.support.discord import Clock, eventually, staged

HARBOUR = GuildId(seed.HARBOUR)
STUDIO = GuildId(seed.STUDIO)
BINDERS = GuildId(seed.BINDERS)
ADA, JUNO, NOOR = UserId(seed.ADA), UserId(seed.JUNO), UserId(seed.NOOR)
DJ, EVERYBODY = RoleId(seed.HARBOUR_DJ), RoleId(seed.HARBOUR)


async def test_guilds_of_the_bot_are_listed_and_others_are_not() -> None:
    async with staged() as stage:
        assert {guild.id for guild in stage.directory.guilds()} == set(seed.GUILDS_WITH_BOT)
        harbour = stage.directory.guild(HARBOUR)
        assert harbour is not None
        assert (harbour.name, harbour.owner_id) == ("Harbour Lights", ADA)
        assert harbour.icon == seed.picture_hash(HARBOUR)
        assert harbour.member_count == 10
        assert stage.directory.guild(BINDERS) is None
        assert stage.gateway.status().guilds == 3


async def test_channels_come_in_discords_order_with_their_kinds() -> None:
    async with staged() as stage:
        channels = [(c.name, c.kind) for c in stage.directory.channels(STUDIO)]
        assert channels == [
            ("Front desk", ChannelKind.OTHER),
            ("general", ChannelKind.TEXT),
            ("news", ChannelKind.TEXT),
            ("Rooms", ChannelKind.OTHER),
            ("Studio A", ChannelKind.VOICE),
            ("Studio B", ChannelKind.VOICE),
            ("Town Hall", ChannelKind.VOICE),
        ]
        deck = stage.directory.channel(ChannelId(seed.MAIN_DECK))
        assert deck is not None
        assert (deck.name, deck.guild_id) == ("Main Deck", HARBOUR)
        assert stage.directory.channel(ChannelId(seed.READING_ROOM)) is None


async def test_roles_come_highest_first_with_their_permissions() -> None:
    async with staged() as stage:
        roles = stage.directory.roles(HARBOUR)
        assert [role.name for role in roles] == [
            "Harbourmaster",
            "Auxcord",
            "DJ",
            "Regulars",
            "@everyone",
        ]
        assert roles[0].permissions & Permission.ADMINISTRATOR
        assert roles[2].color == 0x1ABC9C


async def test_seats_show_who_sits_where_and_how() -> None:
    async with staged() as stage:
        seat = stage.directory.seat(HARBOUR, UserId(seed.ROBIN))
        assert seat is not None
        assert (seat.channel_id, seat.deafened, seat.bot) == (seed.MAIN_DECK, True, False)
        assert stage.directory.seat(HARBOUR, NOOR) is None
        chime = stage.directory.seat(STUDIO, UserId(seed.CHIME))
        assert chime is not None
        assert chime.bot
        assert [s.guild_id for s in stage.directory.seats_of(ADA)] == [HARBOUR]
        assert stage.directory.bot_channel(HARBOUR) is None
        assert stage.directory.listeners(HARBOUR) == ()


async def test_every_guild_is_announced_once_at_the_start() -> None:
    async with staged() as stage:
        for guild_id in seed.GUILDS_WITH_BOT:
            assert stage.witness.of(guild_id) == [GatewayReady(), ListenersChanged(())]


async def test_changes_within_a_guild_are_followed_and_told_to_pages() -> None:
    async with staged() as stage:
        world, directory = stage.sim.world, stage.directory
        stage.witness.forget()
        world.update_guild(seed.HARBOUR, name="Harbour Nights")
        created = world.create_channel(seed.HARBOUR, "Crow's Nest", SimulatedKind.VOICE)
        role = world.create_role(seed.HARBOUR, "Singers", 0)
        world.update_role(seed.HARBOUR, seed.HARBOUR_DJ, name="Selectors")
        world.update_channel(seed.MAIN_DECK, name="Sun Deck")
        await eventually(lambda: "Sun Deck" in {c.name for c in directory.channels(HARBOUR)})
        harbour, nest = directory.guild(HARBOUR), directory.channel(ChannelId(created.id))
        assert harbour is not None
        assert (harbour.name, harbour.member_count) == ("Harbour Nights", 10)
        assert nest is not None
        assert nest.kind is ChannelKind.VOICE
        names = {role.name for role in directory.roles(HARBOUR)}
        assert {"Singers", "Selectors"} <= names
        assert stage.witness.changed == [HARBOUR] * 5
        world.delete_channel(created.id)
        world.delete_role(seed.HARBOUR, role.id)
        await eventually(lambda: RoleId(role.id) not in {r.id for r in directory.roles(HARBOUR)})
        assert directory.channel(ChannelId(created.id)) is None


async def test_members_have_names_roles_and_summed_permissions() -> None:
    async with staged() as stage:
        owner = await stage.directory.member(HARBOUR, ADA)
        assert owner is not None
        assert owner.permissions == EVERYTHING
        admin = await stage.directory.member(HARBOUR, UserId(seed.ROBIN))
        assert admin is not None
        assert admin.is_admin
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert juno.person.display_name == "Juno"
        assert juno.roles == {EVERYBODY, DJ, RoleId(seed.HARBOUR_REGULAR)}
        assert juno.permissions & Permission.CONNECT
        assert not juno.manages
        producer = await stage.directory.member(STUDIO, JUNO)
        assert producer is not None
        assert producer.manages
        assert not producer.is_admin
        bobby = await stage.directory.member(HARBOUR, UserId(seed.BOBBY))
        assert bobby is not None
        assert bobby.person.display_name == "<i>Bobby</i>"


async def test_strangers_are_no_members() -> None:
    async with staged() as stage:
        assert await stage.directory.member(HARBOUR, UserId(seed.TOMAS)) is None
        assert await stage.directory.member(HARBOUR, UserId("4")) is None
        assert await stage.directory.member(BINDERS, ADA) is None
        assert await stage.directory.member(HARBOUR, UserId("nobody")) is None
        assert await stage.directory.member(GuildId("../x"), ADA) is None


async def test_a_role_that_was_taken_away_is_seen_within_half_a_minute() -> None:
    clock = Clock()
    async with staged(clock=clock) as stage:
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert DJ in juno.roles
        stage.sim.world.set_roles(seed.HARBOUR, seed.JUNO, [])
        clock.now += FRESH_S - 1
        asked = _member_requests(stage.sim.requests)
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert DJ in juno.roles
        assert _member_requests(stage.sim.requests) == asked
        clock.now += 1
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert juno.roles == {EVERYBODY}


async def test_a_voice_state_with_other_roles_outdates_what_was_known() -> None:
    async with staged() as stage:
        await stage.directory.member(HARBOUR, JUNO)
        stage.sim.world.set_roles(seed.HARBOUR, seed.JUNO, [])
        stage.sim.world.join_voice(seed.JUNO, seed.MAIN_DECK)
        await eventually(lambda: stage.directory.seat(HARBOUR, JUNO))
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert DJ not in juno.roles


async def test_somebody_who_is_kicked_out_of_voice_is_no_member_at_once() -> None:
    async with staged() as stage:
        leila = UserId(seed.LEILA)
        assert await stage.directory.member(HARBOUR, leila) is not None
        stage.sim.world.kick_member(seed.HARBOUR, seed.LEILA)
        await eventually(lambda: stage.directory.seat(HARBOUR, leila) is None)
        assert await stage.directory.member(HARBOUR, leila) is None
        assert stage.directory.person(HARBOUR, leila) is not None


async def test_a_changed_role_bears_on_a_known_member_at_once() -> None:
    async with staged() as stage:
        await stage.directory.member(HARBOUR, JUNO)
        stage.sim.world.update_role(
            seed.HARBOUR, seed.HARBOUR_DJ, permissions=int(Permission.MANAGE_GUILD)
        )
        await eventually(
            lambda: any(
                role.permissions == Permission.MANAGE_GUILD
                for role in stage.directory.roles(HARBOUR)
            )
        )
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert juno.manages


async def test_with_the_members_intent_roles_change_at_once() -> None:
    granted = DiscordOptions(privileged_intents=Intent.GUILD_MEMBERS)
    async with staged(granted, members_intent=True) as stage:
        await stage.directory.member(HARBOUR, JUNO)
        stage.sim.world.set_roles(seed.HARBOUR, seed.JUNO, [])
        stage.sim.world.rename(seed.ADA, "Captain", seed.HARBOUR)
        await eventually(
            lambda: (
                "Captain" in {seat.person.display_name for seat in stage.directory.seats_of(ADA)}
            )
        )
        juno = await stage.directory.member(HARBOUR, JUNO)
        assert juno is not None
        assert juno.roles == {EVERYBODY}


async def test_a_member_in_timeout_may_hardly_do_anything() -> None:
    async with staged() as stage:
        stage.sim.world.time_out(seed.HARBOUR, seed.NOOR, 600)
        noor = await stage.directory.member(HARBOUR, NOOR)
        assert noor is not None
        assert noor.permissions & Permission.VIEW_CHANNEL
        assert not noor.permissions & Permission.CONNECT


async def test_many_questions_about_one_person_are_one_request() -> None:
    async with staged() as stage:
        before = _member_requests(stage.sim.requests)
        asking = [asyncio.create_task(stage.directory.member(HARBOUR, NOOR)) for _ in range(20)]
        await asyncio.sleep(0)
        asking[0].cancel()
        answers = await asyncio.gather(*asking, return_exceptions=True)
        assert isinstance(answers[0], asyncio.CancelledError)
        assert all(answer == answers[1] for answer in answers[1:])
        assert answers[1] is not None
        assert _member_requests(stage.sim.requests) == before + 1


async def test_a_short_rate_limit_is_waited_for() -> None:
    async with staged() as stage:
        stage.sim.rate_limit_next(1, "/guilds", 0.2)
        assert await stage.directory.member(HARBOUR, NOOR) is not None
        assert [r.status for r in stage.sim.requests if "/members/" in r.path] == [429, 200]


async def test_a_long_rate_limit_fails_closed_and_at_once() -> None:
    async with staged() as stage:
        stage.sim.rate_limit_next(1, "/guilds", 3600)
        with pytest.raises(DiscordDown):
            await stage.directory.member(HARBOUR, NOOR)


async def test_errors_of_discord_fail_closed() -> None:
    async with staged() as stage:
        stage.sim.fail_next(2, "/guilds", 502)
        with pytest.raises(DiscordDown):
            await stage.directory.member(HARBOUR, NOOR)
        assert await stage.directory.member(HARBOUR, NOOR) is not None


async def test_the_bot_is_invited_and_removed_while_running() -> None:
    async with staged() as stage:
        stage.witness.forget()
        stage.sim.world.invite_bot(seed.BINDERS)
        await eventually(lambda: stage.directory.guild(BINDERS))
        assert stage.witness.of(BINDERS) == [GatewayReady(), ListenersChanged(())]
        assert await stage.directory.member(BINDERS, ADA) is not None
        stage.witness.forget()
        stage.sim.world.kick_bot(seed.BINDERS)
        await eventually(lambda: stage.directory.guild(BINDERS) is None)
        assert stage.witness.of(BINDERS)[-1] == GatewayLost()
        assert stage.directory.channel(ChannelId(seed.READING_ROOM)) is None
        assert await stage.directory.member(BINDERS, ADA) is None


async def test_an_outage_of_one_guild_concerns_that_guild_only() -> None:
    async with staged() as stage:
        stage.witness.forget()
        stage.sim.world.set_guild_unavailable(seed.HARBOUR, unavailable=True)
        await eventually(lambda: stage.witness.tale)
        assert stage.witness.tale == [(HARBOUR, GatewayLost())]
        assert stage.directory.guild(HARBOUR) is not None
        assert stage.directory.connected
        stage.sim.world.set_guild_unavailable(seed.HARBOUR, unavailable=False)
        await eventually(lambda: len(stage.witness.tale) == 3)
        assert stage.witness.of(HARBOUR)[1:] == [GatewayReady(), ListenersChanged(())]


async def test_a_malformed_dispatch_is_logged_and_harms_nothing() -> None:
    async with staged() as stage:
        world = stage.sim.world
        with capture_logs() as logs:
            world.announce(plain("VOICE_STATE_UPDATE", HARBOUR, 0, {"guild_id": HARBOUR}))
            world.join_voice(NOOR, seed.MAIN_DECK)
            await eventually(lambda: stage.directory.seat(HARBOUR, NOOR))
        (entry,) = logs
        assert (entry["event"], entry["dispatch"]) == ("discord_event_failed", "VOICE_STATE_UPDATE")
        assert "KeyError" in entry["trace"]


def _member_requests(requests: Sequence[SeenRequest]) -> int:
    return sum("/members/" in request.path for request in requests)
