"""Outcomes and what hangs on them, as the actor may see them."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.plan.models import DirectPayment, Enquiry, Need, Outcome, Rating, Step, Support
from unstori.story.models import Statement

M = TypeVar("M", bound=Model)


def outcomes(opened: Opened) -> QuerySet[Outcome]:
    """All outcomes in order, each with the words, steps, supports and ratings that the actor may see."""
    return (
        opened.rows(Outcome.objects.all())
        .order_by("position", "created_at")
        .prefetch_related(
            Prefetch("statements", queryset=statements(opened)),
            Prefetch("steps", queryset=opened.rows(Step.objects.all()).order_by("by_when", "created_at")),
            Prefetch("supports", queryset=supports(opened)),
            Prefetch("ratings", queryset=ratings(opened)),
        )
    )


def outcomes_rated(opened: Opened) -> QuerySet[Outcome]:
    """Outcomes that are agreed or reached and that somebody rated, in order, with the ratings alone."""
    states = (Outcome.State.AGREED, Outcome.State.REACHED)
    rated = Exists(ratings(opened).filter(outcome=OuterRef("pk")))
    rows = opened.rows(Outcome.objects.filter(rated, state__in=states))
    return rows.order_by("position", "created_at").prefetch_related(
        Prefetch("ratings", queryset=ratings(opened))
    )


def open_outcomes(opened: Opened) -> QuerySet[Outcome]:
    """What is wanted still, by its words alone."""
    ended = (Outcome.State.REACHED, Outcome.State.STOPPED)
    return opened.rows(Outcome.objects.exclude(state__in=ended)).order_by("position", "created_at")


def outcome(opened: Opened, id: UUID) -> Outcome:
    return _one(opened, outcomes(opened), id)


def statements(opened: Opened) -> QuerySet[Statement]:
    """Words that an outcome can cite, newest first."""
    return opened.rows(Statement.objects.all()).order_by("-said_on", "-created_at")


def supports(opened: Opened) -> QuerySet[Support]:
    rows = Support.objects.filter(taken_out_at__isnull=True).select_related("organisation", "service")
    return opened.rows(rows).order_by("created_at")


def support(opened: Opened, id: UUID) -> Support:
    return _one(opened, supports(opened), id)


def saved(opened: Opened, service: Any) -> set[UUID | None]:
    """To which outcomes this entry of the directory was saved and stands; None is life as a whole."""
    standing = supports(opened).filter(service=service).exclude(status=Support.Status.STOPPED)
    return set(standing.values_list("outcome_id", flat=True))


def services_of(opened: Opened, outcome: Outcome) -> set[UUID]:
    """Entries of the directory that stand in the plan for this outcome."""
    rows = supports(opened).filter(outcome=outcome, service__isnull=False)
    return set(rows.exclude(status=Support.Status.STOPPED).values_list("service_id", flat=True))


def step(opened: Opened, id: UUID) -> Step:
    return _one(opened, Step.objects.select_related("outcome"), id)


def ratings(opened: Opened) -> QuerySet[Rating]:
    return opened.rows(Rating.objects.all()).order_by("rated_on", "created_at")


def needs(opened: Opened) -> QuerySet[Need]:
    return opened.rows(Need.objects.select_related("statement")).order_by("created_at")


def need(opened: Opened, id: UUID) -> Need:
    return _one(opened, Need.objects.all(), id)


def not_rated(opened: Opened) -> QuerySet[Outcome]:
    """Outcomes that go on and of which nobody has said how they are going."""
    going = Outcome.objects.exclude(state__in=[Outcome.State.REACHED, Outcome.State.STOPPED])
    return opened.rows(going.filter(ratings__isnull=True))


def payments(opened: Opened) -> QuerySet[DirectPayment]:
    """Direct payments, each with the needs that the actor may see."""
    seen = Prefetch("needs", queryset=needs(opened))
    return opened.rows(DirectPayment.objects.all()).order_by("created_at").prefetch_related(seen)


def payment(opened: Opened, id: UUID) -> DirectPayment:
    return _one(opened, DirectPayment.objects.all(), id)


def enquiries(opened: Opened) -> QuerySet[Enquiry]:
    return opened.rows(Enquiry.objects.all()).order_by("-began_on", "-created_at")


def enquiry(opened: Opened, id: UUID) -> Enquiry:
    return _one(opened, Enquiry.objects.all(), id)


def _one(opened: Opened, rows: QuerySet[M], id: UUID) -> M:
    """A row named in an address, or the same 'not found' whether it is missing or not for the actor."""
    found = opened.rows(rows).filter(pk=id).first()
    if found is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk
        )
    return found
