"""Personal outcomes: made from what the person said, changed without losing a word."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core.errors import Clash
from unstori.people.models import Person
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Outcome
from unstori.plan.queries.holding import hold
from unstori.plan.signals import stopping
from unstori.story.actions.timeline import tell
from unstori.story.models import Statement

EDITABLE = ("words", "why_it_matters", "baseline", "followed_how", "by_when", "domains")


@transaction.atomic
def add_outcome(
    *, by: Actor, person: Person, section: str, words: str, statements: Iterable[UUID] = (), **more: Any
) -> Outcome:
    """A new outcome, citing what was said; it cites only what its author may see."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    position = Outcome.objects.filter(person=opened.person).count()
    outcome = Outcome.objects.create(
        section=section, words=words, position=position, **more, **audit.stamp(by=by, person=opened.person)
    )
    outcome.statements.set(opened.rows(Statement.objects.filter(pk__in=list(statements))))
    note_changes(by=by, row=outcome, changed={"words": ("", words)})
    tell(by=by, row=outcome, event="outcome.added", says=_("A new outcome"), words=words)
    return outcome


@transaction.atomic
def edit_outcome(
    *, by: Actor, outcome: Outcome, version: int, statements: Iterable[UUID] | None = None, **new: Any
) -> Outcome:
    """Change an outcome, if nobody else did since the form was read. Raises Clash with both texts."""
    opened = require(by, outcome.person_id, Permission.ADD, section=outcome.section)
    held = hold(opened, outcome)
    changed = {k: (getattr(held, k), v) for k, v in new.items() if k in EDITABLE and getattr(held, k) != v}
    if changed and held.version != version:
        theirs, mine = ({k: _said(pair[side]) for k, pair in changed.items()} for side in (0, 1))
        raise Clash(theirs=theirs, mine=mine, version=held.version)
    if statements is not None:
        _cite(held, opened.rows(Statement.objects.all()), set(statements))
    if changed:
        for name, (_before, after) in changed.items():
            setattr(held, name, after)
        held.version += 1
        held.save()
        note_changes(by=by, row=held, changed={k: (_said(b), _said(a)) for k, (b, a) in changed.items()})
        tell(
            by=by,
            row=held,
            event="outcome.changed",
            says=_("An outcome changed"),
            words=held.words,
        )
    return held


@transaction.atomic
def change_state(*, by: Actor, outcome: Outcome, state: str) -> Outcome:
    """Reached, or no longer wanted, or wanted again."""
    opened = require(by, outcome.person_id, Permission.ADD, section=outcome.section)
    held = hold(opened, outcome)
    if state == Outcome.State.STOPPED and held.state == Outcome.State.AGREED:
        stopping.send(sender=Outcome, opened=opened, row=held)
    before, held.state = held.state, Outcome.State(state)
    held.version += 1
    held.save()
    note_changes(by=by, row=held, changed={"state": (before, state)})
    says = _("An outcome is reached") if state == "reached" else _("An outcome changed")
    tell(by=by, row=held, event=f"outcome.{state}", says=says, words=held.words)
    return held


def _cite(outcome: Outcome, visible: Any, chosen: set[UUID]) -> None:
    """Change the words cited among those that the editor sees; words kept from them stay cited."""
    seen = set(visible.values_list("pk", flat=True))
    outcome.statements.remove(*(seen - chosen))
    outcome.statements.add(*(seen & chosen))


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
