"""“If I can’t”: for whoever is around the person, and for the team that knows of it."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from unstori.access import policy
from unstori.access.door import NotFound, Opened
from unstori.access.rules import Actor, Permission
from unstori.core import clock, definitions
from unstori.directory import queries as directory
from unstori.pathways import later
from unstori.pathways.models import Cover, CoverStep
from unstori.pathways.rules import later as rules
from unstori.people.models import Person, Team
from unstori.plan import queries as plan
from unstori.plan.queries.documents import holds_what_is_kept
from unstori.story import definitions as story

SECTION = "care"
WHO = ("person", "document", "team__organisation", "created_by__user")


def terms() -> dict[str, Any]:
    return definitions.current(later.FOLDER, "cover-terms", clock.today())


def covers(opened: Opened) -> list[Cover]:
    """Those of which the reader may open the page whole, the one that holds first."""
    steps = opened.rows(CoverStep.objects.select_related("created_by__user")).order_by("created_at", "pk")
    rows = opened.rows(Cover.objects.select_related(*WHO)).prefetch_related(Prefetch("steps", queryset=steps))
    readable = {row.pk for row in plan.documents(opened)}
    return sorted(
        (row for row in rows.order_by("-created_at") if row.document_id in readable),
        key=lambda row: row.state not in rules.STANDING,
    )


def cover(opened: Opened, id: UUID) -> Cover:
    """Raises NotFound."""
    found = next((row for row in covers(opened) if row.pk == id), None)
    if found is None:
        raise missing(opened.person)
    return found


def how_much_was_said(opened: Opened) -> tuple[int, int]:
    """Of the guide's questions, how many something was said on, and how many there are."""
    wanted = {each.theme for each in story.guide(terms()["guide"]).questions}
    themes = set(
        plan.statements(opened).filter(theme__in=wanted, narrowed=False).values_list("theme", flat=True)
    )
    return rules.answered(themes, wanted), len(wanted)


def teams() -> list[Team]:
    """Any team that is open may be told: the family chooses."""
    return list(directory.teams())


def for_team(by: Actor) -> list[Cover]:
    """What the actor may open because their team knows of it; nothing of which a part is kept from them."""
    on_duty = bool(by.team_id) and directory.is_on_duty(by)
    may = rules.reads_for_team(
        kind=by.kind, vouched=by.vouched, same_team=bool(by.team_id), on_duty=on_duty, manages=by.manages
    )
    if not may or by.team_id is None:
        return []
    kept = policy.kept_from(by)
    steps = CoverStep.objects.select_related("created_by__user").order_by("created_at", "pk")
    rows = Cover.objects.filter(team_id=by.team_id, state__in=rules.STANDING, narrowed=False)
    rows = rows.select_related(*WHO).prefetch_related(Prefetch("steps", queryset=steps))
    return [
        row for row in rows.order_by("person__called", "created_at")
        if row.pk not in kept.rows and row.section not in kept.sections.get(row.person_id, ())
        and not holds_what_is_kept(row.document, kept)
    ]  # fmt: skip


def one_for_team(by: Actor, id: UUID) -> Cover:
    """Raises NotFound, alike for none and for another team's."""
    found = next((row for row in for_team(by) if row.pk == id), None)
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def is_told(by: Actor) -> bool:
    """For the way in: whether anything can come to the actor."""
    return bool(by.team_id) and by.kind == "worker" and (by.manages or directory.is_on_duty(by))


def found_for_team(by: Actor, words: str) -> list[Cover]:
    """By the person's name, as whoever rings says it."""
    wanted = words.casefold().split()
    return [
        row for row in for_team(by)
        if wanted and all(part in f"{row.person.called} {row.person.full_name}".casefold() for part in wanted)
    ]  # fmt: skip


def missing(person: Person) -> NotFound:
    return NotFound(reference=person.reference, permission=Permission.SEE, person_id=person.pk)
