"""Times pages of a running server, at one client and at several. Figures are milliseconds."""

import http.client
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


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
