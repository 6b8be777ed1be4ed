import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    "uv": GROUPS["installer"],
    "run": [*PROJECT["project"]["dependencies"], *GROUPS["build"]],
    "dev": [*PROJECT["project"]["dependencies"], *GROUPS["build"], *GROUPS["dev"]],
}
OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0"}


def entries(name: str) -> list[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return re.split(r"\n(?=\S)", text.strip())


def pinned(name: str) -> dict[str, str]:
    """Return the versions that the lock gives to the oldest Python that we support."""
    found: dict[str, str] = {}
    for entry in entries(name):
        requirement = Requirement(entry.partition(" \\")[0])
        if requirement.marker is None or requirement.marker.evaluate(OLDEST):
            (version,) = requirement.specifier
            found[canonicalize_name(requirement.name)] = version.version
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_the_project(name: str) -> None:
    versions = pinned(name)
    wanted = [Requirement(text) for text in LOCKS[name]]
    unsatisfied = [
        str(each)
        for each in wanted
        if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"))
    ]
    assert unsatisfied == [], "make lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_is_one_version_with_hashes(name: str) -> None:
    shape = re.compile(r"[a-z0-9.-]+==\S+(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in entries(name) if not shape.fullmatch(entry)] == []


def test_tests_run_on_the_versions_that_the_server_runs_on() -> None:
    run, dev = pinned("run"), pinned("dev")
    assert {name: dev.get(name) for name in run} == run


def test_the_build_uses_what_is_locked() -> None:
    wanted = {*PROJECT["build-system"]["requires"]}
    assert wanted == {*GROUPS["build"]}
