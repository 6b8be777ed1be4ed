import pytest

from web.limits import neighbourhood


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("<local>", "<local>"),
        ("", ""),
    ],
)
def test_an_ipv6_subscriber_is_one_caller(address: str, expected: str) -> None:
    assert neighbourhood(address) == expected
