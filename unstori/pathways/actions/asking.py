"""Three services, one worry: asked in one go, with one thing that goes along."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.models import Entry
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries.requests import missing
from unstori.people.models import Person

MOST = 12


@transaction.atomic
def ask(
    *, by: Actor, person: Person, services: Iterable[Entry], names: Iterable[str] = (), **given: Any
) -> Pathway:
    """What help is asked with, and a request to each, that is not sent yet. `given`: as `begin`. Raises RuleBroken, NotFound."""
    wanted = _wanted(services, names)
    made = actions.begin(by=by, person=person, **given)
    _write(by, made, wanted)
    return made


@transaction.atomic
def ask_also(
    *,
    by: Actor,
    pathway: Pathway,
    services: Iterable[Entry],
    names: Iterable[str] = (),
    after: Request | None = None,
) -> list[Request]:
    """One more service, or another instead of one that said no. The first day stays. Raises RuleBroken, NotFound."""  # fmt: skip
    if after is not None and after.pathway_id != pathway.pk:
        raise missing(after.pk)
    return _write(by, pathway, _wanted(services, names), after)


@transaction.atomic
def send_all(
    *,
    by: Actor,
    requests: Iterable[Request],
    purpose: str,
    rows: Iterable[str],
    agreed: str = "",
    agreed_how: str = "",
    may_pass_on: bool = False,
    on: date | None = None,
) -> list[Turn]:
    """Those that were ticked, each with the same. All of them go, or none does. Raises RuleBroken."""  # fmt: skip
    chosen = list(rows)
    sent = [
        actions.send(by=by, request=request, purpose=purpose, rows=chosen, agreed=agreed, agreed_how=agreed_how,
                     may_pass_on=may_pass_on, on=on, seen=request.version)
        for request in requests
    ]  # fmt: skip
    if not sent:
        raise RuleBroken(_("Choose at least one service to send it to."))
    return sent


def _wanted(services: Iterable[Entry], names: Iterable[str]) -> list[Entry | str]:
    wanted: list[Entry | str] = [*services, *(name.strip() for name in names if name.strip())]
    if not wanted:
        raise RuleBroken(_("Choose a service, or write its name."))
    if len(wanted) > MOST:
        raise RuleBroken(_("That is too many at once. Choose those that matter most."))
    return wanted


def _write(
    by: Actor, pathway: Pathway, wanted: list[Entry | str], after: Request | None = None
) -> list[Request]:
    return [
        actions.write(by=by, pathway=pathway, service_name=one, after=after)
        if isinstance(one, str) else actions.write(by=by, pathway=pathway, service=one, after=after)
        for one in wanted
    ]  # fmt: skip
