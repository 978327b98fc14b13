"""Short questions: for whoever is around the person, and for the team that answers."""

from uuid import UUID

from django.db.models import QuerySet

from unstori.access import policy
from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.directory.models import Entry
from unstori.pathways.models import Consultation, Desk
from unstori.pathways.queries.requests import PARTY, definition, missing
from unstori.pathways.rules import advising as rules

WHO = (
    "person",
    "team__organisation",
    *(f"{field}__{of}" for field in ("created_by", "answered_by") for of in PARTY),
)


def answer_within() -> int:
    """In how many working days somebody answers: as long as a service has to say that it has a request."""
    days: int = definition()["due"]["sent"]["days"]
    return days


def services() -> list[Entry]:
    """Those for which a team here answers, by name."""
    rows = Desk.objects.filter(
        closed_at__isnull=True, team__ends_on__isnull=True, service__gone_at__isnull=True
    )
    return [row.service for row in rows.select_related("service").order_by("service__name", "pk")]


def consultations_of(opened: Opened) -> QuerySet[Consultation]:
    """What was asked, the newest first."""
    return opened.rows(Consultation.objects.select_related(*WHO)).order_by("-created_at", "-pk")


def consultation(opened: Opened, id: UUID) -> Consultation:
    """One of them. Raises NotFound."""
    found = consultations_of(opened).filter(pk=id).first()
    if found is None:
        raise missing(id, opened.person)
    return found


def for_team(by: Actor) -> QuerySet[Consultation]:
    """What was asked of the actor's team, what waits first. What is kept from the actor is not among them."""
    if by.kind != "worker" or not by.vouched or by.team_id is None:
        return Consultation.objects.none()
    rows = Consultation.objects.filter(team_id=by.team_id).exclude(state=rules.BACK)
    kept = policy.kept_from(by)
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    rows = rows.exclude(pk__in=kept.rows) if kept.rows else rows
    return rows.select_related(*WHO).order_by("-state", "due_on", "pk")


def one_for_team(by: Actor, id: UUID) -> Consultation:
    """Raises NotFound, alike for none and for another team's."""
    found = for_team(by).filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found
