import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auth.errors import AuthError
from auth.return_paths import UnsafeReturnPath, safe_return_path

PUBLIC = "https://music.example.com"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (None, None),
        ("", None),
        ("/", "/"),
        ("/queue", "/queue"),
        ("/queue?view=all&x=1#top", "/queue?view=all&x=1#top"),
        ("/a//b", "/a//b"),
        ("/search?u=https://example.org//x", "/search?u=https://example.org//x"),
        ("/a/../b", "/a/../b"),
        ("/grüße", "/grüße"),
        ("/%5Cevil", "/%5Cevil"),
        ("https://music.example.com", "/"),
        ("https://music.example.com/", "/"),
        ("https://music.example.com?a=1", "/?a=1"),
        ("https://music.example.com#a", "/#a"),
        ("https://music.example.com/a?b=c#d", "/a?b=c#d"),
        ("https://music.example.com:443/a", "/a"),
        ("HTTPS://MUSIC.EXAMPLE.COM/A", "/A"),
    ],
)
def test_paths_of_our_site(url: str | None, path: str | None) -> None:
    assert safe_return_path(url, PUBLIC) == path


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "/\t/evil.example",
        "\t//evil.example",
        " /queue",
        "/queue ",
        "/que ue",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: a=b",
        "/\x00",
        "/\x7f",
        "/\x85",
        "/\u00a0",
        "/\u200b/evil.example",
        "/\u2028",
        "/\u202e",
        "/\ud800",
        "/.//evil.example",
        "/./%2e//evil.example",
        "/a/..//evil.example",
        "/%2E%2e//evil.example",
        "queue",
        "evil.example",
        "?a=1",
        "#a",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@music.example.com",
        "https:evil.example",
        "https:/evil.example",
        "https:music.example.com",
        "https:/music.example.com/",
        "https:///music.example.com/",
        "https://evil.example",
        "https://evil.example/https://music.example.com",
        "https://music.example.com.evil.example",
        "https://music.example.com@evil.example",
        "https://evil@music.example.com/",
        "https://evil:x@music.example.com/",
        "https://@music.example.com/",
        "https://music.example.com:444/",
        "https://music.example.com:x/",
        "https://music.example.com:99999/",
        "http://music.example.com/",
        "ftp://music.example.com/",
        "https://music.example.com//evil.example",
        "https://music.example.com/.//evil.example",
        "https://[::1/",
        "https://music。example.com/",
        "https://",
        "/" + "a" * 2000,
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(UnsafeReturnPath):
        safe_return_path(url, PUBLIC)


def test_the_longest_path() -> None:
    assert safe_return_path("/" + "a" * 1999, PUBLIC)


def test_a_port_belongs_to_the_origin() -> None:
    assert safe_return_path("http://127.0.0.1:8080/a", "http://127.0.0.1:8080") == "/a"
    with pytest.raises(UnsafeReturnPath):
        safe_return_path("http://127.0.0.1/a", "http://127.0.0.1:8080")


def test_the_refusal_is_an_auth_error_and_a_value_error() -> None:
    assert issubclass(UnsafeReturnPath, AuthError)
    assert issubclass(UnsafeReturnPath, ValueError)


def as_a_browser_reads(path: str) -> tuple[str, str]:
    """Return the scheme and the host to which the WHATWG URL rules lead from our site."""
    stripped = re.sub(r"[\t\n\r]", "", path.strip("".join(map(chr, range(0x21)))))
    before_query, _, _ = stripped.partition("?")
    flat = before_query.partition("#")[0].replace("\\", "/")
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", flat)
    assert not scheme, "an absolute URL"
    if flat.startswith("//"):
        return "https", flat.lstrip("/").partition("/")[0]
    return "https", "music.example.com"


HOSTILE = st.text(
    st.sampled_from("/\\.:?#@%2eE5cC\t\n\r \x00\x7f\u200b\u3002evilmusic.xamplo-[]&=~;")
    | st.characters(),
    max_size=40,
)
URLS = st.one_of(
    HOSTILE,
    HOSTILE.map(lambda text: f"/{text}"),
    HOSTILE.map(lambda text: f"{PUBLIC}{text}"),
    HOSTILE.map(lambda text: f"https:{text}"),
)


@given(URLS)
@example("/\t/evil")
@example("/.//evil")
def test_whatever_passes_stays_on_our_site(url: str) -> None:
    try:
        path = safe_return_path(url, PUBLIC)
    except UnsafeReturnPath:
        return
    if path is None:
        assert url == ""
        return
    assert path.startswith("/")
    joined = urlsplit(urljoin(PUBLIC, path))
    assert (joined.scheme, joined.netloc) == ("https", "music.example.com")
    assert as_a_browser_reads(path) == ("https", "music.example.com")
    # A path that somebody takes apart again after tidying it is still a path.
    assert as_a_browser_reads(joined.path or "/") == ("https", "music.example.com")


@given(URLS)
def test_what_has_passed_passes_again_unchanged(url: str) -> None:
    try:
        path = safe_return_path(url, PUBLIC)
    except UnsafeReturnPath:
        return
    assert safe_return_path(path, PUBLIC) == path
