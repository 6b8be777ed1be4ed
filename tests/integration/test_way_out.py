"""What is sent leaves only for where it may, however an address is written."""

import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from player.outbox.errors import AddressRefused, Unreachable
from player.outbox.way_out import WayOut
from tests.support.receiver import receiving

LOOPBACK = ipaddress.ip_network("127.0.0.1")
ONE_ADDRESS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "localhost",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "127。0。0。1",
    "①②⑦.0.0.1",
]
"""Ways to write one address that resolvers and parsers have been fooled by."""


class Names(AbstractResolver):
    """Answers each question about a name by the next of its addresses."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        assert family in {socket.AF_UNSPEC, socket.AF_INET}
        address = self._addresses.pop(0) if len(self._addresses) > 1 else self._addresses[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def way_out(
    *allowed: ipaddress.IPv4Network | ipaddress.IPv6Network,
    answer_s: float = 20,
    tls: ssl.SSLContext | None = None,
    resolver: AbstractResolver | None = None,
) -> AsyncIterator[WayOut]:
    way = WayOut(allowed, answer_s=answer_s, tls=tls, resolver=resolver)
    try:
        yield way
    finally:
        await way.close()


@pytest.mark.parametrize("host", ONE_ADDRESS)
async def test_no_way_of_writing_it_leads_to_this_machine(host: str) -> None:
    async with way_out() as way, receiving() as server:
        port = server.url.rpartition(":")[2]
        with pytest.raises((AddressRefused, Unreachable)):
            await way.send("POST", f"http://{host}:{port}/hook", {}, b"{}")
        assert server.got == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "192.168.0.1",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::a00:1]",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
    ],
)
async def test_private_addresses_are_refused_by_name_and_before_anything_is_kept(host: str) -> None:
    async with way_out() as way:
        with pytest.raises(AddressRefused):
            await way.approve(f"http://{host}/hook")
        # Some ways of writing it are not even understood.
        with pytest.raises((AddressRefused, Unreachable)):
            await way.send("GET", f"http://{host}:9/hook", {})


async def test_what_the_operator_allows_is_reached() -> None:
    async with way_out(LOOPBACK) as way, receiving() as server:
        port = server.url.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            await way.approve(f"http://{host}:{port}/hook")
            assert (await way.send("POST", f"http://{host}:{port}/x", {}, b"{}")).is_success
        with pytest.raises(AddressRefused):
            await way.send("POST", "http://127.0.0.2:9/hook", {}, b"{}")


async def test_a_name_that_turns_private_between_check_and_use_is_refused() -> None:
    async with way_out(resolver=Names("93.184.215.14", "127.0.0.1")) as way, receiving() as server:
        address = f"http://rebinding.example:{server.url.rpartition(':')[2]}/hook"
        await way.approve(address)
        with pytest.raises(AddressRefused):
            await way.send("POST", address, {}, b"{}")
        assert server.got == []


async def test_redirects_are_answers_and_not_followed() -> None:
    async with way_out(LOOPBACK) as way, receiving() as server:
        server.answers(302, Location=f"{server.url}/secret")
        answer = await way.send("POST", f"{server.url}/hook", {}, b"{}")
        assert (answer.status, answer.is_success) == (302, False)
        assert [got.path for got in server.got] == ["/hook"]


async def test_cookies_are_not_kept_and_long_answers_not_read() -> None:
    async with way_out(LOOPBACK) as way, receiving() as server:
        server.answers(503, Set_Cookie="a=b", Retry_After="7200")
        answer = await way.send("POST", server.url, {}, b"{}")
        assert answer.retry_after_s == 3600
        await way.send("POST", server.url, {}, b"{}")
        assert "Cookie" not in server.got[1].headers


async def test_who_does_not_answer_is_unreachable() -> None:
    async with way_out(LOOPBACK, answer_s=0.05) as way, receiving() as server:
        server.gate.clear()
        with pytest.raises(Unreachable, match="in time"):
            await way.send("POST", server.url, {}, b"{}")
    async with way_out(LOOPBACK) as way:
        with pytest.raises(Unreachable):
            await way.send("POST", server.url, {}, b"{}")


async def test_the_certificate_must_be_for_the_name_though_the_address_was_checked(
    tmp_path: Path,
) -> None:
    served, trusted = certificate("right.example", tmp_path)
    async with (
        way_out(LOOPBACK, tls=trusted, resolver=Names("127.0.0.1")) as way,
        receiving(tls=served) as server,
    ):
        port = server.url.rpartition(":")[2]
        assert (await way.send("POST", f"https://right.example:{port}/", {}, b"{}")).is_success
        with pytest.raises(Unreachable, match="certificate"):
            await way.send("POST", f"https://wrong.example:{port}/", {}, b"{}")
        assert len(server.got) == 1


def certificate(name: str, place: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what serves a name's certificate, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = place / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(file)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusted.load_verify_locations(file)
    return served, trusted
