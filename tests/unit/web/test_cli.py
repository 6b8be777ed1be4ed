import json
from pathlib import Path

import pytest

from web import variables
from web.cli import main
from web.settings import Settings, set_variables

ENOUGH = {
    "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
    "AUXCORD_DISCORD__CLIENT_SECRET": "hush-client",
    "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.hush.bot",
    "AUXCORD_LAVALINK_NODES": json.dumps([{"name": "a", "host": "h", "password": "hush-node"}]),
}


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*set_variables(), "MONGODB_URI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)


def test_check_config_says_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-config"]) == 0
    assert capsys.readouterr().out == "The settings are in order.\n"


def test_check_config_tells_every_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AUXCORD_PORT", "0")
    monkeypatch.setenv("AUXCORD_LOGLEVEL", "info")
    monkeypatch.setenv("AUXCORD_SURPRISE", "1")
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("AUXCORD_DATA_DIR", str(file / "data"))
    assert main(["check-config"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "AUXCORD_LOGLEVEL is not a setting; did you mean AUXCORD_LOG_LEVEL?",
        "AUXCORD_SURPRISE is not a setting; see docs/configuration.md.",
        "AUXCORD_PORT should be greater than or equal to 1.",
        f"AUXCORD_DATA_DIR: nothing can be written to {file}.",
    ]


def test_check_config_warns_and_still_succeeds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUXCORD_PUBLIC_URL", "http://music.example")
    assert main(["check-config"]) == 0
    assert "plain http" in capsys.readouterr().err


def test_check_config_names_a_data_directory_that_cannot_be(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AUXCORD_DATA_DIR", str(tmp_path / "file" / "data"))
    assert main(["check-config"]) == 1
    assert "AUXCORD_DATA_DIR" in capsys.readouterr().err


def test_check_config_leaves_nothing_behind(tmp_path: Path) -> None:
    main(["check-config"])
    assert list(tmp_path.iterdir()) == []


def test_print_config_shows_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print-config"]) == 0
    shown = capsys.readouterr().out
    assert "AUXCORD_DISCORD__CLIENT_ID=123456789012345678\n" in shown
    assert "hush" not in shown


def test_env_example_needs_no_settings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ENOUGH:
        monkeypatch.delenv(name)
    assert main(["env-example"]) == 0
    assert capsys.readouterr().out == variables.example(Settings)


def test_serve_with_bad_settings_tells_them_and_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUXCORD_DISCORD__BOT_TOKEN")
    assert main(["serve"]) == 1
    assert capsys.readouterr().err == "AUXCORD_DISCORD__BOT_TOKEN is missing. The bot's token.\n"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["serve", "--fast"]])
def test_a_wrong_call_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: auxcord" in capsys.readouterr().err
