"""Killed while an authority's tables are taken in, and while they are taken back: nothing is half. On both databases."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.verification.conftest import ROOT

KILLS = 1  # each way; a kill costs two starts of everything, and strikes at another moment when the machine is busy


@pytest.fixture
def env(env: dict[str, str]) -> dict[str, str]:
    started(env, "prepare").communicate()
    return env


def started(env: dict[str, str], what: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).with_name("loader.py")), what]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def look(env: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(started(env, "look").communicate()[0])
    return said


def killed(env: dict[str, str], what: str, seconds: float) -> None:
    job = started(env, what)
    assert job.stdout and job.stdout.readline().strip() == "begun"
    time.sleep(seconds)
    os.kill(job.pid, signal.SIGKILL)
    job.communicate()


def test_nothing_is_half_however_often_it_is_killed(env: dict[str, str]) -> None:
    chance, before = random.Random(11), look(env)
    assert (before["people"], before["state"]) == (0, "loading")
    for _kill in range(KILLS):
        killed(env, "in", chance.uniform(0.2, 1.5))
        assert (now := look(env)) == before or now["state"] == "loaded"
    started(env, "in").communicate()  # as the job is tried again
    whole = look(env)
    assert whole["state"] == "loaded" and whole["people"] == whole["registered"] > 1400
    assert (whole["grants"], whole["SharingState"]) == (whole["people"] * 8, whole["people"])
    for _kill in range(KILLS):
        killed(env, "back", chance.uniform(0.2, 1.0))
        now = look(env)
        assert now == {**whole, "state": "undoing"} or now["state"] == "undone"
    started(env, "back").communicate()
    gone = look(env)
    assert (gone["state"], gone["people"], gone["grants"], gone["Member"], gone["Loaded"]) == (
        "undone",
        0,
        0,
        0,
        0,
    )
