"""An "I will" has a name and a date; it is kept, handed over or late."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.queries import actor_of
from unstori.access.rules import Actor, Permission
from unstori.core import clock, dates
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity, Person
from unstori.story import rules
from unstori.story.actions.timeline import record
from unstori.story.models import Entry, Promise, PromiseHandover
from unstori.story.queries.missing import missing


@transaction.atomic
def promise(
    *,
    by: Actor,
    person: Person,
    section: str,
    what: str,
    due_on: date,
    owner: Capacity | None = None,
    words: str = "",
    language: str = "",
    about_id: UUID | None = None,
) -> Promise:
    """Write down what somebody will do and by when. The owner is who writes it, unless said otherwise."""
    language = language or dates.language()
    opened = require(by, person.pk, Permission.ADD, section=section)
    rules.check_promise(what=what, due_on=due_on, today=clock.today())
    if owner is not None and owner.pk != by.capacity_id:
        _check_can_own(owner, opened.person, section)
    entry = record(
        by=by, person=opened.person, section=section, event="promise.made", kind=Entry.Kind.PROMISE,
        title=what, words=words, language=language, about_id=about_id,
    )  # fmt: skip
    made = Promise.objects.create(
        entry=entry, what=what, owner_id=owner.pk if owner else by.capacity_id, due_on=due_on,
        language=language, **audit.stamp(by=by, person=opened.person, section=section),
    )  # fmt: skip
    audit.record(by, "promise.make", person_id=opened.person.pk, row=made)
    return made


@transaction.atomic
def keep_promise(*, by: Actor, promise: Promise, outcome: str = "") -> Promise:
    """It was done; say what came of it."""
    opened, held = _movable(by, promise)
    held.kept_at, held.kept_by, held.outcome = clock.now(), by.capacity_id, outcome
    held.save(update_fields=["kept_at", "kept_by", "outcome"])
    _tell(by, opened.person, held, "promise.kept", outcome)
    return held


@transaction.atomic
def hand_over_promise(*, by: Actor, promise: Promise, to: Capacity, why: str = "") -> Promise:
    """Somebody else will do it. Both names stay to be seen."""
    opened, held = _movable(by, promise)
    _check_can_own(to, opened.person, held.section)
    _move(by, opened.person, held, to, why)
    return held


@transaction.atomic
def take_over(
    *,
    by: Actor,
    person: Person,
    leaving: Capacity,
    to: Capacity,
    why: str = "",
    rows: Collection[UUID] | None = None,
) -> int:
    """Open promises of somebody who leaves go to whoever follows. `circle` has authorised it."""
    open_ones = Promise.objects.select_for_update().filter(person=person, owner=leaving, kept_at__isnull=True)
    held = [each for each in open_ones if rows is None or each.pk in rows]
    for each in held:
        _move(by, person, each, to, why)
    return len(held)


def _movable(by: Actor, promise: Promise) -> tuple[Opened, Promise]:
    opened = require(by, promise.person_id, Permission.ADD, section=promise.section)
    # Its owner is read after: a row that is joined to one that was waited for comes as it was before, or not at all.
    rows = Promise.objects.select_for_update(of=("self",))
    held = opened.rows(rows.filter(pk=promise.pk)).first()
    if held is None:
        raise missing(opened)
    rules.check_move_promise(
        is_owner=held.owner_id == by.capacity_id,
        same_organisation=bool(by.organisation_id) and held.owner.organisation_id == by.organisation_id,
        decides=opened.decides,
        kept=held.kept_at is not None,
    )
    return opened, held


def _move(by: Actor, person: Person, held: Promise, to: Capacity, why: str) -> None:
    row = PromiseHandover.objects.create(
        promise=held, from_owner=held.owner, to_owner=to, why=why,
        **audit.stamp(by=by, person=person, section=held.section),
    )  # fmt: skip
    held.owner = to
    held.save(update_fields=["owner"])
    audit.record(by, "promise.hand_over", person_id=person.pk, row=row)
    _tell(by, person, held, "promise.handed_over", why)


def _tell(by: Actor, person: Person, held: Promise, event: str, words: str) -> None:
    record(
        by=by, person=person, section=held.section, event=event, title=held.what, words=words,
        narrowed=held.narrowed,
        language=held.language,
        about_id=held.pk,
    )  # fmt: skip


def _check_can_own(owner: Capacity, person: Person, section: str) -> None:
    """Whoever owns a promise must be able to see it and to say that it is kept."""
    try:
        require(actor_of(owner), person.pk, Permission.ADD, section=section)
    except NotFound as cannot_see:
        raise RuleBroken(
            _("They cannot see this part of the story, so they cannot hold this.")
        ) from cannot_see
