import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("web", "db", "player", "auth", "sim")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
THE_ENVIRONMENT = {"environ", "environb", "getenv", "getenvb"}


def test_every_import_keeps_the_contracts() -> None:
    # In a process of its own, because it switches off the loggers of whoever calls it.
    program = "from importlinter.cli import lint_imports_command as run; run()"
    finished = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout
    assert "0 broken" in finished.stdout


def test_only_the_settings_read_the_environment() -> None:
    readers = {str(path.relative_to(ROOT)) for path in MODULES if _reads_environment(path)}
    assert readers == {"web/settings.py"}


def test_no_import_is_relative() -> None:
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in _nodes(path)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def _reads_environment(path: Path) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr in THE_ENVIRONMENT)
        or (isinstance(node, ast.alias) and node.name in THE_ENVIRONMENT)
        for node in _nodes(path)
    )


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text()))


def test_the_check_for_the_environment_sees_it() -> None:
    assert {*dir(os)} >= THE_ENVIRONMENT
