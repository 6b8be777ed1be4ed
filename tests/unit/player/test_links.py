"""Which addresses a node may be sent to."""

import pytest

from player.links import LinkRefused, checked_link


@pytest.mark.parametrize(
    "url",
    [
        "https://youtube.example/watch?v=abc",
        "HTTP://Youtube.Example/",
        "http://youtube.example:8080/song.mp3",
        "https://пример.example/песня",
        "http://93.184.216.34/song.mp3",
        "http://[2606:4700::1111]/song.mp3",
        "https://127.example/song",
        "https://localhost.example/song",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    assert checked_link(url) == url


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "radio.localhost",
        "nas",
        "nas.local",
        "db.internal",
        "nas.home.arpa",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "１２７.0.0.1",
        "127。0。0。1",
        "0.0.0.0",  # noqa: S104 - Nothing binds to it here.
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
    ],
)
def test_private_addresses_are_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(LinkRefused, match="private network"):
        checked_link(f"http://{host}/song.mp3")
    with pytest.raises(LinkRefused, match="private network"):
        checked_link(f"http://{host}:2333/song.mp3")
    assert checked_link(f"http://{host}/song.mp3", allow_private=True)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://host.example/", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("//host.example/", "Only http and https"),
        ("https://", "no host"),
        ("https:///path", "no host"),
        ("https://user:secret@host.example/", "user name"),
        ("https://user@host.example/", "user name"),
        ("https://host.example:port/", "well-formed"),
        ("https://host.example:99999/", "well-formed"),
        ("https://[::1/", "well-formed"),
        ("https://host.example\\@127.0.0.1/", "well-formed"),
        ("https://host.example/a b", "well-formed"),
        ("https://host.exam\tple/", "well-formed"),
    ],
)
def test_other_links_are_refused_with_their_reason(url: str, reason: str) -> None:
    for allow_private in (False, True):
        with pytest.raises(LinkRefused, match=reason):
            checked_link(url, allow_private=allow_private)
