"""Where things stand in the two pictures: the circle and the chart. Pure geometry; templates draw it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

WIDTH, HEIGHT = 360, 360
MIDDLE = (180.0, 180.0)
RINGS = {1: 62.0, 2: 112.0, 3: 158.0}
LETTER, LINE, NODE = (
    7.7,
    17.0,
    9.0,
)  # the widest usual letter, a line of text and a dot, in the picture's units
TURNS = {1: (0.0, 0.5), 2: (0.5, 0.25, 0.0), 3: (0.5, 0.0, 0.25)}
LONGEST = 17
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """One person of the circle, placed; `number` stands in the dot when there is no room for the name."""

    index: int
    ring: int
    x: float
    y: float
    label: str
    label_x: float = 0
    label_y: float = 0
    number: int = 0


def circle(members: Iterable[Any]) -> list[tuple[Any, Spot]]:
    """Each member beside its place. A member has `label`, `ring` (1 to 3), `key` and `waiting`."""
    people = list(members)
    spots = _placed(tuple((_text(m), min(3, max(1, int(_get(m, "ring") or 3)))) for m in people))
    return [(people[spot.index], spot) for spot in spots]


def _get(member: Any, name: str) -> Any:
    return member.get(name) if isinstance(member, dict) else getattr(member, name, None)


def _text(member: Any) -> str:
    label = str(_get(member, "label"))
    label = label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"
    return f"{label} ★" if _get(member, "key") else label


@lru_cache(maxsize=256)
def _placed(people: tuple[tuple[str, int], ...]) -> tuple[Spot, ...]:
    """Every way to turn the rings until all names have room; else the way in which most have."""
    best: list[Spot] = []
    for turns in product(*TURNS.values()):
        tried = _with_names(
            [dot for ring, turn in zip(RINGS, turns, strict=True) for dot in _dots(people, ring, turn)]
        )
        if not best or _unnamed(tried) < _unnamed(best):
            best = tried
        if not _unnamed(best):
            break
    return _numbered(best)


def _unnamed(spots: Sequence[Spot]) -> int:
    return sum(1 for spot in spots if not spot.label_y)


def _dots(people: tuple[tuple[str, int], ...], ring: int, turn: float) -> list[Spot]:
    """The people of one ring, evenly spread, the first near the top."""
    here = [(index, label) for index, (label, of) in enumerate(people) if of == ring]
    dots = []
    for order, (index, label) in enumerate(here):
        angle = -math.pi / 2 + (order + turn) * 2 * math.pi / len(here)
        x, y = MIDDLE[0] + RINGS[ring] * math.cos(angle), MIDDLE[1] + RINGS[ring] * math.sin(angle)
        dots.append(Spot(index, ring, round(x, 1), round(y, 1), label))
    return dots


def _with_names(dots: list[Spot]) -> list[Spot]:
    """Each name where it touches no dot and no other name."""
    taken = [_around(*MIDDLE, 20, 20), *(_around(dot.x, dot.y, NODE, NODE) for dot in dots)]
    spots = []
    for dot in dots:
        spot, box = _named(dot, taken)
        spots.append(spot)
        taken += [box] if box else []
    return spots


def _named(dot: Spot, taken: list[Box]) -> tuple[Spot, Box | None]:
    """The first place beside the dot where its name is inside the picture and touches nothing."""
    half = len(dot.label) * LETTER / 2
    up = dot.y < MIDDLE[1]
    for dx, dy in _places(half, up):
        x = min(max(dot.x + dx, half + 2), WIDTH - half - 2)
        box = _around(x, dot.y + dy, half, LINE / 2)
        inside = box[1] >= 0 and box[3] <= HEIGHT
        if inside and not any(_touch(box, other) for other in taken):
            return Spot(
                dot.index, dot.ring, dot.x, dot.y, dot.label, round(x, 1), round(dot.y + dy + 5, 1)
            ), box
    return dot, None


def _places(half: float, up: bool) -> list[tuple[float, float]]:
    """Outward first, then inward, then to the sides."""
    away = -18.5 if up else 18.5
    beside = half + NODE + 5
    slide = half * 0.6
    return [
        (0, away),
        (0, -away),
        (slide, away),
        (-slide, away),
        (beside, 0),
        (-beside, 0),
        (slide, -away),
        (-slide, -away),
    ]


def _around(x: float, y: float, half_width: float, half_height: float) -> Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _numbered(spots: list[Spot]) -> tuple[Spot, ...]:
    """Those without room for a name get numbers, told under the picture."""
    number, done = 0, []
    for spot in spots:
        if not spot.label_y:
            number += 1
            spot = Spot(spot.index, spot.ring, spot.x, spot.y, spot.label, number=number)
        done.append(spot)
    return tuple(done)


CHART_WIDTH, CHART_HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 26, 280, 14, 160
END_LETTERS = 9


def chart(series: Iterable[Any]) -> dict[str, Any]:
    """Lines of ratings 1 to 10 over time: each series has `label`, `own` and `points` of (day, value)."""
    given = [s for s in series if _get(s, "points")]
    days = [day.toordinal() for s in given for day, _ in _get(s, "points")]
    lines = [_line(one, min(days), max(days)) for one in given]
    others = [line for line in lines if not line["own"]]
    for order, line in enumerate(others, start=1):
        line["style"] = str(order % 3)
    _spread(lines)
    scale = [{"value": value, "y": _height(value)} for value in (1, 5, 10)]
    return {"lines": lines, "scale": scale, "rows": _rows(given), "labels": [line["label"] for line in lines]}


def _height(value: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (value - 1) / 9, 1)


def _line(one: Any, first: int, last: int) -> dict[str, Any]:
    """One rater's points between the first and the last day of all."""
    points = []
    for day, value in sorted(_get(one, "points")):
        share = (day.toordinal() - first) / (last - first) if last > first else 0.5
        points.append((round(LEFT + (RIGHT - LEFT) * share, 1), _height(value)))
    return {
        "label": str(_get(one, "label")),
        "end": _beside(str(_get(one, "label"))),
        "own": bool(_get(one, "own")),
        "style": "own",
        "points": points,
        "path": " ".join(f"{x},{y}" for x, y in points),
        "label_y": points[-1][1] + 4,
    }


def _beside(label: str) -> str:
    """What has room at a line's end: the name, or its first word. The table has it whole."""
    first = label.split(",")[0].split()[0] if label.split() else ""
    short = label if len(label) <= END_LETTERS else first
    return short if len(short) <= END_LETTERS else f"{short[: END_LETTERS - 1]}…"


def _spread(lines: list[dict[str, Any]]) -> None:
    """Names at the lines' ends never lie on one another."""
    before = 0.0
    for line in sorted(lines, key=lambda one: one["label_y"]):
        line["label_y"] = before = round(max(line["label_y"], before + LINE), 1)
    over = before - (CHART_HEIGHT - 26)
    if over > 0:
        for line in lines:
            line["label_y"] = round(line["label_y"] - over, 1)


def _rows(given: list[Any]) -> list[dict[str, Any]]:
    """The same as a table: a row for each day, a cell for each rater."""
    days = sorted({day for s in given for day, _ in _get(s, "points")})
    return [{"day": day, "cells": [dict(_get(s, "points")).get(day) for s in given]} for day in days]


def page_numbers(number: int, total: int) -> list[int]:
    """First, last and the neighbours; 0 stands for a gap."""
    shown = sorted({1, total, number - 1, number, number + 1} & set(range(1, total + 1)))
    said: list[int] = []
    for one in shown:
        if said and one - said[-1] > 1:
            said.append(0)
        said.append(one)
    return said
