"""Asking for help: with an outcome or a worry, of one service or several; what goes along is seen before it is sent."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.models import Entry
from unstori.pathways.actions.requests.turning import Held, hold, hold_pathway, move, turn
from unstori.pathways.models import Pathway, Request, Sent, Turn
from unstori.pathways.queries import holders, pieces
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.people.models import Person
from unstori.plan.models import Outcome


@transaction.atomic
def begin(
    *,
    by: Actor,
    person: Person,
    section: str,
    words: str = "",
    outcome: Outcome | None = None,
    first_asked_on: date | None = None,
    **more: Any,
) -> Pathway:
    """Somebody holds it from now on. `more`: tier. Raises RuleBroken, NotFound."""
    opened = require(by, person.pk, Permission.ADD, section=section, about=[outcome])
    today = clock.today()
    asked = first_asked_on or today
    rules.check_asking(
        words=words,
        has_outcome=outcome is not None,
        first_asked_on=asked,
        today=today,
        private=section == PRIVATE,
    )
    holder = holders.holder_for(opened.person, section=section, asker=by)
    rules.check_send(has_holder=holder is not None, sections=(), allowed=())
    made = Pathway.objects.create(
        outcome=outcome, words=words, first_asked_on=asked, holder=holder,
        **audit.stamp(by=by, person=opened.person, section=section), **more,
    )  # fmt: skip
    turn(made, "begin", by=by, words=words)
    return made


@transaction.atomic
def write(
    *,
    by: Actor,
    pathway: Pathway,
    service: Entry | None = None,
    service_name: str = "",
    words: str = "",
    after: Request | None = None,
    may_pass_on: bool = False,
) -> Request:
    """A request that is not sent yet: to a service of the directory, or to one by name. Raises RuleBroken, NotFound."""
    held, _opened = hold_pathway(pathway, by=by)
    if held.ended_at is not None:
        raise RuleBroken(_("This has ended. Open it again first."))
    return _write(
        by,
        held,
        service=service,
        service_name=service_name,
        words=words,
        after=after,
        may_pass_on=may_pass_on,
    )


def _write(by: Actor, pathway: Pathway, *, service: Entry | None, service_name: str, **more: Any) -> Request:
    desk = queries.desk_of(service)
    name = service.name if service else service_name.strip()
    if not name:
        raise RuleBroken(_("Say which service is asked."))
    return Request.objects.create(
        pathway=pathway, service=service, service_seen=service.live if service else None, service_name=name[:500],
        team=desk.team if desk else None, narrowed=pathway.narrowed,
        **audit.stamp(by=by, person=pathway.person, section=pathway.section), **more,
    )  # fmt: skip


@transaction.atomic
def send(
    *,
    by: Actor,
    request: Request,
    purpose: str,
    rows: Iterable[str] = (),
    agreed: str = "",
    agreed_how: str = "",
    on: date | None = None,
    may_pass_on: bool | None = None,
    seen: int | None = None,
) -> Turn:
    """With the parts of the story that were chosen. `agreed`: who said yes, where a worker sends. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    if held.pathway.ended_at is not None:
        raise RuleBroken(_("This has ended. Open it again first."))
    _to_who_answers_now(held.request)
    _send_along(by, held, purpose=purpose, rows=rows, agreed=agreed, agreed_how=agreed_how)
    day = on or clock.today()
    changes: dict[str, Any] = {"asked_on": day, "last_contact_on": day}
    if may_pass_on is not None:
        changes["may_pass_on"] = may_pass_on
    return move(held, "send", by=by, words=held.request.words, on=on, changes=changes)


def _to_who_answers_now(request: Request) -> None:
    """Since it was written the service may have come to another team, or to none here."""
    if request.state == rules.DRAFTED:
        desk = queries.desk_of(request.service)
        request.team = desk.team if desk else None


@transaction.atomic
def tell_more(
    *,
    by: Actor,
    request: Request,
    words: str,
    purpose: str = "help",
    rows: Iterable[str] = (),
    agreed: str = "",
    agreed_how: str = "",
    seen: int | None = None,
) -> Turn:
    """The service's question is answered. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    rows = list(rows)
    if rows:
        _send_along(by, held, purpose=purpose, rows=rows, agreed=agreed, agreed_how=agreed_how)
    return move(held, "tell", by=by, words=words)


@transaction.atomic
def withdraw(*, by: Actor, request: Request, words: str = "", seen: int | None = None) -> Turn:
    """It is not wanted any more. By the family without a reason; by who holds it with one. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    if by.kind not in ("self", "family", "advocate"):
        rules.check_words(words)
    return move(held, "withdraw", by=by, words=words)


def _send_along(
    by: Actor, held: Held, *, purpose: str, rows: Iterable[str], agreed: str, agreed_how: str
) -> Sent:
    """Freeze what goes. Who holds it and is not around the person sends the words alone."""
    request, opened = held.request, held.opened
    rules.check_move("send" if request.state == rules.DRAFTED else "tell", state=request.state, whose=held.whose,
                     here=request.is_here)  # fmt: skip
    frozen = pieces.chosen(pieces.pieces(opened, held.pathway), rows) if opened else []
    allowed = _allowed(opened, request, agreed=bool(agreed and agreed_how.strip()))
    sections = {piece["section"] for piece in frozen}
    rules.check_send(has_holder=held.pathway.holder_id is not None, sections=sections, allowed=allowed)
    made = Sent.objects.create(
        request=request, to=request.service_name, purpose=purpose, agreed=agreed, agreed_how=agreed_how, pieces=frozen,
        digest=pieces.digest(frozen), narrowed=request.narrowed,
        **audit.stamp(by=by, person=request.person, section=request.section),
    )  # fmt: skip
    detail = {"team": str(request.team_id or ""), "sections": sorted(sections)}
    audit.record(by, "request.sent_along", person_id=request.person_id, row=made, detail=detail)
    return made


def _allowed(opened: Opened | None, request: Request, *, agreed: bool) -> frozenset[str]:
    if opened is None:
        return frozenset()
    granted = queries.granted_to(opened.person, request.team)
    return rules.sendable(seen=opened.sections, decides=opened.decides, granted=granted, agreed=agreed)
