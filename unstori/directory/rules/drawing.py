"""Where things are, as a drawing without anybody's tiles: rings of miles around a point, places as numbers. Pure.

Near enough for a county: a degree of longitude is as wide as it is in the middle of what is drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians

Point = tuple[float, float]  # north, east

MILE = 1609.344  # metres (Weights and Measures Act 1985, Schedule 1)
DEGREE = 111_195.08  # metres of one degree of latitude
SIZE = 340  # of the drawing; a phone shows it one to one
EDGE = 24  # where no number stands
TOUCH = 30  # numbers nearer than this stand together
RINGS = (0.25, 0.5, 1, 2, 3, 5, 10, 15, 20, 30, 50, 100, 200, 400)  # miles that are said easily


@dataclass(frozen=True, slots=True)
class Ring:
    radius: float
    miles: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One place, or several that cannot be told apart at this scale."""

    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """ "3", "3, 5"; of more the first, and how many others."""
        if len(self.numbers) <= 2:
            return ", ".join(map(str, self.numbers))
        return f"{self.numbers[0]} +{len(self.numbers) - 1}"

    @property
    def width(self) -> int:
        return 30 if len(self.label) <= 2 else 14 + 9 * len(self.label)


@dataclass(frozen=True, slots=True)
class Drawing:
    rings: tuple[Ring, ...]
    marks: tuple[Mark, ...]
    size: int = SIZE


def metres_between(one: Point, other: Point) -> float:
    """On a flat county."""
    north, east = _apart(one, other)
    return hypot(north, east)


def miles(metres: float) -> float:
    return metres / MILE


def draw(places: Sequence[tuple[int, Point]], centre: Point | None = None) -> Drawing | None:
    """The numbered places around a centre; without one around their own middle. Nothing to draw is None."""
    if not places:
        return None
    middle = centre or _middle([point for _number, point in places])
    away = [(number, *_apart(middle, point)) for number, point in places]
    farthest = max((hypot(north, east) for _number, north, east in away), default=0.0)
    most = next((ring for ring in RINGS if ring * MILE >= farthest), RINGS[-1])
    room = SIZE / 2 - EDGE
    scale = room / (most * MILE)
    marks = [
        Mark(SIZE / 2 + east * scale, SIZE / 2 - north * scale, (number,)) for number, north, east in away
    ]
    return Drawing(_rings(most, room), tuple(_together(marks)))


def _rings(most: float, room: float) -> tuple[Ring, ...]:
    """The outermost, and inside it those that come nearest to thirds of it."""
    inside = [ring for ring in RINGS if ring < most]
    kept = [
        *(min(inside, key=lambda ring: abs(ring / most - third)) for third in (1 / 3, 2 / 3) if inside),
        most,
    ]
    return tuple(Ring(room * ring / most, ring) for ring in dict.fromkeys(kept))


def _together(marks: Iterable[Mark]) -> list[Mark]:
    """Numbers that would cover each other stand together, where the first of them stands."""
    kept: list[Mark] = []
    for mark in marks:
        at = next((i for i, one in enumerate(kept) if _covers(one, mark)), None)
        if at is None:
            kept.append(mark)
        elif mark.numbers[0] not in kept[at].numbers:
            kept[at] = replace(kept[at], numbers=(*kept[at].numbers, *mark.numbers))
    return kept


def _covers(one: Mark, other: Mark) -> bool:
    wide = (one.width + other.width) / 2
    return abs(one.x - other.x) < wide and abs(one.y - other.y) < TOUCH


def _middle(points: Sequence[Point]) -> Point:
    north, east = zip(*points, strict=True)
    return (min(north) + max(north)) / 2, (min(east) + max(east)) / 2


def _apart(middle: Point, point: Point) -> tuple[float, float]:
    """Metres to the north and to the east."""
    north = (point[0] - middle[0]) * DEGREE
    return north, (point[1] - middle[1]) * DEGREE * cos(radians(middle[0]))
