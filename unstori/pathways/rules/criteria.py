"""What speaks for and against in this story, by what a service says of itself. It is shown before asking, and blocks nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

FOR, AGAINST, UNKNOWN = "for", "against", "unknown"
# What must be there first (definitions/entry-choices: threshold), where nobody can tell from the story whether it is.
PAPERS = ("diagnosis", "assessment", "plan")


@dataclass(frozen=True, slots=True)
class Point:
    """`code`: age {least, most, said}; area {districts}; first {threshold}; route {}; full {}."""

    code: str
    verdict: str
    values: dict[str, Any] = field(default_factory=dict)


def weigh(
    local: Mapping[str, Any],
    document: Mapping[str, Any],
    *,
    age: int | None,
    district: str,
    by_worker: bool,
    routes: Collection[str],
    alone: Collection[str],
) -> list[Point]:
    """`district`: outward code, empty where it is not known. `alone`: routes by which a family asks itself."""  # fmt: skip
    found = [
        _age(local, document, age), _area(local.get("districts") or (), district), _first(local.get("threshold", "")),
        _route(routes, alone, by_worker=by_worker),
    ]  # fmt: skip
    if local.get("places") == "closed":
        found.append(Point("full", AGAINST))
    return [point for point in found if point]


def _age(local: Mapping[str, Any], document: Mapping[str, Any], age: int | None) -> Point | None:
    least = local.get("age_from", document.get("minimum_age"))
    most = local.get("age_to", document.get("maximum_age"))
    if not least and most is None:
        return None
    values = {"least": least, "most": most, "said": age}
    if age is None:
        return Point("age", UNKNOWN, values)
    fits = (not least or age >= least) and (most is None or age < most + 1)
    return Point("age", FOR if fits else AGAINST, values)


def _area(districts: Collection[str], district: str) -> Point | None:
    if not districts:
        return None
    values = {"districts": tuple(districts), "said": district}
    if not district:
        return Point("area", UNKNOWN, values)
    return Point("area", FOR if district in districts else AGAINST, values)


def _first(threshold: str) -> Point | None:
    if not threshold:
        return None
    return Point("first", UNKNOWN if threshold in PAPERS else FOR, {"threshold": threshold})


def _route(routes: Collection[str], alone: Collection[str], *, by_worker: bool) -> Point | None:
    if not routes:
        return None
    return Point("route", FOR if by_worker or set(routes) & set(alone) else AGAINST)
