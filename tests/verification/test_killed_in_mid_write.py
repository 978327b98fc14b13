"""Killed in mid-write, many times: no acknowledged write is lost, no half action is left. On both databases."""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.verification.conftest import ROOT

KILLS, SECONDS = 25, 20


@pytest.fixture
def writer(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(Path(__file__).with_name("writer.py"))]
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    yield process
    process.communicate(timeout=10)


def start(writer: subprocess.Popen[str], what: str) -> int:
    assert writer.stdin and writer.stdout
    writer.stdin.write(what + "\n")
    return int(writer.stdout.readline().removeprefix("pid "))


def heard(writer: subprocess.Popen[str]) -> list[str]:
    """Everything that a worker said before it was over."""
    assert writer.stdout
    return list(iter(lambda: writer.stdout.readline().strip(), "over"))  # type: ignore[union-attr]


def test_no_acknowledged_write_is_lost_and_none_is_half(writer: subprocess.Popen[str]) -> None:
    said: list[str] = []
    chance, began, kills = random.Random(7), time.monotonic(), 0
    while kills < KILLS and time.monotonic() - began < SECONDS:
        worker = start(writer, f"k{kills}")
        select.select([writer.stdout], [], [], 2)  # at least one write is acknowledged in most lives
        time.sleep(chance.uniform(0, 0.25))
        os.kill(worker, signal.SIGKILL)
        said += heard(writer)
        kills += 1
    start(writer, "look")
    there = json.loads(heard(writer)[0])
    assert kills >= 5 and len(said) > kills
    assert not [line for line in said if line.startswith("wrong")]
    names = {json.loads(raw)["id"] for raw in there["imports"]}
    assert {line.removeprefix("import ") for line in said if line.startswith("import ")} <= names
    assert {line.removeprefix("entry ") for line in said if line.startswith("entry ")} <= set(
        there["entries"]
    )
    assert (there["half"], there["pointing_nowhere"], there["not_audited"]) == ([], [], [])
    assert there["people"] == len(names)
