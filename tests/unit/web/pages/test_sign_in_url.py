import pytest

from web.pages.routes import sign_in_url


def test_a_sign_in_ends_where_it_was_wanted() -> None:
    assert sign_in_url("/servers/1") == (
        "/auth/redirect?url=%2Fauth%2Fflow%3Fnext%3D%252Fservers%252F1"
    )


@pytest.mark.parametrize("path", ["/", "/auth/logout", "/docs"])
def test_a_sign_in_from_anywhere_else_ends_at_the_servers(path: str) -> None:
    assert sign_in_url(path) == "/auth/redirect?url=%2Fauth%2Fflow%3Fnext%3D%252Fservers"
