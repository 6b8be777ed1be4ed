"""Dispatches in odd orders and shapes, over one shard and several."""

import pytest
from structlog.testing import capture_logs

from auth.identity import ChannelId, GuildId, Person, UserId
from player.core.commands import BotVoiceChanged, GatewayLost, GatewayReady, ListenersChanged
from player.discord.directory import GuildDirectory
from player.discord.following import Followers, Following
from player.discord.line import Line, Shard
from player.discord.members import Members
from player.discord.mirror import Mirror
from player.discord.people import People
from player.discord.records import Membership
from player.discord.reports import Reports
from player.discord.voice import Voice
from tests.support.discord import Clock, Witness

EVEN, ODD = str(2 << 22), str(3 << 22)
FIRST, SECOND = Shard(0, 2), Shard(1, 2)
BOT, ADA, BOB = "31", "30", "9"


async def nobody_found(_guild_id: GuildId, _name: str) -> list[Membership]:
    return []


class Ship:
    """Everything behind the gateway, driven by hand."""

    def __init__(self) -> None:
        self.witness, self.mirror, people = Witness(), Mirror(), People()
        line = Line(Clock())
        self.members = Members(self._fetch, Clock())
        self.voice = Voice(self.mirror, line, self._send, 1.0)
        reports = Reports(self.mirror, self.witness.observe, self.witness.change)
        self.following = Following(
            Followers(
                self.mirror,
                line,
                reports,
                self.voice,
                self.members,
                people,
                self.witness.voice_update,
                self.witness.wrote,
            )
        )
        self.directory = GuildDirectory(self.mirror, line, self.members, people, nobody_found)

    async def _fetch(self, _guild_id: GuildId, user_id: UserId) -> Membership:
        return Membership(Person(user_id, user_id, user_id), frozenset())

    async def _send(self, guild_id: GuildId, channel_id: object) -> None:
        raise AssertionError((guild_id, channel_id))

    def hear(self, name: str, payload: dict[str, object], shard: Shard = FIRST) -> None:
        self.following.dispatched(shard, name, payload)

    def ready(self, *guilds: str, shard: Shard = FIRST) -> None:
        announced = [{"id": guild, "unavailable": True} for guild in guilds]
        self.hear("READY", {"user": {"id": BOT}, "guilds": announced}, shard)

    def arrive(self, guild: str, *seated: str, shard: Shard = FIRST) -> None:
        payload: dict[str, object] = {
            "id": guild,
            "name": f"Guild {guild}",
            "owner_id": "1",
            "unavailable": False,
            "channels": [{"id": f"4{guild}", "type": 2, "name": "Deck"}],
            "members": [member(one) for one in (*seated, BOT)],
            "voice_states": [
                {"user_id": one, "channel_id": f"4{guild}", "session_id": "s"} for one in seated
            ],
        }
        self.hear("GUILD_CREATE", payload, shard)


def member(user_id: str) -> dict[str, object]:
    user = {"id": user_id, "username": f"user{user_id}", "bot": user_id == BOT}
    return {"user": user, "roles": []}


@pytest.fixture
def ship() -> Ship:
    return Ship()


