import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("web", "db", "player", "auth", "sim")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_OF_MOST = 32

FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield place, (node.end_lineno or node.lineno) - node.lineno + 1


def test_there_is_something_to_measure() -> None:
    assert len(FILES) > 50


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_text().count("\n") for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    assert {place: lines for place, lines in functions() if lines > LONGEST_FUNCTION} == {}


def test_nine_of_ten_functions_are_short() -> None:
    lengths = sorted(lines for _, lines in functions())
    assert lengths[len(lengths) * 9 // 10] <= LONGEST_OF_MOST


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_in_a_sentence_what_it_is_responsible_for(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text())) or ""
    first = text.partition("\n")[0]
    assert first.endswith((".", "?", "!")), f"{path} begins with {first!r}"
