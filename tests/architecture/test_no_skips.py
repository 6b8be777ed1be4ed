import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAVES_OUT = "import pytest\ndef test_one():\n    getattr(pytest, 'sk' + 'ip')('not today')\n"


def outcome(place: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", str(place)]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return finished.returncode, finished.stdout


def test_a_run_that_leaves_out_a_test_fails(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(LEAVES_OUT)
    code, told = outcome(tmp_path, "-p", "tests.support.no_skips")
    assert code == 1
    assert "Left out, though none may be: 1" in told


def test_a_run_that_leaves_out_nothing_passes(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_one():\n    assert True\n")
    code, told = outcome(tmp_path, "-p", "tests.support.no_skips")
    assert code == 0, told


def test_make_asks_for_it() -> None:
    assert "-m pytest -p tests.support.no_skips" in (ROOT / "Makefile").read_text()
