"""`make run` as it is: pages and a worker, which live and end together; two workers that do no job twice."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.verification.conftest import ROOT, prepared
from unstori.config.schedule import SCHEDULE

PATIENCE = 60


@contextmanager
def served_in(folder: Path) -> Iterator[dict[str, str]]:
    """A database, a port and files of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "static").mkdir()
    with prepared(folder) as env:
        yield {**env, "PORT": str(port)}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with served_in(tmp_path_factory.mktemp("served")) as env:
        yield env


def until(true: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False


def health(env: dict[str, str], path: str = "/health/") -> tuple[int, str]:
    try:
        with urlopen(f"http://127.0.0.1:{env['PORT']}{path}", timeout=5) as answer:
            return answer.status, json.load(answer).get("jobs", "")
    except HTTPError as refused:
        return refused.code, json.load(refused).get("jobs", "")
    except OSError:
        return 0, ""


def alive(group: int) -> list[int]:
    """Processes of a process group, without those that only wait to be buried."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


def worker_in(group: int) -> int:
    [found] = [
        pid for pid in alive(group) if b"work" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    ]
    return found


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """As from a terminal: a process group of its own, whose jobs have all been done once."""
    process = subprocess.Popen(
        ["bin/serve"], cwd=ROOT, env=environment, process_group=0,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert until(lambda: health(environment) == (200, "ok"))
        yield process
    finally:
        for pid in alive(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.wait(PATIENCE)


@pytest.mark.parametrize("how", ["Ctrl-C", "KILL"])
def test_both_end_together(served: subprocess.Popen[bytes], how: str) -> None:
    assert worker_in(served.pid)
    if how == "Ctrl-C":
        os.killpg(served.pid, signal.SIGINT)
    else:
        served.kill()
    served.wait(PATIENCE)
    assert until(lambda: not alive(served.pid))


def test_pages_are_served_when_the_worker_fails(
    served: subprocess.Popen[bytes], environment: dict[str, str]
) -> None:
    os.kill(worker_in(served.pid), signal.SIGKILL)
    time.sleep(1)
    assert health(environment, "/health/web/")[0] == 200 and served.poll() is None


def test_two_workers_do_no_job_twice(env: dict[str, str]) -> None:
    both = list(two_workers(env))
    lines = [json.loads(line) for one in both for line in one if line.startswith("{")]
    done = [line["job"] for line in lines if line["message"] == "done"]
    assert sorted(done) == sorted(SCHEDULE) and not [line for line in lines if line["message"] == "failed"]


def two_workers(env: dict[str, str]) -> Iterator[list[str]]:
    """What each of two says that begin at the same time."""
    command = [sys.executable, "manage.py", "work", "--batch", "--no-startup-delay"]
    both = [subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        yield process.communicate(timeout=PATIENCE)[1].splitlines()
        assert process.returncode == 0
