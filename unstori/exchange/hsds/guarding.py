"""Addresses that somebody typed lead outside, never into the network where this runs (OWASP: server-side request forgery).

Looked at where it counts: who is at the other end of an open connection, so that no name that changes meanwhile, and no
address that leads on to another, comes past it.
"""

import socket
from collections.abc import Collection
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.retry import Retry

BUSY = (429, 500, 502, 503, 504)
TRIES = Retry(
    total=3, connect=1, backoff_factor=0.5, status_forcelist=BUSY, respect_retry_after_header=False,
    raise_on_status=False,
)  # fmt: skip
TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052


class NotOutside(Exception):
    """At the other end is somebody inside."""


def is_outside(address: str) -> bool:
    """Of the open internet, also where the address is written as one of IPv6."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        inner = IPv4Address(found.packed[-4:]) if found in TRANSLATED else inner
        found = inner or found
    return found.is_global and not found.is_multicast and not found.is_reserved


class Guarded(HTTPAdapter):
    """Connects to the outside, and to hosts inside that are allowed by name."""

    def __init__(self, inside: Collection[str]):
        self.inside = {host.lower() for host in inside}
        super().__init__(max_retries=TRIES)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        pools: dict[str, Any] = {
            "http": partial(_Http, inside=self.inside),
            "https": partial(_Https, inside=self.inside),
        }
        self.poolmanager.pool_classes_by_scheme = pools


class _Looked:
    """Mixed into a connection: nothing is said before it is known to whom."""

    host: str
    inside: Collection[str] = ()

    def _new_conn(self) -> Any:
        """Before the door is knocked at, and again when it is open: a name may lead elsewhere the second time."""
        host = self.host.strip("[]")
        may = host.lower() in self.inside
        if not may and not all(is_outside(one) for one in _known(host)):
            raise NotOutside(host)
        sock = super()._new_conn()  # type: ignore[misc]
        if not may and not is_outside(sock.getpeername()[0]):
            sock.close()
            raise NotOutside(host)
        return sock


def _known(host: str) -> list[str]:
    try:
        return [str(one[4][0]) for one in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError:
        return []  # nobody is called so: connecting says it


def _of(base: type, inside: Collection[str]) -> type:
    return type(base.__name__, (_Looked, base), {"inside": inside})


class _Http(HTTPConnectionPool):
    def __init__(self, *args: Any, inside: Collection[str], **more: Any):
        self.ConnectionCls = _of(HTTPConnection, inside)
        super().__init__(*args, **more)


class _Https(HTTPSConnectionPool):
    def __init__(self, *args: Any, inside: Collection[str], **more: Any):
        self.ConnectionCls = _of(HTTPSConnection, inside)
        super().__init__(*args, **more)


def session(inside: Collection[str]) -> requests.Session:
    """No proxy and no password of the machine's own: what it may reach is said here alone."""
    made = requests.Session()
    made.trust_env, made.max_redirects = False, 5
    for scheme in ("http://", "https://"):
        made.mount(scheme, Guarded(inside))
    made.headers["Accept"] = "application/json"
    made.headers["User-Agent"] = "Unstori (Open Referral UK)"
    return made
