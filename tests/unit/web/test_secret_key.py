import stat
from pathlib import Path

import pytest

from web.secret_key import secret_key_of
from web.settings import ConfigurationError, Settings

KEY = "9f2c61d07be84a35a6b0c1d2e3f40516"


def settings(data_dir: Path, key: str | None = None) -> Settings:
    return Settings.model_validate(
        {
            "data_dir": data_dir,
            "secret_key": key,
            "discord": {
                "client_id": "123456789012345678",
                "client_secret": "s",
                "bot_token": "MTIzNDU2Nzg5MDEyMzQ1Njc4.t.t",
            },
            "lavalink_nodes": [{"name": "main", "host": "127.0.0.1", "password": "p"}],
        }
    )


def test_a_set_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key_of(settings(tmp_path / "data", KEY)) == KEY
    assert not (tmp_path / "data").exists()


def test_a_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    given = settings(tmp_path / "data")
    key = secret_key_of(given)
    path = tmp_path / "data" / "secret_key"
    assert len(key) >= 32
    assert secret_key_of(given) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret_key"]


def test_two_places_have_two_keys(tmp_path: Path) -> None:
    assert secret_key_of(settings(tmp_path / "a")) != secret_key_of(settings(tmp_path / "b"))


def test_a_key_that_others_could_read_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text(KEY)
    path.chmod(0o644)
    assert secret_key_of(settings(tmp_path)) == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_broken_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("half")
    with pytest.raises(ConfigurationError, match="does not hold a secret key"):
        secret_key_of(settings(tmp_path))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="AUXCORD_DATA_DIR"):
        secret_key_of(settings(tmp_path / "file" / "data"))
