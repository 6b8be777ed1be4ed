"""The seeded world, and what changing it does."""

import pytest

from sim.discord import seed
from sim.discord.dispatches import Dispatch
from sim.discord.errors import RefusedError, UnknownThingError
from sim.discord.model import ChannelKind
from sim.discord.world import World


@pytest.fixture(name="world")
def _world() -> World:
    return seed.build_world()


@pytest.fixture(name="told")
def _told(world: World) -> list[Dispatch]:
    told: list[Dispatch] = []
    world.subscribe(told.append)
    return told


def names(told: list[Dispatch]) -> list[str]:
    return [dispatch.name for dispatch in told]


def test_memberships_overlap_as_promised(world: World) -> None:
    def guilds(user_id: str) -> set[str]:
        return {guild.id for guild in world.guilds_of(user_id)}

    assert guilds(world.bot_id) == set(seed.GUILDS_WITH_BOT)
    assert guilds(seed.NOOR) == {*seed.GUILDS_WITH_BOT, seed.BINDERS}
    assert guilds(seed.TOMAS) == {seed.STUDIO}
    assert guilds(seed.ELI) == {seed.BINDERS}
    assert guilds(seed.WREN) == set()
    assert world.guild(seed.HARBOUR).owner_id == seed.ADA


def test_the_seed_is_consistent(world: World) -> None:
    for guild in world.guilds.values():
        assert set(guild.members) <= set(world.people)
        assert guild.owner_id in guild.members
        for member in guild.members.values():
            assert set(member.roles) <= set(guild.roles)
        for state in guild.voice_states.values():
            assert guild.channels[str(state.channel_id)].kind.is_voice
            assert state.user_id in guild.members
        for channel in guild.channels.values():
            assert channel.parent_id is None or channel.parent_id in guild.channels
            assert {overwrite.id for overwrite in channel.overwrites} <= set(guild.roles)
    seats = [state.user_id for one in world.guilds.values() for state in one.voice_states.values()]
    assert len(seats) == len(set(seats)) == 9


def test_each_world_is_a_fresh_copy(world: World) -> None:
    world.rename(seed.ADA, "Adela")
    world.leave_voice(seed.FOX)
    again = seed.build_world()
    assert again.person(seed.ADA).global_name == "Ada Lindqvist"
    assert seed.FOX in again.guild(seed.HARBOUR).voice_states


def test_people_sit_in_one_place_and_bots_in_many(world: World) -> None:
    world.join_voice(seed.NOOR, seed.MAIN_DECK)
    world.join_voice(seed.NOOR, seed.STUDIO_A)
    world.join_voice(world.bot_id, seed.MAIN_DECK)
    world.join_voice(world.bot_id, seed.STUDIO_A)
    assert seed.NOOR not in world.guild(seed.HARBOUR).voice_states
    assert world.voice_state(seed.HARBOUR, world.bot_id).channel_id == seed.MAIN_DECK
    assert world.voice_state(seed.STUDIO, world.bot_id).channel_id == seed.STUDIO_A


def test_moving_keeps_session_and_flags(world: World) -> None:
    before = world.voice_state(seed.HARBOUR, seed.ROBIN)
    after = world.move(seed.ROBIN, seed.QUIET_CABIN)
    assert (after.session_id, after.self_deaf) == (before.session_id, True)
    assert after.channel_id == seed.QUIET_CABIN
    with pytest.raises(UnknownThingError, match="unknown voice state"):
        world.move(seed.NOOR, seed.QUIET_CABIN)


def test_leaving_twice_is_quiet(world: World, told: list[Dispatch]) -> None:
    world.leave_voice(seed.FOX)
    world.leave_voice(seed.FOX)
    assert names(told) == ["VOICE_STATE_UPDATE"]


def test_nothing_is_told_about_guilds_without_the_bot(world: World, told: list[Dispatch]) -> None:
    world.join_voice(seed.ELI, seed.READING_ROOM)
    world.rename(seed.ELI, "Elias")
    assert told == []
    assert world.voice_state(seed.BINDERS, seed.ELI).channel_id == seed.READING_ROOM


