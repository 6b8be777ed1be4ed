"""Where somebody stands in a top is where they are in the whole list, also among equals."""

from auth.identity import GuildId, UserId
from db.client import Database
from db.ledger import PROFILES, Ledger
from db.profiles import Profiles, fields_of
from player.profiles.ports import Circle, Span, TopType
from player.profiles.profile import Pray, Profile, Text

HERE, ELSEWHERE = GuildId("5"), GuildId("6")
PEOPLE = [UserId(str(100 + number)) for number in range(12)]


def profile_of(guild_id: GuildId, number: int) -> Profile:
    """Return one with some values in common with others, and some with none."""
    return Profile(
        guild_id,
        PEOPLE[number],
        experience=number % 2,
        voicepoints=number % 3,
        level=number % 4,
        pray=Pray(streak=number % 2),
        text=Text(number % 4, number % 3, number % 5) if number % 3 else None,
        timespent={"global": number % 5} if number % 4 else {},
    )


async def test_a_place_is_that_in_the_whole_top(database: Database) -> None:
    profiles = Profiles(database, Ledger(database))
    everybody = [profile_of(where, number) for where in (HERE, ELSEWHERE) for number in range(12)]
    documents = [
        {
            "_id": each.account.id,
            **fields_of(each),
            "voicepoints": each.voicepoints,
            "hidden": False,
        }
        for each in everybody
    ]
    await database.collection(PROFILES).insert_many(documents)
    await profiles.hide(PEOPLE[7], hidden=True)
    for by in TopType:
        top = [each.user_id async for each in profiles.top(Circle(HERE), by, Span())]
        assert len(top) == len(PEOPLE) - 1
        for place, user_id in enumerate(top, 1):
            standing = await profiles.standing(HERE, user_id, by)
            assert standing is not None
            assert (standing.place, standing.profile.user_id) == (place, user_id)
    assert await profiles.standing(HERE, PEOPLE[7], TopType.POINTS) is None
    assert await profiles.standing(HERE, UserId("1"), TopType.POINTS) is None
