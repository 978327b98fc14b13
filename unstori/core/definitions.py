"""Definitions are data: TOML files with a stable id, a version, a date from which they hold and a source."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

REQUIRED = ("id", "version", "valid_from", "jurisdiction", "source")


class BadDefinition(Exception):
    """A definition file lacks what every definition must say."""


@cache
def load(folder: Path) -> tuple[dict[str, Any], ...]:
    """All definitions in a folder, oldest version first. Raises BadDefinition naming file and key."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in REQUIRED if key not in data]
        if missing:
            raise BadDefinition(f"{path.name}: missing {', '.join(missing)}")
        found.append(data)
    return tuple(sorted(found, key=lambda item: (item["id"], item["version"])))


def current(folder: Path, id: str, on: date) -> dict[str, Any]:
    """The newest version of a definition that holds on a day. Raises KeyError when there is none."""
    held = [item for item in load(folder) if item["id"] == id and item["valid_from"] <= on]
    if not held:
        raise KeyError(id)
    return held[-1]


def version(folder: Path, id: str, number: int) -> dict[str, Any]:
    """One version of a definition, so that an old answer keeps its question. Raises KeyError."""
    for item in load(folder):
        if item["id"] == id and item["version"] == number:
            return item
    raise KeyError(f"{id} {number}")
