"""Who rates how, and when views differ. Information, never an average."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

SCALE = range(1, 11)
WORTH_NOTICING = 2  # a change or a difference of two or more (Outcomes: ratings)
OWN = ("self", "self_helped")
BASES = ("asked", "observed", "assumed")
FACES = {1: 1, 2: 3, 3: 5, 4: 8, 5: 10}  # five faces on the ten-point scale, the ends being the ends


@dataclass(frozen=True)
class View:
    """One rater's newest rating of an outcome."""

    rater: str
    name: str
    going: int
    on: date

    @property
    def own(self) -> bool:
        return self.rater in OWN


@dataclass(frozen=True)
class Difference:
    """Somebody sees it otherwise than the person does."""

    own: View
    other: View


@dataclass(frozen=True)
class Ground:
    """On what a rating stands: who helped the person, or how somebody else knows."""

    helped_by: str = ""
    basis: str = ""
    person_present: bool | None = None


def check_rating(*, rater: str, actor_kind: str, going: int, happy: int | None, ground: Ground) -> None:
    """A rating says whose it is, and another's says on what it stands. Raises RuleBroken."""
    if going not in SCALE or (happy is not None and happy not in SCALE):
        raise RuleBroken(_("Choose a number from 1 to 10."))
    check_ground(rater=rater, actor_kind=actor_kind, ground=ground)


def check_ground(*, rater: str, actor_kind: str, ground: Ground) -> None:
    """Whose view it is, and on what it stands. Raises RuleBroken."""
    if rater == "self" and actor_kind != "self":
        raise RuleBroken(_("Only the person can rate alone. If you helped, say that you helped."))
    if rater not in OWN and actor_kind == "self":
        raise RuleBroken(_("Your rating is your own."))
    if rater == "self_helped" and not ground.helped_by.strip():
        raise RuleBroken(_("Say who helped."))
    if rater not in OWN and (ground.basis not in BASES or ground.person_present is None):
        raise RuleBroken(_("Say how you know, and whether the person was there."))


def can_rate(*, is_self: bool, may_add: bool) -> bool:
    """The person's own view leads: whoever reads what they want themselves also says how it is going, at any age."""
    return is_self or may_add


def check_rated_on(rated_on: date, today: date) -> None:
    if rated_on > today:
        raise RuleBroken(_("A rating cannot be from a day that has not come yet."))


def raters_for(actor_kind: str) -> tuple[str, ...]:
    """Whose view an actor can record. Everyone may help the person to give their own."""
    if actor_kind == "self":
        return OWN
    return ({"family": "family", "advocate": "advocate"}.get(actor_kind, "professional"), "self_helped")


def newest(views: Iterable[View]) -> list[View]:
    """The newest of each rater, the person's own first."""
    latest: dict[tuple[str, str], View] = {}
    for view in sorted(views, key=lambda one: one.on):
        latest[("own", "") if view.own else (view.rater, view.name)] = view
    return sorted(latest.values(), key=lambda one: (not one.own, one.name))


def differences(views: Iterable[View]) -> list[Difference]:
    """Who sees it two or more away from the person. Information, never an average."""
    latest = newest(views)
    own = next((view for view in latest if view.own), None)
    if own is None:
        return []
    return [
        Difference(own, other)
        for other in latest
        if not other.own and abs(other.going - own.going) >= WORTH_NOTICING
    ]


def is_worth_noticing(before: int, after: int) -> bool:
    return abs(after - before) >= WORTH_NOTICING
