"""The only reads of `adjustments`, through an opened person."""

from pathlib import Path
from typing import Any
from uuid import UUID

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.adjustments import rules
from unstori.adjustments.models import Adjustment, FlagConsent, Impairment
from unstori.core import clock, definitions
from unstori.people.models import Person
from unstori.story import queries as story
from unstori.story.models import Fact

FOLDER = Path(__file__).parent / "definitions"
AUTHOR = ("created_by__user", "created_by__organisation", "created_by__person")
Item = dict[str, Any]


def radf() -> Item:
    """The codes that hold today."""
    return definitions.current(FOLDER, "radf", clock.today())


def item(kind: str, id: str) -> Item:
    """One of the codes, such as `categories` 001. Raises KeyError."""
    found = next((one for one in radf()[kind] if one["id"] == id), None)
    if found is None:
        raise KeyError(id)
    return found


def authority_of(decided_as: str) -> str:
    """The flag's code for the right with which somebody decides here."""
    return next((str(one["id"]) for one in radf()["authorities"] if decided_as in one["decides"]), "")


def state_of(person: Person) -> str:
    """What holds now, whoever asks: empty when nobody was asked."""
    newest = _newest(person)
    return newest.state if newest else ""


def is_own_no(person: Person) -> bool:
    """Whether what holds is a no of the person or family themselves, who can still come and say yes."""
    newest = _newest(person)
    if newest is None or rules.can_flag(newest.state):
        return False
    said = newest.created_by
    return not said.is_professional and (said.ends_on is None or said.ends_on >= clock.today())


def _newest(person: Person) -> FlagConsent | None:
    rows = FlagConsent.objects.filter(person=person).select_related("created_by")
    return rows.order_by("created_at", "pk").last()


def consents(opened: Opened) -> list[FlagConsent]:
    """What was said, the newest first, as this reader may see it."""
    rows = opened.rows(FlagConsent.objects.select_related(*AUTHOR))
    return list(rows.order_by("-created_at", "-pk"))


def adjustments(opened: Opened) -> list[Adjustment]:
    """What stands, while it may be shared and its fact is true; a fact that was corrected brings its newer words."""
    if not rules.can_flag(state_of(opened.person)):
        return []
    standing = {fact.pk: fact for fact in story.standing_facts(opened).filter(key=rules.FACT)}
    newer = {
        fact.replaces_id: fact
        for fact in opened.rows(Fact.objects.filter(key=rules.FACT))
        if fact.replaces_id
    }
    rows = opened.rows(Adjustment.objects.filter(ended_at__isnull=True)).select_related("fact", *AUTHOR)
    found = []
    for row in rows.order_by("category", "created_at"):
        fact = row.fact
        while fact.pk in newer:
            fact = newer[fact.pk]
        if fact.pk in standing:
            row.fact = fact
            found.append(row)
    return found


def impairments(opened: Opened) -> list[Impairment]:
    """What stands, while it may be shared, in the order of the list."""
    if not rules.can_flag(state_of(opened.person)):
        return []
    order = [one["id"] for one in radf()["impairments"]]
    rows = opened.rows(Impairment.objects.filter(ended_at__isnull=True)).select_related(*AUTHOR)
    return sorted(rows, key=lambda row: order.index(row.code))


def adjustment(opened: Opened, id: UUID) -> Adjustment:
    """One that stands. Raises NotFound."""
    found = next((row for row in adjustments(opened) if row.pk == id), None)
    if found is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk
        )
    return found


def told(opened: Opened) -> list[Fact]:
    """Changes that are told already, and are not in the flag yet: never asked again."""
    used = {row.fact_id for row in adjustments(opened)} | {row.fact.pk for row in adjustments(opened)}
    return [fact for fact in story.standing_facts(opened).filter(key=rules.FACT) if fact.pk not in used]
