"""Giving a way back, using it in one step, taking up who comes back, and ending it before its day with a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.workdays import after_working_days
from unstori.holding import queries as holding
from unstori.pathways.models import WayBack, WayBackStep
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import waysback as queries
from unstori.pathways.rules import waysback as rules
from unstori.people.models import Person, Team
from unstori.plan.models import Support
from unstori.story.actions.timeline import tell

SAYS = {
    "given": _("A way back was given: %(what)s, %(where)s"),
    "used": _("%(who)s wants to come back: %(what)s, %(where)s"),
    "taken": _("The team says what happens next: %(what)s, %(where)s"),
    "ended": _("A way back was ended: %(what)s, %(where)s"),
}


@transaction.atomic
def give(
    *, by: Actor, person: Person, what: str, how: str, until: date,
    team: Team | None = None, place: str = "", support: Support | None = None,
) -> WayBack:  # fmt: skip
    """When somebody steps down: to whom they come back without asking anew, until when, how."""
    opened = require(by, person.pk, Permission.ADD, section=queries.SECTION, about=[support])
    rules.check_give(
        kind=by.kind, vouched=by.vouched, own_team=team is None or team.organisation_id == by.organisation_id,
        what=what, where=team is not None or bool(place.strip()), how=how, until=until, today=clock.today(),
    )  # fmt: skip
    made = WayBack.objects.create(
        what=what.strip(), how=how, until=until, team=team, place="" if team else place.strip(), support=support,
        **audit.stamp(by=by, person=opened.person, section=queries.SECTION),
    )  # fmt: skip
    _step(by, made, "given", "")
    return made


@transaction.atomic
def use(*, by: Actor, way: WayBack, words: str = "") -> WayBack:
    """In one step: somebody of the team must say by a day what happens next, where anybody there can be told."""
    held = _held(by, way, Permission.SEE)
    rules.check_use(state=queries.state(held), kind=by.kind)
    held.used_at, held.used_by = clock.now(), by.capacity_id
    held.owner = queries.answerer(held)
    days = holding.answer_within()
    held.answer_on = after_working_days(clock.today(), days, held.person.jurisdiction) if held.owner else None
    held.save(update_fields=["used_at", "used_by", "owner", "answer_on"])
    _step(by, held, "used", words)
    return held


@transaction.atomic
def take_up(*, by: Actor, way: WayBack, words: str) -> WayBack:
    """The team's answer: what happens next. There is no no."""
    queries.one_for_team(by, way.pk)
    held = WayBack.objects.select_for_update(of=("self",)).select_related("person", "team").get(pk=way.pk)
    queries.one_for_team(by, held.pk)
    rules.check_take_up(state=queries.state(held), words=words)
    held.taken_at, held.taken_by = clock.now(), by.capacity_id
    held.save(update_fields=["taken_at", "taken_by"])
    _step(by, held, "taken", words)
    return held


@transaction.atomic
def end(*, by: Actor, way: WayBack, why: str) -> WayBack:
    """Before its day, by who adds to the plan, and the family reads why."""
    held = _held(by, way, Permission.ADD)
    rules.check_end(
        gives=rules.can_give(kind=by.kind, vouched=by.vouched), state=queries.state(held), why=why
    )
    held.ended_at, held.ended_by = clock.now(), by.capacity_id
    held.save(update_fields=["ended_at", "ended_by"])
    _step(by, held, "ended", why)
    return held


def _held(by: Actor, way: WayBack, permission: Permission) -> WayBack:
    """Locked. Raises NotFound."""
    opened = require(by, way.person_id, permission, section=way.section, about=[way])
    rows = WayBack.objects.select_for_update(of=("self",)).select_related("person", "team")
    held = opened.rows(rows.filter(pk=way.pk)).first()
    if held is None:
        raise stages.missing(opened, way.pk)
    return held


def _step(by: Actor, way: WayBack, kind: str, words: str) -> None:
    stamp = audit.stamp(by=by, person=way.person, section=way.section, narrowed=way.narrowed)
    made = WayBackStep.objects.create(way=way, kind=kind, words=words, **stamp)
    more: dict[str, Any] = {
        "who": by.user_name, "what": way.what, "where": way.team.name if way.team else way.place,
    }  # fmt: skip
    tell(by=by, row=made, event=f"way_back.{kind}", says=SAYS[kind], words=words, **more)
