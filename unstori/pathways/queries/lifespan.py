"""The ages that somebody comes to, for who may know how old they are."""

from dataclasses import dataclass
from datetime import date

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.pathways import lifespan
from unstori.pathways.lifespan import Age
from unstori.pathways.models import Transition
from unstori.pathways.rules import ages as rules
from unstori.people.models import Person

SECTION = "about_me"


@dataclass(frozen=True)
class Stage:
    """One age of somebody's life, and the transition that it opened, where this reader sees it."""

    age: Age
    day: date
    years: int
    state: str
    transition: Transition | None = None

    @property
    def is_said(self) -> bool:
        """Whether what changes is told to them now."""
        return bool(self.age.easy) and rules.is_said(self.day, clock.today(), ahead=self.age.said_months)


def knows_age(opened: Opened) -> bool:
    return SECTION in opened.sections and opened.person.born_on is not None


def stages_of(opened: Opened) -> list[Stage]:
    """In the order of days; none for who may not know the day of birth."""
    person, today = opened.person, clock.today()
    if not knows_age(opened):
        return []
    begun = {row.age: row for row in opened.rows(Transition.objects.all())}
    return sorted(
        (_stage(one, person, today, begun.get(one.id)) for one in lifespan.ages(person.jurisdiction, today)),
        key=lambda stage: stage.day,
    )


def _stage(age: Age, person: Person, today: date, begun: Transition | None) -> Stage:
    assert person.born_on is not None
    day = rules.day_of(age.when, person.born_on)
    state = rules.state_of(day, today, ahead=age.opens_months)
    return Stage(age, day, rules.age_said(person.born_on, day), state, begun)


def stage(opened: Opened, age: str) -> Stage:
    """One of them. Raises NotFound."""
    found = next((one for one in stages_of(opened) if one.age.id == age), None)
    if found is None:
        raise missing(opened, age)
    return found


def said_now(opened: Opened) -> list[Stage]:
    """What changes in who decides, and is near enough to be told: for first pages."""
    if not knows_age(opened):
        return []
    today, person = clock.today(), opened.person
    near = [one for one in lifespan.ages(person.jurisdiction, today) if one.said_months]
    return [found for found in (_stage(one, person, today, None) for one in near) if found.is_said]


def missing(opened: Opened, id: object = "") -> NotFound:
    return NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
