"""Who decides, as what, and on what it stands. The law itself is dated data in `definitions`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unstori.circle.rules.sharing import State
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.rules import age_on, birthday

BEST_INTERESTS = "best_interests"


@dataclass(frozen=True)
class Standing:
    """Who somebody is to the person, when something is to be decided."""

    is_self: bool = False
    is_parent: bool = False
    has_authority: bool = False
    is_professional: bool = False
    protects: bool = False

    @property
    def speaks_for(self) -> bool:
        """By parental responsibility, or by another authority that the law knows."""
        return self.is_parent or self.has_authority

    def whos(self) -> set[str]:
        held = {"self": self.is_self, "parent": self.is_parent, "authority": self.has_authority,
                "professional": self.is_professional}  # fmt: skip
        return {who for who, is_so in held.items() if is_so}


def deciding_as(
    who: Standing, *, born_on: date | None, on: date, able: bool | None, law: Iterable[Mapping[str, Any]]
) -> str | None:
    """As what somebody may decide on a day, or None. No birthday counts as grown up: presumed able."""
    age = age_on(born_on, on) if born_on else 18
    said = {True: "yes", False: "no", None: "unknown"}[able]
    for rule in law:
        holds = rule["from_age"] <= age < rule.get("until_age", 999)
        if holds and rule["who"] in who.whos() and said in rule["able"]:
            return str(rule["as"])
    return None


def check_decides(decided_as: str | None) -> str:
    if decided_as is None:
        raise RuleBroken(_("This is not yours to decide."))
    return decided_as


def can_dispute(who: Standing) -> bool:
    """The person, or another who decides for them: one may disagree with what another gave."""
    return who.is_self or who.speaks_for


def check_dispute(who: Standing) -> None:
    if not can_dispute(who):
        check_decides(None)


def check_cause(*, able: bool, cause: str, age: int | None, law: Mapping[str, Any]) -> None:
    """From 16 the functional test comes first, then what causes it (*A Local Authority v JB* [2021] UKSC 52)."""
    if not able and not cause.strip() and (age is None or age >= law["child_until"]):
        raise RuleBroken(_("Say also what causes it: something that affects their mind or brain."))


def check_best_interests(*, parts: Iterable[str], review_on: date, today: date) -> None:
    """Nothing is decided for somebody without their wishes, who was asked, and the least that will do."""
    if not all(part.strip() for part in parts):
        raise RuleBroken(_("Write down every part: it stands in place of their own answer."))
    if review_on <= today:
        raise RuleBroken(_("Choose a day on which this is looked at again."))


def check_in_their_place(decided_as: str, then: str) -> None:
    """A yes or no in somebody's best interests is never one press."""
    if decided_as == BEST_INTERESTS and State(then) in (State.GIVEN, State.REFUSED):
        raise RuleBroken(_("Decide this on its own page: what they want, who was asked, and why."))


def parents_end(born_on: date | None, on: date, law: Mapping[str, Any]) -> date | None:
    """The birthday on which parental responsibility ends; None when it is past or not known."""
    return _birthday_ahead(born_on, on, law["parents_until"])


def child_ends(born_on: date | None, on: date, law: Mapping[str, Any]) -> date | None:
    """The birthday from which somebody is presumed able; None when it is past or not known."""
    return _birthday_ahead(born_on, on, law["child_until"])


def _birthday_ahead(born_on: date | None, on: date, age: int) -> date | None:
    if born_on is None:
        return None
    day = birthday(born_on, age)
    return day if on < day else None
