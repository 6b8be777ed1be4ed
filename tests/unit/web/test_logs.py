import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

PROGRAM = """
import logging, structlog, warnings
from web import logs
logs.configure({form!r}, {level!r})
structlog.contextvars.bind_contextvars(request_id="r1")
structlog.get_logger().info("something_happened", guild_id="7")
logging.getLogger("library").warning("told %s", "so")
logging.getLogger("httpx2").info("GET https://example.org/?token=hush")
warnings.warn("old ways", stacklevel=1)
try:
    raise ValueError("broken")
except ValueError:
    structlog.get_logger().exception("it_failed")
"""


def logged(form: str, level: str = "info") -> str:
    program = PROGRAM.format(form=form, level=level)
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == ""
    return run.stderr


def test_machines_read_one_object_a_line() -> None:
    lines = [json.loads(line) for line in logged("auto").splitlines()]
    assert [line["event"] for line in lines][:2] == ["something_happened", "told so"]
    assert lines[0]["guild_id"] == "7"
    assert {line["request_id"] for line in lines} == {"r1"}
    assert {"level", "timestamp", "logger"} <= lines[1].keys()
    assert "old ways" in lines[2]["event"]
    assert "ValueError: broken" in lines[-1]["exception"]


def test_people_read_plain_lines() -> None:
    text = logged("console")
    assert "something_happened" in text
    assert "ValueError: broken" in text
    assert "\x1b[" not in text


def test_libraries_do_not_tell_addresses() -> None:
    assert "hush" not in logged("json", "debug")


def test_the_level_leaves_out_what_is_less_important() -> None:
    assert "something_happened" not in logged("json", "warning")
