import re
from pathlib import Path

from web import rates
from web.rates import Rate

GUIDE = Path(__file__).parents[3] / "docs" / "api" / "README.md"
ROW = re.compile(r"^\| ([\w -]+) \| (\d+) \| (\d+) \| (.+) \|$", re.MULTILINE)


def test_the_guide_tells_every_rate() -> None:
    told = {(name, int(count), float(seconds)) for name, count, seconds, _ in rows()}
    known = [each for each in vars(rates).values() if isinstance(each, Rate)]
    assert told == {(each.name, each.count, each.seconds) for each in known}


def test_the_guide_tells_what_is_counted_by_address() -> None:
    by_address = {name for name, _, _, words in rows() if words.endswith("by address")}
    known = [each for each in vars(rates).values() if isinstance(each, Rate)]
    assert by_address == {each.name for each in known if each.by_address}


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(GUIDE.read_text())
