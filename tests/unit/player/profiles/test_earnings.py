"""What is gathered is written once, however often the database fails on the way."""

import pytest

from auth.identity import GuildId, UserId
from player.core.policy import ProfileRules
from player.listening import Tally
from player.profiles.earning import Presence
from player.profiles.earnings import MOST_AT_ONCE, Batch, Earnings
from tests.support.builders import ADA, BOB, GUILD

COUNTS = ProfileRules(earning=True)
OTHER = GuildId("77")


class MemoryProfiles:
    """Takes each batch once by its name, as the real store does, and fails when told to."""

    def __init__(self) -> None:
        self.batches: dict[str, Batch] = {}
        self.fails_before = self.fails_after = False

    async def write(self, batch: Batch) -> None:
        if self.fails_before:
            raise ConnectionError
        self.batches.setdefault(batch.id, batch)
        if self.fails_after:
            raise ConnectionError

    def of(self, guild_id: GuildId, user_id: str) -> Presence:
        found = [
            each.presence
            for batch in self.batches.values()
            for each in batch.earnings
            if (each.guild_id, each.user_id) == (guild_id, user_id)
        ]
        return sum(found, Presence())


class Gathering:
    def __init__(self) -> None:
        self.rules = {GUILD: COUNTS}
        self.store = MemoryProfiles()
        self.earnings = Earnings(self.store, lambda guild: self.rules.get(guild, ProfileRules()))


async def test_everything_is_gathered_by_server_and_person() -> None:
    at = Gathering()
    at.rules[OTHER] = COUNTS
    at.earnings.attended(GUILD, ADA, Tally(voice_ms=3_000, listened_ms=1_000))
    at.earnings.attended(GUILD, ADA, Tally(voice_ms=3_000))
    at.earnings.attended(OTHER, ADA, Tally(listened_ms=5))
    at.earnings.wrote(GUILD, BOB)
    await at.earnings.flush()
    assert at.store.of(GUILD, ADA) == Presence(6_000, 1_000)
    assert at.store.of(OTHER, ADA) == Presence(0, 5)
    assert at.store.of(GUILD, BOB) == Presence(messages=1)
    await at.earnings.flush()
    assert len(at.store.batches) == 1


async def test_servers_that_do_not_want_it_are_left_alone() -> None:
    at = Gathering()
    at.earnings.attended(OTHER, ADA, Tally(voice_ms=3_000))
    at.earnings.wrote(OTHER, ADA)
    at.earnings.attended(GUILD, ADA, Tally(tracks_listened=1))
    await at.earnings.flush()
    assert at.store.batches == {}


@pytest.mark.parametrize("fault", ["fails_before", "fails_after"])
async def test_a_batch_whose_fate_is_unknown_comes_again_under_its_name(fault: str) -> None:
    at = Gathering()
    at.earnings.attended(GUILD, ADA, Tally(voice_ms=1_000))
    setattr(at.store, fault, True)
    with pytest.raises(ConnectionError):
        await at.earnings.flush()
    at.earnings.attended(GUILD, ADA, Tally(voice_ms=10_000))
    with pytest.raises(ConnectionError):
        await at.earnings.flush()
    setattr(at.store, fault, False)
    await at.earnings.flush()
    assert at.store.of(GUILD, ADA).voice_ms == 11_000


async def test_who_is_to_be_forgotten_has_done_nothing() -> None:
    at = Gathering()
    at.earnings.wrote(GUILD, ADA)
    at.earnings.wrote(GUILD, BOB)
    await at.earnings.forget(ADA)
    await at.earnings.flush()
    assert at.store.of(GUILD, ADA) == Presence()
    assert at.store.of(GUILD, BOB).messages == 1


async def test_many_people_are_written_a_few_at_a_time() -> None:
    at = Gathering()
    people = [UserId(str(number)) for number in range(MOST_AT_ONCE + 1)]
    for one in people:
        at.earnings.wrote(GUILD, one)
    await at.earnings.flush()
    assert sorted(len(batch.earnings) for batch in at.store.batches.values()) == [1, MOST_AT_ONCE]
    assert all(at.store.of(GUILD, one).messages == 1 for one in people)
