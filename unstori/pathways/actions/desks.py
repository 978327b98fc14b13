"""Opening and closing desks, and the places that a service has."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.actions.answering import say_answers_here
from unstori.directory.actions.answering import say_places as tell_places
from unstori.directory.models import Entry
from unstori.directory.queries import editing
from unstori.pathways.models import Desk, DeskAsk, Places, Request
from unstori.pathways.queries import desks as queries
from unstori.pathways.queries.requests import definition
from unstori.pathways.rules import desks as rules
from unstori.pathways.rules import requests as table
from unstori.people.models import Team


def _for_team(by: Actor, team: Team) -> bool:
    return rules.speaks_for_team(by, team=team.pk, organisation=team.organisation_id)


@transaction.atomic
def ask(*, by: Actor, service: Entry, team: Team) -> Desk | DeskAsk:
    """That this team answers for this service. Opened at once by who speaks for both sides. Raises RuleBroken."""
    Entry.objects.select_for_update(of=("self",)).get(pk=service.pk)
    for_team, keeps = _for_team(by, team), editing.edits(by, service)
    rules.check_asks(for_team=for_team, keeps=keeps)
    waiting = DeskAsk.objects.filter(service=service, team=team, decided_at__isnull=True).exists()
    rules.check_free(taken=queries.desk(service) is not None, asked=waiting)
    if for_team and keeps:
        return _open(by, service, team)
    made = DeskAsk.objects.create(service=service, team=team, by_team=for_team, created_by=by.capacity_id)
    audit.record(by, "desk.asked", row=made)
    return made


@transaction.atomic
def decide(*, by: Actor, ask: DeskAsk, opened: bool) -> Desk | None:
    """By the other side. Raises RuleBroken."""
    Entry.objects.select_for_update(of=("self",)).get(pk=ask.service_id)
    held = DeskAsk.objects.select_for_update().get(pk=ask.pk)
    rules.check_decides(
        asked_by_team=held.by_team, for_team=_for_team(by, held.team), keeps=editing.edits(by, held.service),
        decided=held.decided_at is not None,
    )  # fmt: skip
    if opened:
        rules.check_free(taken=queries.desk(held.service) is not None, asked=False)
    held.opened, held.decided_at, held.decided_by = opened, clock.now(), by.capacity_id
    held.save(update_fields=["opened", "decided_at", "decided_by"])
    audit.record(by, "desk.decided", row=held, detail={"opened": opened})
    return _open(by, held.service, held.team) if opened else None


def _open(by: Actor, service: Entry, team: Team) -> Desk:
    """One row for each service: a desk that was closed opens again, perhaps in another team."""
    row = Desk.objects.filter(service=service).first()
    if row is None:
        row = Desk.objects.create(service=service, team=team, created_by=by.capacity_id)
    else:
        row.team, row.closed_at, row.closed_by = team, None, None
        row.save(update_fields=["team", "closed_at", "closed_by"])
    audit.record(by, "desk.opened", row=row, detail={"team": str(team.pk)})
    say_answers_here(by=by, entry=service, here=True)
    return row


@transaction.atomic
def close(*, by: Actor, desk: Desk) -> None:
    """By either side. Nobody waits at a desk without anybody: what is open is answered first. Raises RuleBroken."""
    held = Desk.objects.select_for_update().get(pk=desk.pk)
    rules.check_asks(for_team=_for_team(by, held.team), keeps=editing.edits(by, held.service))
    if held.closed_at is not None:
        raise RuleBroken(_("Somebody has closed it already."))
    if Request.objects.filter(service=held.service, team=held.team, state__in=table.UNSTARTED).exists():
        raise RuleBroken(
            _(
                "Somebody still waits for an answer of this team. Answer them first, or say which service fits better."
            )
        )
    held.closed_at, held.closed_by = clock.now(), by.capacity_id
    held.save(update_fields=["closed_at", "closed_by"])
    audit.record(by, "desk.closed", row=held)
    say_answers_here(by=by, entry=held.service, here=False)


@transaction.atomic
def say_places(
    *, by: Actor, desk: Desk, kind: str, free: int, whole: int | None = None, words: str = ""
) -> Places:
    """How many are free now, told to the directory, too. What was said before stays as history. Raises RuleBroken."""
    held = Desk.objects.select_for_update().get(pk=desk.pk)
    if held.closed_at is not None:
        raise RuleBroken(_("Somebody has closed it already."))
    if not _for_team(by, held.team):
        raise RuleBroken(_("Only who manages the team says how many places there are."))
    rules.check_places(free=free, whole=whole)
    made = Places.objects.create(
        desk=held, kind=kind, free=free, whole=whole, words=words, created_by=by.capacity_id
    )
    audit.record(by, "desk.places", row=made, detail={"kind": kind, "free": free})
    every = sum(one.free for one in queries.places([held])[held.pk])
    tell_places(by=by, entry=held.service, free=every, few=definition()["places"]["few"])
    return made
