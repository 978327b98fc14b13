"""What two people agree in supervision. Nothing of it is told to any story."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock, dates
from unstori.people.models import Capacity, Person
from unstori.teams import queries, rules
from unstori.teams.models import SupervisionAbout, SupervisionAction, SupervisionDone, SupervisionNote

Agreed = tuple[str, Capacity, date]  # what, who, by when


@transaction.atomic
def write_note(
    *, by: Actor, other: Capacity, held_on: date, words: str, language: str = "", about: Iterable[Person] = (),
    agreed: Iterable[Agreed] = (), answers: SupervisionNote | None = None,
) -> SupervisionNote:  # fmt: skip
    """For these two alone. It points at people whom its author sees, and says nothing about them."""
    me = Capacity.objects.filter(pk=by.capacity_id, kind="worker").first()
    rules.check_supervise(can=me is not None and queries.supervises(me, other))
    assert me is not None
    rules.check_note(words=words, held_on=held_on, today=clock.today())
    if answers is not None and queries.note(by, answers.pk) is None:
        raise NotFound(reference=str(answers.pk), permission=Permission.ADD)
    people = [require(by, person.pk, Permission.SEE).person for person in about]
    manager, worker = (me, other) if rules.can_supervise(manager=me, worker=other) else (other, me)
    language = language or dates.language()
    note = SupervisionNote.objects.create(
        manager=manager, worker=worker, held_on=held_on, words=words, language=language, answers=answers,
        created_by=me,
    )  # fmt: skip
    for person in people:
        SupervisionAbout.objects.create(note=note, person=person)
    for what, owner, due_on in agreed:
        if owner.pk not in (me.pk, other.pk):
            raise NotFound(reference=str(owner.pk), permission=Permission.ADD)
        SupervisionAction.objects.create(note=note, what=what, owner=owner, due_on=due_on, language=language)
    audit.record(by, "supervision.write", row=note)
    return note


@transaction.atomic
def do_agreed(*, by: Actor, action: SupervisionAction, words: str = "") -> SupervisionDone:
    """One of the two says that it is done."""
    held = queries.action(by, action.pk)
    SupervisionAction.objects.select_for_update().get(pk=held.pk)
    rules.check_done(done=SupervisionDone.objects.filter(action=held).exists())
    done = SupervisionDone.objects.create(action=held, words=words, created_by_id=by.capacity_id)
    audit.record(by, "supervision.done", row=done)
    return done
