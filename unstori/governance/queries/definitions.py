"""Every definition of policy that the house goes by, as it lies in each room."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import unstori
from unstori.core import definitions

ROOT = Path(unstori.__file__).parent
FOLDERS = "*/definitions/**/*.toml"


@cache
def _folders() -> tuple[Path, ...]:
    return tuple(sorted({path.parent for path in ROOT.glob(FOLDERS)}))


def everything() -> list[dict[str, Any]]:
    """All versions of all of them, each with the room that it belongs to."""
    found = []
    for folder in _folders():
        room = folder.relative_to(ROOT).parts[0]
        found += [{**one, "room": room} for one in definitions.load(folder)]
    return found


def in_force(on: date) -> list[dict[str, Any]]:
    """The newest of each that holds on a day."""
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for one in everything():
        if one["valid_from"] <= on:
            newest[one["room"], one["id"]] = one
    return list(newest.values())


def one(room: str, key: str, version: int) -> dict[str, Any] | None:
    """One version, and which others there are."""
    same = [each for each in everything() if (each["room"], each["id"]) == (room, key)]
    found = next((each for each in same if each["version"] == version), None)
    return {**found, "versions": [each["version"] for each in same]} if found else None


def is_verified(value: Any) -> bool:
    """Whether nothing in it says that a figure still waits to be verified."""
    if isinstance(value, dict):
        return value.get("verified", True) is not False and all(is_verified(each) for each in value.values())
    return all(is_verified(each) for each in value) if isinstance(value, list) else True
