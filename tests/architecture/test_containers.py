import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from web.settings import load_settings, set_variables

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
IN_IMAGE = dict(re.findall(r"(AUXCORD_[A-Z_]+)=(\S+)", DOCKERFILE))


def test_the_settings_of_the_compose_file_are_in_order(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in set_variables():
        monkeypatch.delenv(name)
    given = {
        **IN_IMAGE,
        "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
        "AUXCORD_DISCORD__CLIENT_SECRET": "s",
        "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.t.t",
        **SERVICES["auxcord"]["environment"],
    }
    for name, value in given.items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?[^}]*\}", "pass", value))
    settings = load_settings()
    assert [node.host for node in settings.lavalink_nodes] == ["lavalink"]
    assert settings.mongodb_uri is not None
    assert {"lavalink", "mongodb"} <= SERVICES.keys()


def test_the_server_waits_for_a_database_that_takes_writes() -> None:
    assert SERVICES["auxcord"]["depends_on"]["mongodb"]["condition"] == "service_healthy"
    uri = SERVICES["auxcord"]["environment"]["AUXCORD_MONGODB_URI"]
    check = " ".join(SERVICES["mongodb"]["healthcheck"]["test"])
    assert "rs0" in uri
    assert "rs0" in check
    assert "rs0" in SERVICES["mongodb"]["command"]


def test_nothing_is_published_beyond_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8080:8080"]


def test_lavalink_takes_the_password_that_the_server_gives() -> None:
    configuration = yaml.safe_load((ROOT / "docs/lavalink/application.yml").read_text())
    assert configuration["lavalink"]["server"]["password"] == "${LAVALINK_PASSWORD}"
    assert configuration["server"]["port"] == 2333
    assert "LAVALINK_PASSWORD" in SERVICES["lavalink"]["environment"]


def test_mounted_files_exist() -> None:
    volumes = [volume for service in SERVICES.values() for volume in service.get("volumes", [])]
    files = [volume.partition(":")[0] for volume in volumes if volume.startswith("./")]
    assert files
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_the_image_gets_what_the_wheel_is_made_of() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"}
    assert {*wheel["packages"], *wheel["force-include"]} <= let_in
    assert {"pyproject.toml", "README.md", "requirements"} <= let_in


def test_the_image_runs_without_rights_and_says_whether_it_is_well() -> None:
    lines = DOCKERFILE.splitlines()
    user = lines.index("USER auxcord")
    assert user < lines.index('ENTRYPOINT ["auxcord"]')
    check = re.search(r"HEALTHCHECK .*\\\n    CMD (\[.*\])", DOCKERFILE)
    assert check is not None
    program = json.loads(check[1])[2]
    compile(program, "healthcheck", "exec")
    assert "/healthz" in program
