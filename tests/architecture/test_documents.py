import re
import subprocess
from pathlib import Path

import pytest

from web import variables
from web.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def test_the_example_of_settings_is_in_step() -> None:
    assert (ROOT / ".env.example").read_text() == variables.example(Settings), "make fmt"


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text()
    missing = [each.name for each in variables.of(Settings) if f"`{each.name}`" not in text]
    assert missing == []


def test_no_setting_is_explained_that_does_not_exist() -> None:
    known = {each.name for each in variables.of(Settings)}
    text = "\n".join(path.read_text() for path in DOCUMENTS)
    named = {*re.findall(r"\bAUXCORD_[A-Z0-9_]*[A-Z0-9]\b", text)}
    assert named <= known


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    assert text.startswith("# Changelog\n")
    assert "## [Unreleased]" in text
    sections = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert {*sections} <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    targets = [target for target in LINK.findall(path.read_text()) if "://" not in target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_make_target_in_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = {*re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)}
    targets |= {f"bench-{path.stem}" for path in (ROOT / "benchmarks").glob("*.py")}
    text = "\n".join(path.read_text() for path in DOCUMENTS)
    assert {*re.findall(r"`make ([a-z-]+)", text)} <= targets


def test_make_explains_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, re.MULTILINE):
        assert f"make {target} " in told.stdout
