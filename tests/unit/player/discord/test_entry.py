"""What speaks against joining a channel before Discord is asked."""

import pytest

from auth.identity import ChannelId, GuildId, Person, RoleId, UserId
from player.discord.entry import refusal
from player.discord.mirror import Mirror
from player.discord.permissions import MOVE_MEMBERS, Overwrite
from player.discord.records import GuildRecord, Membership, Rank, Room
from player.guilds import Channel, ChannelKind, Guild, Permission, Role, Seat

GUILD, BOT, ADA = GuildId("10"), UserId("30"), UserId("31")
DECK = ChannelId("40")
ENTER = Permission.VIEW_CHANNEL | Permission.CONNECT


def mirror(
    granted: Permission = ENTER,
    *,
    user_limit: int = 0,
    seated: tuple[UserId, ...] = (),
    own: bool = True,
    **overwrites: Overwrite,
) -> Mirror:
    person = Person(BOT, "bot", "bot")
    everyone = RoleId(GUILD)
    record = GuildRecord(
        Guild(GUILD, "Harbour", None, UserId("1"), 2),
        ranks={everyone: Rank(Role(everyone, GUILD, "@everyone", 0, granted), 0)},
        own=Membership(person, frozenset({everyone}), bot=True) if own else None,
    )
    channel = Channel(DECK, GUILD, "Deck", ChannelKind.VOICE)
    rules = {key.removeprefix("of_"): overwrite for key, overwrite in overwrites.items()}
    record.rooms[DECK] = Room(channel, user_limit=user_limit, overwrites=rules)
    for user_id in seated:
        record.seats[user_id] = Seat(Person(user_id, "x", "x"), GUILD, DECK)
    made = Mirror()
    made.own_id = BOT
    made.put(record)
    return made


@pytest.mark.parametrize(
    "open_room",
    [
        mirror(),
        mirror(Permission.ADMINISTRATOR, of_10=Overwrite(deny=ENTER)),
        mirror(Permission(0), of_30=Overwrite(allow=ENTER)),
        mirror(user_limit=2, seated=(ADA,)),
        # Who may move others enters a full room, too.
        mirror(ENTER | MOVE_MEMBERS, user_limit=1, seated=(ADA,)),
        mirror(of_10=Overwrite(allow=MOVE_MEMBERS), user_limit=1, seated=(ADA,)),
        # The bot is in there already, whatever the rules say now.
        mirror(Permission(0), user_limit=1, seated=(ADA, BOT)),
        # Without knowledge of the bot's own roles, Discord decides.
        mirror(Permission(0), own=False),
    ],
)
def test_nothing_speaks_against_it(open_room: Mirror) -> None:
    assert refusal(open_room, GUILD, DECK) is None


@pytest.mark.parametrize(
    ("closed_room", "sentence"),
    [
        (mirror(Permission.CONNECT), "may not see “Deck”"),
        (mirror(Permission.VIEW_CHANNEL), "may not join “Deck”"),
        (mirror(of_30=Overwrite(deny=Permission.CONNECT)), "may not join “Deck”"),
        (mirror(user_limit=1, seated=(ADA,)), "“Deck” is full"),
    ],
)
def test_what_speaks_against_it_is_said(closed_room: Mirror, sentence: str) -> None:
    assert sentence in str(refusal(closed_room, GUILD, DECK))


def test_places_that_are_not_there() -> None:
    assert "not on this server" in str(refusal(mirror(), GuildId("11"), DECK))
    assert "does not exist" in str(refusal(mirror(), GUILD, ChannelId("41")))
