import importlib.metadata
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("web", "db", "player", "auth", "sim")
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "shared"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert [str(path) for path in modules if {*path.stem.split("_")} & SAY_NOTHING] == []


def test_no_package_hides_one_of_the_standard_library() -> None:
    assert not {*PACKAGES} & sys.stdlib_module_names


def test_no_other_distribution_brings_a_package_of_our_name() -> None:
    owners = importlib.metadata.packages_distributions()
    strangers = {package: {*owners.get(package, [])} - {"auxcord"} for package in PACKAGES}
    assert {package: found for package, found in strangers.items() if found} == {}


def test_tests_are_not_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
