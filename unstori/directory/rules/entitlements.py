"""Which rights, offers and entitlements fit what somebody ticked. Pure: no person, only an age, a nation and situations."""

from dataclasses import dataclass, field

BOTH = "england_and_wales"


@dataclass(frozen=True, slots=True)
class Situation:
    """What somebody said. What they did not say narrows nothing."""

    nation: str = ""
    ages: tuple[int, int] | None = None  # from, until before
    ticked: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Conditions:
    """When something can be asked for: typed data of a definition."""

    jurisdiction: str
    ages: tuple[int, int] | None = None  # from, until before
    when: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_for_everybody(self) -> bool:
        return not self.when


def holds_in(conditions: Conditions, nation: str) -> bool:
    return not nation or conditions.jurisdiction in (nation, BOTH)


def holds_at(conditions: Conditions, ages: tuple[int, int] | None) -> bool:
    """A band of ages meets it when anybody in that band does: nothing is kept from whoever is at its edge."""
    if ages is None or conditions.ages is None:
        return True
    return ages[0] < conditions.ages[1] and conditions.ages[0] < ages[1]


def fits(conditions: Conditions, said: Situation) -> bool:
    """Place and age hold; and, where situations were ticked, one of them is what it is for, or it is for everybody."""
    if not (holds_in(conditions, said.nation) and holds_at(conditions, said.ages)):
        return False
    return not said.ticked or conditions.is_for_everybody or bool(conditions.when & said.ticked)


def because(conditions: Conditions, said: Situation) -> frozenset[str]:
    """Which of what was ticked makes it matter."""
    return conditions.when & said.ticked
