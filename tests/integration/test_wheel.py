import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="installed", scope="module")
def _installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, which is all that an installation does with it."""
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = place.glob("auxcord-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def run(installed: Path, *arguments: str) -> str:
    """Run Python where only the unpacked wheel has our packages, from another directory."""
    finished = subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    return finished.stdout


def test_the_command_runs_from_anywhere(installed: Path) -> None:
    assert "serve" in run(installed, "-m", "web", "--help")
    where = run(installed, "-c", "import web; print(web.__file__)")
    assert Path(where.strip()) == installed / "web" / "__init__.py"


def test_templates_and_static_files_are_found(installed: Path) -> None:
    program = (
        "from web.app import _folder as f; print(*map(f, ['templates', 'static', 'translations']))"
    )
    folders = [Path(text) for text in run(installed, "-c", program).split()]
    templates, static, translations = folders
    assert all(folder.is_relative_to(installed) for folder in folders)
    assert (translations / "de.po").is_file()
    assert (templates / "base.html").is_file()
    assert (static / "js" / "main.js").is_file()


def test_every_file_of_the_packages_is_in_it(installed: Path) -> None:
    for package in ("web", "db", "player", "auth", "sim"):
        ours = {path.relative_to(ROOT) for path in _files(ROOT / package)}
        packed = {path.relative_to(installed) for path in _files(installed / package)}
        assert ours - packed == set()


def test_nothing_else_is_in_it(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names == {"web", "db", "player", "auth", "sim"}


def _files(folder: Path) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