def test_a_shard_that_breaks_concerns_its_own_guilds_only(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.ready(ODD, shard=SECOND)
    ship.arrive(EVEN)
    ship.arrive(ODD, shard=SECOND)
    ship.witness.forget()
    ship.following.disconnected(SECOND)
    ship.following.disconnected(SECOND)
    assert ship.witness.tale == [(ODD, GatewayLost())]
    assert not ship.directory.connected
    ship.hear("RESUMED", {}, SECOND)
    assert ship.witness.of(ODD) == [GatewayLost(), GatewayReady(), ListenersChanged(())]
    assert ship.witness.of(EVEN) == []
    assert ship.directory.connected


def test_a_guild_that_another_shard_does_not_announce_stays(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN)
    ship.ready(ODD, shard=SECOND)
    assert ship.directory.guild(GuildId(EVEN)) is not None
    ship.ready(shard=FIRST)
    assert ship.directory.guild(GuildId(EVEN)) is None


def test_a_bot_that_sits_already_is_reported_with_its_listeners_by_age(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN, ADA, BOT, BOB)
    assert ship.witness.of(EVEN) == [
        GatewayReady(),
        BotVoiceChanged(ChannelId(f"4{EVEN}")),
        ListenersChanged((UserId(BOB), UserId(ADA))),
    ]
    # A second arrival, as after an outage, replaces the first.
    ship.arrive(EVEN)
    assert ship.witness.of(EVEN)[3:] == [GatewayReady(), ListenersChanged(())]


def test_a_guild_in_an_outage_is_not_ready_after_a_resume(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN)
    ship.hear("GUILD_DELETE", {"id": EVEN, "unavailable": True})
    ship.following.disconnected(FIRST)
    ship.witness.forget()
    ship.hear("RESUMED", {})
    assert ship.witness.tale == []


def test_an_unavailable_arrival_is_no_arrival_but_is_not_waited_for(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.hear("GUILD_CREATE", {"id": EVEN, "unavailable": True})
    assert ship.directory.guild(GuildId(EVEN)) is None
    assert ship.witness.tale == []


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("MESSAGE_CREATE", {"guild_id": EVEN}),
        ("MESSAGE_CREATE", {"author": {"id": ADA}, "content": "in private"}),
        ("MESSAGE_CREATE", {"guild_id": EVEN, "author": {"id": BOT, "bot": True}}),
        ("MESSAGE_CREATE", {"guild_id": EVEN, "author": {"id": "7"}, "webhook_id": "7"}),
        ("MESSAGE_CREATE", {"guild_id": EVEN, "author": {"id": ADA}, "type": 7}),
        ("GUILD_ROLE_CREATE", {"guild_id": "5", "role": {}}),
        ("CHANNEL_UPDATE", {"guild_id": "5", "id": "6"}),
        ("GUILD_UPDATE", {"id": "5"}),
        ("VOICE_STATE_UPDATE", {"guild_id": "5", "user_id": BOT, "channel_id": "6"}),
        ("CHANNEL_DELETE", {"guild_id": EVEN, "id": "6"}),
        ("GUILD_ROLE_DELETE", {"guild_id": EVEN, "role_id": "6"}),
    ],
)
def test_what_concerns_nothing_we_know_passes_by(
    ship: Ship, name: str, payload: dict[str, object]
) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN)
    ship.witness.forget()
    before = ship.directory.guild(GuildId(EVEN))
    ship.hear(name, payload)
    assert (ship.witness.tale, ship.witness.written) == ([], [])
    assert ship.directory.guild(GuildId(EVEN)) == before


@pytest.mark.parametrize("kind", [{}, {"type": 0}, {"type": 19}])
def test_what_people_write_on_a_guild_is_noticed(ship: Ship, kind: dict[str, object]) -> None:
    ship.hear("MESSAGE_CREATE", {"guild_id": EVEN, "author": {"id": ADA}, **kind})
    assert ship.witness.written == [(EVEN, ADA)]


async def test_news_of_a_member_outdates_what_was_known(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN)
    guild, ada = GuildId(EVEN), UserId(ADA)
    for name in ("GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"):
        await ship.directory.member(guild, ada)
        assert ship.members.known(guild, ada) is not None
        ship.hear(name, {"guild_id": EVEN, **member(ADA)})
        assert ship.members.known(guild, ada) is None


async def test_leaving_voice_outdates_what_was_known_of_a_member(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN, ADA)
    await ship.directory.member(GuildId(EVEN), UserId(ADA))
    state: dict[str, object] = {"guild_id": EVEN, "user_id": ADA, "session_id": "s"}
    ship.hear("VOICE_STATE_UPDATE", state | {"channel_id": None, "member": member(ADA)})
    assert ship.members.known(GuildId(EVEN), UserId(ADA)) is None


def test_names_outlast_seats(ship: Ship) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN, ADA)
    ship.hear(
        "VOICE_STATE_UPDATE",
        {"guild_id": EVEN, "user_id": ADA, "session_id": "s", "channel_id": None},
    )
    assert ship.directory.seats_of(UserId(ADA)) == []
    ada = ship.directory.person(GuildId(EVEN), UserId(ADA))
    assert ada is not None
    assert ada.username == "user30"
    assert ship.directory.person(GuildId(EVEN), UserId("77")) is None


def test_a_node_that_fails_does_not_keep_the_session_uninformed(
    ship: Ship, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship.ready(EVEN)
    ship.arrive(EVEN, BOT)
    ship.witness.forget()
    monkeypatch.setattr(ship.witness, "voice", None)
    with capture_logs() as logs:
        ship.hear(
            "VOICE_STATE_UPDATE",
            {
                "guild_id": EVEN,
                "user_id": BOT,
                "session_id": "s",
                "channel_id": None,
                "member": member(BOT),
            },
        )
    assert ship.witness.of(EVEN) == [BotVoiceChanged(None), ListenersChanged(())]
    assert [entry["event"] for entry in logs] == ["voice_update_failed"]
