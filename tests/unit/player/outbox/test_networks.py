import ipaddress

import pytest

from player.outbox.networks import may_reach

FORBIDDEN = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",  # noqa: S104 - Nothing is bound.
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.2.7",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "fd00:ec2::254",
    "ff02::1",
    "ff0e::1",
    "2001:db8::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2001:0:53aa:64c:0:fbff:80ff:fffe",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_what_is_not_public_is_out_of_reach(address: str) -> None:
    assert not may_reach(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_what_is_public_is_in_reach(address: str) -> None:
    assert may_reach(address)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.168.1.7", "192.168.1.0/24"),
        ("::ffff:192.168.1.7", "192.168.1.0/24"),
        ("127.0.0.1", "127.0.0.1/32"),
        ("fd00:1::7", "fd00:1::/64"),
    ],
)
def test_the_operator_may_allow_a_network(address: str, network: str) -> None:
    allowed = [ipaddress.ip_network(network)]
    assert may_reach(address, allowed)
    assert not may_reach("192.168.2.7", allowed)
    assert not may_reach("::1", allowed)
