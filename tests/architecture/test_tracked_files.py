import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST_BYTES = 2_000_000

# In pieces, so that this file does not accuse itself.
FORBIDDEN = {
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])/(?:work" + r"|root|home/\w+|Users/\w+)/"
    ),
    "a package registry": re.compile(
        "py" + r"pi\.org|files\.python" + r"hosted|registry\.np" + "m|docker" + r"\.io/"
    ),
    "an address of an index": re.compile("--(?:extra-)?index" + "-url|--find" + "-links "),
    "a private key": re.compile("BEGIN [A-Z ]*PRIVATE" + " KEY"),
}


def tracked() -> Iterator[Path]:
    """Yield every file that is ours, by git's word where there is git."""
    if not (ROOT / ".git").exists():
        hidden = re.compile(r"(?:^|/)(?:\.(?!ci/)|__pycache__/)")
        every = (path for path in ROOT.rglob("*") if path.is_file())
        yield from (path for path in every if not hidden.search(str(path.relative_to(ROOT))))
        return
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    yield from (path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in FORBIDDEN[what].findall(text)]
    assert found == []


def test_no_file_is_huge() -> None:
    assert [path for path in tracked() if path.stat().st_size > LARGEST_BYTES] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    escape = re.compile(r"pytest\.(?:mark\.)?(?:sk" + r"ip|xf" + r"ail|import" + r"orskip)")
    tests = (ROOT / "tests").rglob("*.py")
    assert [str(path) for path in tests if escape.search(path.read_text())] == []


def test_nothing_is_left_to_be_done_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    texts = [path for path in tracked() if path.suffix in {".py", ".js", ".css", ".html"}]
    assert [str(path) for path in texts if later.search(path.read_text())] == []
