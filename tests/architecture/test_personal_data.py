"""Of everything that is kept it is decided what becomes of it when a person deletes their data."""

from pathlib import Path

from db.layout import LAYOUTS
from db.personal_data import (
    DELETED,
    ENDED_BY_THEIR_KEEPERS,
    OF_NOBODY,
    PASSES_BY_ITSELF,
    STAYS,
)

ROOT = Path(__file__).parents[2]
DECIDED = (frozenset(DELETED), ENDED_BY_THEIR_KEEPERS, STAYS, PASSES_BY_ITSELF, OF_NOBODY)


def test_every_collection_has_its_place() -> None:
    kept = {layout.collection for layout in LAYOUTS}
    decided = frozenset().union(*DECIDED)
    assert kept - decided == set(), "Say in db/personal_data.py whose data is in there."
    assert decided - kept == set()


def test_every_collection_has_one_place() -> None:
    assert sum(map(len, DECIDED)) == len(frozenset().union(*DECIDED))


def test_people_can_read_of_every_collection_with_people_in_it() -> None:
    told = (ROOT / "docs" / "privacy.md").read_text()
    with_people = frozenset().union(*DECIDED) - OF_NOBODY
    assert [name for name in sorted(with_people) if f"`{name}`" not in told] == []
