import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from web import variables
from web.settings import ConfigurationError, Settings, load_settings, set_variables

KEY = "9f2c61d07be84a35a6b0c1d2e3f40516"
NODE = {"name": "main", "host": "10.0.0.5", "password": "youshallnotpass"}
ENOUGH = {
    "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
    "AUXCORD_DISCORD__CLIENT_SECRET": "hush-client",
    "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.hush.bot",
    "AUXCORD_LAVALINK_NODES": json.dumps([NODE]),
}


@pytest.fixture(autouse=True)
def _empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*set_variables(), "MONGODB_URI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(name="enough")
def _enough(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def problems() -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    return list(caught.value.problems)


@pytest.mark.usefixtures("enough")
def test_four_variables_are_enough() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.public_url == "http://127.0.0.1:8080"
    assert settings.lavalink_nodes[0].port == 2333
    assert settings.discord.bot_token.get_secret_value().endswith(".hush.bot")
    assert settings.warnings() == ()


def test_nothing_set_names_everything_that_is_missing() -> None:
    found = problems()
    assert [problem.split()[0] for problem in found] == list(ENOUGH)
    assert all("is missing" in problem for problem in found)


def test_networks_are_read_and_refused(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_ALLOWED_NETWORKS", "192.168.1.0/24, ::1")
    assert [str(each) for each in load_settings().allowed_networks] == ["192.168.1.0/24", "::1/128"]
    enough.setenv("AUXCORD_ALLOWED_NETWORKS", "192.168.1.7/24")
    assert "must be networks" in problems()[0]


def test_public_url_follows_the_port(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_PORT", "9000")
    assert load_settings().public_url == "http://127.0.0.1:9000"


def test_settings_are_read_from_a_file_and_the_environment_wins(
    enough: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("AUXCORD_PORT=9000\nAUXCORD_HOST=127.0.0.2\nOTHER=1\n")
    enough.setenv("AUXCORD_PORT", "9001")
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.2", 9001)


def test_what_is_passed_wins_over_the_environment(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_PORT", "9001")
    assert load_settings(port=9002).port == 9002


@pytest.mark.parametrize("name", ["MONGODB_URI", "AUXCORD_MONGODB_URI"])
def test_mongodb_uri_is_understood_with_and_without_prefix(
    enough: pytest.MonkeyPatch, name: str
) -> None:
    enough.setenv(name, "mongodb://db.example/?replicaSet=rs0")
    uri = load_settings().mongodb_uri
    assert uri is not None
    assert uri.get_secret_value() == "mongodb://db.example/?replicaSet=rs0"


def test_the_prefixed_mongodb_uri_wins(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("MONGODB_URI", "mongodb://one.example")
    enough.setenv("AUXCORD_MONGODB_URI", "mongodb://two.example")
    uri = load_settings().mongodb_uri
    assert uri is not None
    assert uri.get_secret_value() == "mongodb://two.example"


def test_an_empty_variable_is_not_set(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_SECRET_KEY", "")
    enough.setenv("AUXCORD_PORT", "")
    settings = load_settings()
    assert (settings.secret_key, settings.port) == (None, 8080)
    assert "AUXCORD_PORT" not in set_variables()


def test_an_unknown_variable_is_refused_with_a_suggestion(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_PROT", "9000")
    enough.setenv("AUXCORD_DISCORD__CLIENT_SECRETS", "x")
    assert problems() == [
        "AUXCORD_DISCORD__CLIENT_SECRETS is not a setting; "
        "did you mean AUXCORD_DISCORD__CLIENT_SECRET?",
        "AUXCORD_PROT is not a setting; did you mean AUXCORD_PORT?",
    ]


@pytest.mark.usefixtures("enough")
def test_an_unknown_variable_in_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AUXCORD_HOTS=127.0.0.1\n")
    assert problems() == ["AUXCORD_HOTS is not a setting; did you mean AUXCORD_HOST?"]


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUXCORD_PORT", "0")
    monkeypatch.setenv("AUXCORD_NOSUCHTHING", "1")
    monkeypatch.setenv("AUXCORD_LOG_FORMAT", "xml")
    monkeypatch.setenv("AUXCORD_DISCORD__CLIENT_ID", "abc")
    named = {problem.split()[0].rstrip(",") for problem in problems()}
    assert named == {
        "AUXCORD_PORT",
        "AUXCORD_NOSUCHTHING",
        "AUXCORD_LOG_FORMAT",
        *ENOUGH,
    }


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "must be a whole number."),
        ("PORT", "65536", "should be less than or equal to 65535."),
        ("HOST", "example.org", "must be an IP address such as 127.0.0.1, or localhost."),
        ("PUBLIC_URL", "https://x.example/", "must not end in a slash."),
        (
            "PUBLIC_URL",
            "https://x.example/y",
            "must be scheme, host and port only, without a path.",
        ),
        ("PUBLIC_URL", "x.example", "must be a URL such as https://music.example.org."),
        ("PUBLIC_URL", "https://x.example:port", "must be a URL with a proper host and port."),
        (
            "PUBLIC_URL",
            "https://u:p@x.example",
            "must not carry credentials, a query or a fragment.",
        ),
        ("TRUSTED_PROXIES", "-1", "should be greater than or equal to 0."),
        ("DISCORD__MEMBERS_INTENT", "maybe", "must be true or false."),
        ("DISCORD__API_URL", "ftp://x", "must be a URL such as https://music.example.org."),
        (
            "DISCORD__BOT_TOKEN",
            "Bot MTIz.b.c",
            "must be a bot token: three parts with dots between them.",
        ),
        ("SECRET_KEY", "short", "must have at least 32 characters."),
        ("SECRET_KEY", "a" * 40, "must be random; leave it out and Auxcord makes one."),
        (
            "SECRET_KEY",
            "changeme-0123456789-abcdefghijklm",
            "must be random; leave it out and Auxcord makes one.",
        ),
        ("MONGODB_URI", "postgres://x", "must begin with mongodb:// or mongodb+srv://."),
        ("DATABASE", "my database", "must be 1 to 38 letters, digits, “_” or “-”."),
        (
            "IMAGE_ORIGINS",
            "https://a.example/b",
            "must be scheme, host and port only, without a path.",
        ),
        ("LAVALINK_NODES", "main=pw@host", "must be a list in JSON."),
        ("LAVALINK_NODES", "{}", "must be a list in JSON."),
        ("LAVALINK_NODES", "[]", "must name at least one node."),
        ("LAVALINK_NODES", json.dumps([NODE, NODE]), "must give every node a name of its own."),
    ],
)
def test_a_bad_value_is_told_in_a_sentence(
    enough: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    enough.setenv(f"AUXCORD_{name}", value)
    assert problems() == [f"AUXCORD_{name} {sentence}"]


def test_a_bad_node_is_told_by_its_number(enough: pytest.MonkeyPatch) -> None:
    nodes = [NODE, {"name": "b c", "host": "h", "port": "x", "colour": 1}]
    enough.setenv("AUXCORD_LAVALINK_NODES", json.dumps(nodes))
    assert problems() == [
        "AUXCORD_LAVALINK_NODES, node 2, “name” must be one word.",
        "AUXCORD_LAVALINK_NODES, node 2, “port” must be a whole number.",
        "AUXCORD_LAVALINK_NODES, node 2, “password” is missing.",
        "AUXCORD_LAVALINK_NODES, node 2, “colour” is not known.",
    ]


def test_no_problem_quotes_a_secret(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_SECRET_KEY", "hush-key")
    enough.setenv("AUXCORD_MONGODB_URI", "hush-uri")
    enough.setenv("AUXCORD_LAVALINK_NODES", '[{"password": "hush-node"}')
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert "hush" not in str(caught.value)
    assert len(caught.value.problems) == 3


def test_settings_shown_hide_every_secret(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_SECRET_KEY", KEY)
    enough.setenv("AUXCORD_MONGODB_URI", "mongodb://user:hush-db@db.example")
    shown = variables.redacted(load_settings())
    assert not [secret for secret in ("hush", KEY, "youshallnotpass") if secret in shown]
    assert "AUXCORD_PORT=8080" in shown.splitlines()
    assert '"host": "10.0.0.5"' in shown
    assert "hush" not in repr(load_settings())


def test_lists_are_given_by_commas(enough: pytest.MonkeyPatch) -> None:
    enough.setenv("AUXCORD_IMAGE_ORIGINS", "https://a.example, https://b.example")
    assert load_settings().image_origins == ("https://a.example", "https://b.example")


@pytest.mark.parametrize(
    ("host", "public_url", "words"),
    [
        ("192.168.1.4", "http://127.0.0.1:8080", ["nobody can sign in from there"]),
        ("192.168.1.4", "http://music.example", ["plain http"]),
        ("127.0.0.1", "http://music.example", ["plain http"]),
        ("192.168.1.4", "https://music.example", []),
        ("::1", "http://localhost:8080", []),
    ],
)
def test_doubtful_addresses_are_warned_of(
    enough: pytest.MonkeyPatch, host: str, public_url: str, words: list[str]
) -> None:
    enough.setenv("AUXCORD_HOST", host)
    enough.setenv("AUXCORD_PUBLIC_URL", public_url)
    warnings = load_settings().warnings()
    assert len(warnings) == len(words)
    assert all(word in warning for word, warning in zip(words, warnings, strict=True))


@pytest.mark.usefixtures("enough")
def test_settings_made_by_hand_do_not_look_at_the_environment() -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({})


@pytest.mark.usefixtures("enough")
def test_settings_are_frozen() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc] # It is what must not work.


def test_the_example_filled_in_is_accepted(tmp_path: Path) -> None:
    lines = variables.example(Settings).splitlines()
    filled = [f"{line}{ENOUGH[line[:-1]]}" if line[:-1] in ENOUGH else line for line in lines]
    shown = [line.removeprefix("#") if line.startswith("#AUXCORD") else line for line in filled]
    (tmp_path / ".env").write_text("\n".join(shown))
    assert load_settings() == load_settings(data_dir=Path(".data"))
