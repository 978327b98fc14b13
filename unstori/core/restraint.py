"""How often one address may ask what costs something. With a name it is counted for all processes of this machine together
(`core/meters.py`), else in this process's memory; never in the database, and never as an address.

A bucket of tokens (RFC 2697 calls it a meter): asked seldom it is full, so a person who tries many words in a row notices
nothing; what asks without an end gets what runs in.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any

from django.conf import settings

from unstori.core.meters import Meters

REMEMBERED = 10_000  # addresses; the one that asked longest ago is forgotten first


@dataclass
class Restraint:
    """`burst` at once, then `rate` a second, for each address."""

    rate: float
    burst: int
    now: Callable[[], float] = time.monotonic
    held: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)
    name: str = ""

    def wait(self, address: str) -> int:
        """Takes a token and answers 0, or how many seconds there are none."""
        left = self._left(address)
        return 0 if left >= 1 else max(1, round((1 - left) / self.rate))

    def _left(self, address: str) -> float:
        """What there is when somebody comes."""
        meters = _meters(self.name) if self.name else None
        if meters is None:
            return self._left_here(address)
        return meters.take(address, rate=self.rate, burst=self.burst, now=self.now())

    def _left_here(self, address: str) -> float:
        now = self.now()
        left, since = self.held.pop(address, (float(self.burst), now))
        left = min(left + (now - since) * self.rate, float(self.burst))
        self.held[address] = (left - (left >= 1), now)
        while len(self.held) > REMEMBERED:
            self.held.popitem(last=False)
        return left


@cache
def _meters(name: str) -> Meters | None:
    """Opened by each process when it is first asked. Where no file can be kept each process counts for itself."""
    try:
        return Meters(Path(settings.VAR) / f"meters-{name}", settings.SECRET_KEY.encode())
    except OSError:
        return None


def address_of(meta: Mapping[str, Any]) -> str:
    """Who asks, where that is another machine. "" for this one: health checks, the proxy's own, tests.

    Behind a proxy on this machine or network, the last address is the one that the proxy itself wrote; what stands
    before it anybody can write.
    """
    asked = _plain(str(meta.get("REMOTE_ADDR") or ""))
    passed = _plain(str(meta.get("HTTP_X_FORWARDED_FOR") or "").rpartition(",")[2].strip())
    found = passed if passed and _is_inside(asked) else asked
    return "" if not _is_address(found) or ip_address(found).is_loopback else _network(found)


def _plain(said: str) -> str:
    """Without the port that some proxies add; an address of IPv4 as such, also where a socket of both kinds writes it as
    one of IPv6: else all of IPv4 were one network, and inside."""
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    found = ip_address(said) if _is_address(said) else None
    return str(found.ipv4_mapped) if isinstance(found, IPv6Address) and found.ipv4_mapped else said


def _is_address(said: str) -> bool:
    try:
        ip_address(said)
        return True
    except ValueError:
        return False


def _is_inside(said: str) -> bool:
    """A proxy on a socket has no address at all."""
    return not said or not _is_address(said) or ip_address(said).is_private


def _network(said: str) -> str:
    """One home has as many addresses of IPv6 as it likes: its network of 64 bits is one."""
    found = ip_address(said)
    return said if found.version == 4 else ":".join(found.exploded.split(":")[:4])
