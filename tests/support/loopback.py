"""HTTP clients for servers on loopback: no proxies, and no certificates read for each of them."""

import ssl
from collections.abc import Mapping

import httpx2

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def loopback_client(base_url: str, headers: Mapping[str, str] | None = None) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=base_url, headers=headers, trust_env=False, verify=TLS)
