"""Times pages of a running server, at one client and at several. Figures are milliseconds."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from unstori.people.models import Capacity


@dataclass
class Figures:
    """Percentiles of one page at a number of clients, and how many answers were not 200."""

    page: str
    clients: int
    p50: float
    p95: float
    errors: int


@contextmanager
def server(port: int) -> Iterator[int]:
    """A server as docs/running.md starts it behind a proxy; yields the master's process id and ends it by that id."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "unstori.config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--threads",
        "1",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def page(port: int, path: str, cookie: str, clients: int, times: int) -> Figures:
    """Ask for a page `times` times in all, spread over the clients, after a warm-up."""
    spent: list[float] = []
    errors = 0
    lock = threading.Lock()

    def ask(number: int) -> None:
        nonlocal errors
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(number):
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            with lock:
                spent.append((time.perf_counter() - began) * 1000)
                errors += answer.status != 200
        connection.close()

    ask(8)
    spent.clear()
    threads = [threading.Thread(target=ask, args=(times // clients,)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(spent, n=20)
    return Figures(path.split("?")[0], clients, statistics.median(spent), cuts[18], errors)


def pages(port: int, paths: list[str], times: int) -> Figures:
    """Different pages of one kind, one after another by one client."""
    spent: list[float] = []
    errors = 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(-8, times):
        began = time.perf_counter()
        connection.request("GET", paths[number % len(paths)])
        answer = connection.getresponse()
        answer.read()
        if number >= 0:
            spent.append((time.perf_counter() - began) * 1000)
            errors += answer.status != 200
    connection.close()
    return Figures(paths[0], 1, statistics.median(spent), statistics.quantiles(spent, n=20)[18], errors)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def session_of(capacity: Capacity) -> str:
    """The cookie of somebody who is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(capacity.user_id)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = capacity.user.get_session_auth_hash()
    store["capacity"] = str(capacity.pk)
    store.save()
    return store.session_key or ""


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, in MB (shared pages count for each)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(lines["PPid"]) == pid or int(status.parent.name) == pid:
            total += int(lines.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health/")
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no server on port {port} (process {os.getpid()})")
