"""Decides which web addresses people may hand to an audio node (pure)."""

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from socket import inet_aton
from urllib.parse import SplitResult, urlsplit

from player.core.errors import Invalid
from player.core.sentence import Sentence

_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain")
_NAT64_PREFIX = int(IPv6Address("64:ff9b::")) >> 32
_MISREAD = re.compile(r"[\s\\]")
"""White space and backslashes: where they stand, parsers disagree on what the host is."""


class LinkRefused(Invalid):
    """No node may be sent to this address."""


def checked_link(text: str, *, allow_private: bool = False) -> str:
    """Return the address as it may be loaded; raise `LinkRefused` if it may not.

    A node fetches what it is told from inside its own network, so names and literal addresses of
    private networks are refused, in every spelling that a resolver would understand.
    """
    parts, host = _split(text)
    if parts.scheme.lower() not in {"http", "https"}:
        raise LinkRefused(Sentence("Only http and https links can be played."))
    if parts.username is not None or parts.password is not None:
        raise LinkRefused(Sentence("A link with a user name or a password in it is not accepted."))
    if not host:
        raise LinkRefused(Sentence("This link has no host."))
    if not allow_private and _is_private(host):
        raise LinkRefused(Sentence("A link into a private network is not accepted."))
    return text


def _split(text: str) -> tuple[SplitResult, str]:
    if _MISREAD.search(text):
        raise LinkRefused(Sentence("This is not a well-formed link."))
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as fault:
        raise LinkRefused(Sentence("This is not a well-formed link.")) from fault
    host = unicodedata.normalize("NFKC", parts.hostname or "").replace("。", ".")
    return parts, host.rstrip(".").lower()


def _is_private(host: str) -> bool:
    address = _literal(host)
    if address is not None:
        return not address.is_global or address.is_multicast
    # A bare word is a name in somebody's own network, never one of the internet.
    return "." not in host or host.endswith(_PRIVATE_SUFFIXES)


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return _reached(IPv6Address(host))
    except AddressValueError:
        pass
    try:
        # This also reads 127.1, 0x7f000001 and 2130706433, as a node's resolver does.
        return IPv4Address(inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _reached(address: IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address leads to, if it does."""
    embedded = address.ipv4_mapped or address.sixtofour
    if embedded is not None:
        return embedded
    if int(address) >> 32 in {0, _NAT64_PREFIX}:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
