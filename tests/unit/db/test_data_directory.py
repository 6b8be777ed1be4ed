import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.data_directory import DataDirectory
from db.errors import CannotStart


@pytest.fixture(name="directory")
def _directory(tmp_path: Path) -> Iterator[DataDirectory]:
    directory = DataDirectory.claim(tmp_path / "data")
    yield directory
    directory.release()


def test_only_one_may_have_it(directory: DataDirectory, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"data is in use by another running instance"):
        DataDirectory.claim(tmp_path / "data")
    directory.release()
    DataDirectory.claim(tmp_path / "data").release()


def test_nobody_else_may_read_the_files(directory: DataDirectory) -> None:
    assert directory.files.stat().st_mode & 0o777 == 0o700


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match=r"file/data cannot be written .*MONGODB_URI"):
        DataDirectory.claim(tmp_path / "file" / "data")


def test_the_port_is_kept(directory: DataDirectory) -> None:
    port = directory.port()
    directory.keep_port(port)
    assert [directory.port() for _ in range(3)] == [port] * 3


def test_a_kept_port_that_is_taken_gives_way(directory: DataDirectory) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        taken = somebody.getsockname()[1]
        directory.keep_port(taken)
        assert directory.port() != taken
    assert directory.port() == taken


@pytest.mark.parametrize("written", ["", "x", "-1", "80", "70000", "1e3", "\x00", "٣٤٥٦"])
def test_a_damaged_port_file_is_passed_over(directory: DataDirectory, written: str) -> None:
    directory._port_file.write_text(written, encoding="utf-8")
    assert 1024 <= directory.port() <= 65535


def test_one_old_log_is_kept(directory: DataDirectory, tmp_path: Path) -> None:
    for text in ("first", "second"):
        directory.log.write_text(text)
        directory.release()
        directory = DataDirectory.claim(tmp_path / "data")
    directory.release()
    logs = {path.name: path.read_text() for path in (tmp_path / "data").glob("*.log*")}
    assert logs == {"mongod.log.1": "second"}
