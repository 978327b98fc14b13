"""Definitions are data: TOML files with a stable id, a version, a date from which they hold and a source."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

JURISDICTIONS = ("any", "wales", "england", "england_and_wales")
REQUIRED = ("id", "version", "valid_from", "jurisdiction", "source")


class BadDefinition(Exception):
    """A definition file lacks what every definition must say, or would orphan what was said along an older one."""


@cache
def load(folder: Path) -> tuple[dict[str, Any], ...]:
    """All definitions in a folder, oldest version first. Raises BadDefinition naming file and key."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        missing = [key for key in REQUIRED if key not in data]
        if missing:
            raise BadDefinition(f"{path.name}: missing {', '.join(missing)}")
        if data["jurisdiction"] not in JURISDICTIONS:
            raise BadDefinition(f"{path.name}: jurisdiction is none of {', '.join(JURISDICTIONS)}")
        if half := list(_in_one_language(data)):
            raise BadDefinition(f"{path.name}: not in both languages: {half[0]}")
        found.append(data)
    found.sort(key=lambda item: (item["id"], item["version"]))
    for _id, versions in groupby(found, key=lambda item: item["id"]):
        _check_versions(list(versions))
    return tuple(found)


def _in_one_language(data: Any) -> Iterator[str]:
    """Texts that say themselves in one language alone."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict) and data.keys() & {"en", "cy"} and not (data.get("en") and data.get("cy")):
        yield str(data)
    for one in inside:
        yield from _in_one_language(one)


def _check_versions(versions: list[dict[str, Any]]) -> None:
    """Each version is kept, and the next has every id of the one before or says that it is retired."""
    for number, one in enumerate(versions, 1):
        if one["version"] != number:
            raise BadDefinition(f"{one['id']}: version {number} is missing or twice")
    for before, after in pairwise(versions):
        orphaned = _ids(before) - _ids(after) - set(after.get("retired", ()))
        if orphaned or after["valid_from"] < before["valid_from"]:
            why = (
                f"orphans {', '.join(sorted(orphaned))}" if orphaned else "holds before the version before it"
            )
            raise BadDefinition(f"{after['id']} {after['version']}: {why}")


def _ids(definition: dict[str, Any]) -> set[str]:
    """The stable ids of its items."""
    lists = (items for items in definition.values() if isinstance(items, list))
    return {key for items in lists for one in items if isinstance(one, dict) for key in _key(one)}


def _key(item: dict[str, Any]) -> list[str]:
    return [str(item[name]) for name in ("id", "key") if name in item]


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
