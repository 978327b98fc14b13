"""From bytes to items. A file is whole or nothing: one fault, and all of it changes nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import fhirkit

from unstori.exchange.fhir.checks import faults
from unstori.exchange.fhir.findings import Finding, Why
from unstori.exchange.fhir.items import Item, unfold

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 64
TYPES = frozenset(fhirkit.RESOURCE_TYPES)


@dataclass
class Reading:
    """All that was read, from however many files."""

    items: list[Item] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    signed: dict[str, dict] = field(default_factory=dict)  # Bundles with a signature, by file


class Broken(Exception):
    def __init__(self, why: Why, detail: str = "", path: str = ""):
        self.why, self.detail, self.path = why, detail, path


def read_paths(paths: Iterable[Path]) -> Reading:
    """Files and folders (with what is in them, in order). Links that lead elsewhere are not followed."""
    reading = Reading()
    for path in paths:
        within = sorted(found for found in path.rglob("*") if found.is_file() and not found.is_symlink())
        for file in within if path.is_dir() else [path]:
            name = str(file.relative_to(path)) if path.is_dir() else file.name
            _read_file(file, name, reading)
    return reading


def _read_file(file, name, reading):
    if file.suffix.lower() != ".json":
        reading.skipped.append(Finding("", Why.NOT_JSON, "", name))
        return
    try:
        if file.stat().st_size > MAX_BYTES:
            reading.refused.append(Finding("", Why.TOO_BIG, "", name))
            return
        read_bytes(file.read_bytes(), name, reading)
    except OSError as error:
        reading.refused.append(Finding("", Why.CANNOT_OPEN, error.strerror or "", name))


def read_bytes(content: bytes, name: str, reading: Reading | None = None) -> Reading:
    """One file that was sent to us; adds to a reading when there is one."""
    reading = Reading() if reading is None else reading
    try:
        resource = parse(content)
    except Broken as broken:
        reading.refused.append(Finding(broken.path, broken.why, broken.detail, name))
        return reading
    if not isinstance(resource, dict) or "resourceType" not in resource:
        reading.skipped.append(Finding("", Why.NOT_A_RESOURCE, "", name))
        return reading
    found = _refusals(resource, name)
    if found:
        reading.refused += found
        return reading
    items, skipped = unfold(resource, name)
    reading.items += items
    reading.skipped += skipped
    if "signature" in resource and resource["resourceType"] == "Bundle":
        reading.signed[name] = resource
    return reading


def parse(content: bytes, *, number=Decimal, most=None):
    """JSON with the numbers as they were written. The same key twice would say two things at once."""
    if len(content) > (most or MAX_BYTES):
        raise Broken(Why.TOO_BIG)
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_float=number,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise Broken(Why.TOO_DEEP) from None
    except ValueError as error:
        raise Broken(Why.BROKEN_JSON, str(error)) from None
    if _depth(found) > MAX_DEPTH:
        raise Broken(Why.TOO_DEEP)
    return found


def _once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise Broken(Why.SAME_KEY_TWICE, next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name):
    raise ValueError(name)


def _depth(value, level=1) -> int:
    if level > MAX_DEPTH or not isinstance(value, dict | list):
        return level
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(one, level + 1) for one in inner), default=level)


def _refusals(resource, name) -> list[Finding]:
    kind = resource["resourceType"]
    if not isinstance(kind, str) or kind not in TYPES:
        return [Finding("resourceType", Why.UNKNOWN_TYPE, str(kind)[:60], name)]
    found = faults(resource, kind) or list(_addresses(resource))
    label = f"{kind}/{resource['id']}" if isinstance(resource.get("id"), str) else kind
    return [Finding(one.path, one.why, one.detail, name, label) for one in found]


def _addresses(resource):
    """No two entries, or resources inside one, share an address (bdl-7); none lies two deep (dom-2)."""
    items, _skipped = unfold(resource, "")
    seen = set()
    for item in items:
        if item.owner and "contained" in item.resource:
            yield Finding(f"{item.path}.contained", Why.STRUCTURE, "dom-2")
        address = _address(item)
        if address and address in seen:
            yield Finding(item.path, Why.SAME_ID_TWICE, item.key)
        seen.add(address)


def _address(item):
    """Versions of one thing may stand side by side (a Bundle of type history)."""
    if item.owner:
        return item.path.rpartition(".contained")[0], item.resource.get("id")
    return (item.full_url, item.resource.get("meta", {}).get("versionId")) if item.full_url else None
