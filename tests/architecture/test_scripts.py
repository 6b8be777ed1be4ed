import re
from pathlib import Path

import pytest

from web.pages.linking import link

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
FILES = sorted(path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.rglob("*.js"))


@pytest.mark.parametrize("name", FILES)
def test_every_module_can_be_linked(name: str) -> None:
    assert f'modules["{name}"]' in link(SCRIPTS, name)


@pytest.mark.parametrize("name", FILES)
def test_no_line_of_a_text_looks_like_a_comment(name: str) -> None:
    """Linking leaves out whole lines of comment, and would take such a line for one."""
    for text in re.findall(r"`[^`]*`", (SCRIPTS / name).read_text()):
        assert re.search(r"^[ \t]*(?://|/\*)", text, re.MULTILINE) is None
