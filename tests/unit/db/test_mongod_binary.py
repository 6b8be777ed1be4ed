import sys
from pathlib import Path

import pytest

from db.errors import CannotStart
from db.mongod_binary import find_mongod


def program(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mongod"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture(name="nowhere")
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make a machine that has no mongod at all."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "fiftyone", raising=False)


@pytest.mark.usefixtures("nowhere")
def test_a_given_path_is_taken(tmp_path: Path) -> None:
    assert find_mongod(program(tmp_path)) == tmp_path / "mongod"


@pytest.mark.usefixtures("nowhere")
def test_a_given_path_has_to_exist(tmp_path: Path) -> None:
    program(tmp_path / "bin")
    with pytest.raises(CannotStart, match=r"There is no mongod at .*elsewhere.*MONGODB_URI"):
        find_mongod(tmp_path / "elsewhere")


@pytest.mark.usefixtures("nowhere")
def test_the_path_goes_before_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path = program(tmp_path / "bin")
    in_wheel = program(tmp_path / "site" / "fiftyone" / "db" / "bin")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site")])
    assert find_mongod() == in_wheel
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_mongod() == on_path


@pytest.mark.usefixtures("nowhere")
def test_a_package_without_the_program_is_no_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "fiftyone").mkdir(parents=True)
    (tmp_path / "site" / "fiftyone" / "__init__.py").write_text("raise SystemExit\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site")])
    with pytest.raises(CannotStart, match="MONGODB_URI"):
        find_mongod()


@pytest.mark.usefixtures("nowhere")
def test_where_there_is_none_one_sentence_says_what_to_do() -> None:
    with pytest.raises(CannotStart, match=r"^There is no mongod on this machine: .*MONGODB_URI"):
        find_mongod()
