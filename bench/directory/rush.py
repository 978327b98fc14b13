"""32 clients who search for a minute, a robot that never stops, and somebody who is signed in and goes on working."""

import http.client
import statistics
import threading
import time
from collections import Counter
from itertools import cycle
from urllib.parse import urlencode

from django.conf import settings

from bench import load, measure
from unstori.people.models import Capacity, Person

CLIENTS = 32
BROWSER = "Mozilla/5.0 (X11; Linux x86_64)"  # of a robot no question is counted, and counting costs, too


class Caller(threading.Thread):
    """Asks until the end; `headers` say whose browser it is."""

    def __init__(self, port: int, paths: list[str], headers: dict[str, str], until: float):
        super().__init__()
        self.port, self.paths, self.headers, self.until = port, paths, headers, until
        self.spent: list[float] = []
        self.statuses: Counter[int] = Counter()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for path in cycle(self.paths):
            if time.monotonic() >= self.until:
                break
            began = time.perf_counter()
            connection.request("GET", path, headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            self.statuses[answer.status] += 1
            if answer.status == 200:
                self.spent.append((time.perf_counter() - began) * 1000)
        connection.close()


def rush(asked: list[str], places: tuple[str, ...], seconds: int) -> str:
    """Returns what came of it, in words."""
    if not Person.objects.exists():
        load.region(28)
    worker = Capacity.objects.select_related("user").get(user__email="w0@example.org")
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={measure.session_of(worker)}"}
    searches = [
        f"/services/?{urlencode({'q': one, 'near': place})}"
        for one, place in zip(asked, cycle(places), strict=False)
    ]
    robot = [f"/services/?{urlencode({'q': 'a', 'page': number})}" for number in range(1, 500)]
    with measure.server(port := measure.free_port()):
        until = time.monotonic() + seconds
        people = [Caller(port, searches[n * 7 :] + searches[: n * 7],
                         {"X-Forwarded-For": f"81.2.69.{n + 1}", "User-Agent": BROWSER}, until)
                  for n in range(CLIENTS)]  # fmt: skip
        signed_in = Caller(port, ["/"], cookie, until)
        robots = [Caller(port, robot, {"X-Forwarded-For": "81.2.70.1"}, until) for _ in range(2)]
        callers = [*people, signed_in, *robots]
        for one in callers:
            one.start()
        for one in callers:
            one.join()
    return "\n".join(
        (_said("32 who search", people), _said("signed in, my people", [signed_in]), _said("a robot", robots))
    )


def _said(name: str, callers: list[Caller]) -> str:
    spent = [one for caller in callers for one in caller.spent]
    statuses = sum((caller.statuses for caller in callers), Counter[int]())
    cuts = statistics.quantiles(spent, n=100) if len(spent) > 1 else [0.0] * 99
    said = ", ".join(f"{number} × {status}" for status, number in sorted(statuses.items()))
    return (
        f"{name}: p50 {statistics.median(spent):.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms; {said}"
    )