def test_nothing_is_told_during_an_outage(world: World, told: list[Dispatch]) -> None:
    world.set_guild_unavailable(seed.MOON, unavailable=True)
    world.set_guild_unavailable(seed.MOON, unavailable=True)
    world.leave_voice(seed.OTTO)
    world.set_guild_unavailable(seed.MOON, unavailable=False)
    assert names(told) == ["GUILD_DELETE", "GUILD_CREATE"]


def test_a_kicked_member_is_gone_from_voice_too(world: World, told: list[Dispatch]) -> None:
    world.kick_member(seed.HARBOUR, seed.FOX)
    assert names(told) == ["VOICE_STATE_UPDATE", "GUILD_MEMBER_REMOVE"]
    assert seed.FOX not in world.guild(seed.HARBOUR).voice_states


def test_a_kicked_bot_loses_its_role_and_may_be_invited_again(
    world: World, told: list[Dispatch]
) -> None:
    world.join_voice(world.bot_id, seed.MAIN_DECK)
    world.kick_member(seed.HARBOUR, world.bot_id)
    assert seed.HARBOUR_BOT not in world.guild(seed.HARBOUR).roles
    world.invite_bot(seed.HARBOUR)
    assert names(told) == [
        "VOICE_STATE_UPDATE",
        "VOICE_SERVER_UPDATE",
        "VOICE_STATE_UPDATE",
        "GUILD_DELETE",
        "GUILD_CREATE",
    ]


def test_an_unsubscribed_listener_hears_nothing(world: World) -> None:
    told: list[Dispatch] = []
    world.subscribe(told.append)()
    world.leave_voice(seed.FOX)
    assert told == []


def test_time_outs_begin_and_end(world: World) -> None:
    world.time_out(seed.HARBOUR, seed.NOOR, 60)
    assert world.member(seed.HARBOUR, seed.NOOR).timed_out_until is not None
    world.time_out(seed.HARBOUR, seed.NOOR, 0)
    assert world.member(seed.HARBOUR, seed.NOOR).timed_out_until is None


def test_a_nickname_belongs_to_one_guild(world: World) -> None:
    world.rename(seed.NOOR, "Nur", seed.HARBOUR)
    assert world.member(seed.HARBOUR, seed.NOOR).nick == "Nur"
    assert world.member(seed.STUDIO, seed.NOOR).nick is None
    assert world.person(seed.NOOR).global_name == "Noor"


def test_what_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(RefusedError, match="not a voice channel"):
        world.join_voice(seed.NOOR, seed.HARBOUR_WELCOME)
    with pytest.raises(UnknownThingError, match="unknown member"):
        world.join_voice(seed.TOMAS, seed.MAIN_DECK)
    with pytest.raises(RefusedError, match="owner"):
        world.kick_member(seed.HARBOUR, seed.ADA)
    with pytest.raises(RefusedError, match="already"):
        world.add_member(seed.HARBOUR, seed.ADA)
    with pytest.raises(RefusedError, match="already"):
        world.invite_bot(seed.HARBOUR)
    with pytest.raises(RefusedError, match="everyone"):
        world.delete_role(seed.HARBOUR, seed.HARBOUR)
    with pytest.raises(UnknownThingError, match="unknown role"):
        world.set_roles(seed.HARBOUR, seed.NOOR, [seed.STUDIO_DJ])


def test_a_new_stage_suppresses_listeners_but_not_moderators(world: World) -> None:
    stage = world.create_channel(seed.HARBOUR, "Stage", ChannelKind.STAGE)
    assert world.join_voice(seed.NOOR, stage.id).suppress
    assert not world.join_voice(seed.ROBIN, stage.id).suppress
    assert not world.join_voice(seed.NOOR, seed.MAIN_DECK).suppress
