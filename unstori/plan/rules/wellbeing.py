"""How true a statement of well-being is of somebody: five steps, seen side by side. Never an average."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.plan.rules.ratings import OWN, Ground, check_ground

STEPS = range(1, 6)  # not true at all, a little, half and half, mostly, completely
APART = 2  # neighbouring words mean much the same; two steps do not


@dataclass(frozen=True)
class Said:
    """One rater's newest answer to one statement."""

    rater: str
    name: str
    step: int | None
    on: date

    @property
    def own(self) -> bool:
        return self.rater in OWN


@dataclass(frozen=True)
class Apart:
    """Two see it differently: the one who finds it least true, and the one who finds it most true."""

    least: Said
    most: Said


def check_wellbeing(
    *, rater: str, actor_kind: str, asked: Iterable[str], answers: Mapping[str, int | None], ground: Ground
) -> None:
    """Answers are to what was asked, at least one, and say on what they stand. Raises RuleBroken."""
    asked = set(asked)
    if not answers or not set(answers) <= asked:
        raise RuleBroken(_("Answer at least one. If you do not know, say so: that helps too."))
    if any(step is not None and step not in STEPS for step in answers.values()):
        raise RuleBroken(_("Choose one of the answers."))
    check_ground(rater=rater, actor_kind=actor_kind, ground=ground)


def apart(said: Iterable[Said]) -> Apart | None:
    """Who sees it two steps apart or more; the person's own is one of the two wherever it is."""
    known = [one for one in said if one.step is not None]
    if len(known) < 2:
        return None
    own = next((one for one in known if one.own), None)
    if own:
        other = max(known, key=lambda one: _gap(one, own))
        least, most = sorted((own, other), key=_step)
    else:
        least, most = min(known, key=_step), max(known, key=_step)
    return Apart(least, most) if _gap(least, most) >= APART else None


def _step(said: Said) -> int:
    return said.step or 0


def _gap(one: Said, other: Said) -> int:
    return abs(_step(one) - _step(other))
