"""Which addresses of the internet protocol we send to: public ones, and what is allowed (pure)."""

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
UNICAST = ipaddress.IPv6Network("2000::/3")
TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
"""6to4 and Teredo: what looks public leads to an IPv4 address that somebody else chooses."""


def may_reach(text: str, allowed: Sequence[Network] = ()) -> bool:
    """Say whether we may send to an address, as the system writes it."""
    address = _meant(ipaddress.ip_address(text.partition("%")[0]))
    return any(address in network for network in allowed) or _is_public(address)


def _meant(address: Address) -> Address:
    """Return the IPv4 address that some IPv6 addresses stand for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    return address in UNICAST and not any(address in tunnel for tunnel in TUNNELS)
