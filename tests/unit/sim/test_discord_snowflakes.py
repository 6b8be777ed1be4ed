"""Ids of the simulated Discord are real snowflakes."""

import pytest

from sim.discord import seed
from sim.discord.snowflakes import SnowflakeMint, is_snowflake, made_at, snowflake_at


def test_an_id_carries_its_day() -> None:
    assert made_at(snowflake_at("2019-05-14", 5)).date().isoformat() == "2019-05-14"
    assert snowflake_at("2019-05-14", 5) == snowflake_at("2019-05-14", 5)


def test_seeded_ids_differ_and_look_real() -> None:
    ids = [value for name, value in vars(seed).items() if name.isupper() and isinstance(value, str)]
    assert len(ids) == len(set(ids)) >= 50
    assert all(17 <= len(one) <= 19 for one in ids)


def test_fresh_ids_rise_even_while_time_stands_still() -> None:
    mint = SnowflakeMint(lambda: 1_800_000_000.0)
    ids = [int(mint.fresh()) for _ in range(100)]
    assert ids == sorted(set(ids))
    assert made_at(str(ids[0])).timestamp() == 1_800_000_000


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "²", str(1 << 64), None, -1, True, 1.0])
def test_other_things_are_no_ids(text: object) -> None:
    assert not is_snowflake(text)


@pytest.mark.parametrize("text", ["0", "80351110224678912", 80351110224678912])
def test_digits_are_ids(text: object) -> None:
    assert is_snowflake(text)
