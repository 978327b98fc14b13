"""Goal attainment scaling: where the person stands on five levels, and what that comes to.

Source: Kiresuk and Sherman 1968, T = 50 + 10*sum(w*x) / sqrt((1-rho)*sum(w^2) + rho*(sum(w))^2), with rho = 0.3 and
w = importance x difficulty. It says how much of what was hoped for one person was reached, and compares nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

LEVELS = (-2, -1, 0, 1, 2)
BASELINES = (-1, -2)  # -2 where no worse is possible
WEIGHTS = range(0, 4)
RHO = 0.3
AS_HOPED = 50


@dataclass(frozen=True)
class Goal:
    """One goal: how much it counts, where it started and where the person stands now."""

    importance: int
    difficulty: int
    baseline: int
    now: int

    @property
    def weight(self) -> int:
        return self.importance * self.difficulty


def t_score(weights: Sequence[int], levels: Sequence[int]) -> float | None:
    """None when nothing has a weight: then there is nothing to divide by, and no number."""
    squares = sum(w * w for w in weights)
    if squares == 0:
        return None
    whole = sum(w * x for w, x in zip(weights, levels, strict=True))
    return AS_HOPED + 10 * whole / sqrt((1 - RHO) * squares + RHO * sum(weights) ** 2)


def t_before(goals: Iterable[Goal]) -> float | None:
    goals = list(goals)
    return t_score([one.weight for one in goals], [one.baseline for one in goals])


def t_now(goals: Iterable[Goal]) -> float | None:
    goals = list(goals)
    return t_score([one.weight for one in goals], [one.now for one in goals])


def check_scale(*, levels: Sequence[str], importance: int, difficulty: int, baseline: int) -> None:
    """Each level is said in words before anybody looks. Raises RuleBroken."""
    if len(levels) != len(LEVELS) or not all(words.strip() for words in levels):
        raise RuleBroken(_("Describe all five levels, so that everyone sees the same."))
    if len({words.strip().casefold() for words in levels}) != len(LEVELS):
        raise RuleBroken(_("Two levels say the same. Say how they differ."))
    if importance not in WEIGHTS or difficulty not in WEIGHTS:
        raise RuleBroken(_("Choose how important and how hard it is."))
    if baseline not in BASELINES:
        raise RuleBroken(_("Choose which level says how it is now."))


def check_level(*, level: int, reached_on: date, starts_on: date, today: date) -> None:
    """Raises RuleBroken."""
    if level not in LEVELS:
        raise RuleBroken(_("Choose one of the five levels."))
    if reached_on > today:
        raise RuleBroken(_("That day has not come yet."))
    if reached_on < starts_on:
        raise RuleBroken(_("That day is before the scale was made."))


def stands_at(baseline: int, reached: Iterable[tuple[date, int]]) -> int:
    """Where the person stands now: the level of the newest day, or where it started."""
    latest = baseline
    for _day, level in sorted(reached, key=lambda one: one[0]):
        latest = level
    return latest
