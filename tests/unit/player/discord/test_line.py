"""When the gateway counts as connected, for one shard and for several."""

from auth.identity import GuildId
from player.discord.line import Line, Shard
from tests.support.discord import Clock

EVEN, ODD = GuildId(str(2 << 22)), GuildId(str(3 << 22))
FIRST, SECOND = Shard(0, 2), Shard(1, 2)


def test_guilds_are_spread_over_the_shards() -> None:
    assert FIRST.carries(EVEN)
    assert not FIRST.carries(ODD)
    assert Shard().carries(ODD)


def test_the_line_is_complete_when_every_announced_guild_is_there() -> None:
    line = Line(Clock())
    assert not line.complete
    line.opened(Shard(), [EVEN, ODD])
    assert line.reaches(EVEN)
    assert not line.complete
    line.arrived(EVEN)
    assert not line.complete
    line.arrived(ODD)
    assert line.complete


def test_a_guild_that_never_comes_is_waited_for_a_little_only() -> None:
    clock = Clock()
    line = Line(clock)
    line.opened(Shard(), [EVEN])
    clock.now += 4.9
    assert not line.complete
    clock.now += 0.1
    assert line.complete


def test_every_shard_counts() -> None:
    line = Line(Clock())
    line.opened(FIRST, [])
    assert not line.complete
    assert line.reaches(EVEN)
    assert not line.reaches(ODD)
    line.opened(SECOND, [])
    assert line.complete
    line.closed(FIRST)
    assert not line.complete
    assert line.reaches(ODD)
    line.resumed(FIRST)
    assert line.complete
