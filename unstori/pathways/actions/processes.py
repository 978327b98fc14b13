"""Beginning a process, writing down each step, correcting, claiming an exception, naming who sees it through.

No day that is due is written anywhere: whatever is recorded here, the clocks count anew (ADR 0078).
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.words import Words
from unstori.pathways import catalogue, proceeding
from unstori.pathways.models import Process, ProcessClaim, ProcessStep
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import Running, running
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.processes import Kind, StepKind
from unstori.people.models import Capacity, Organisation, Person
from unstori.story import actions as story

KEPT = ("told_by", "topic", "adviser", "adviser_name", "of", "due_on", "due_from", "choice")
SAYS = {
    "corrected": _("Put right: %(what)s"),
    "void": _("It was not so: %(what)s"),
    "claimed": _("An exception is claimed. It moves no day: %(what)s"),
    "claim_back": _("An exception is claimed no more: %(what)s"),
    "owner": _("%(who)s sees it through: %(what)s"),
}


@transaction.atomic
def begin_process(
    *, by: Actor, person: Person, kind: str, on: date, body: Organisation | None = None, body_name: str = "",
    words: str = "", told_by: str = "", follows: Process | None = None,
) -> Process:  # fmt: skip
    """Its first step: it was asked for, noticed, or a plan is there. Raises NotFound, RuleBroken."""
    offered = next(
        (each for each in proceeding.kinds(person.jurisdiction, clock.today()) if each.id == kind), None
    )
    if offered is None:
        raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=person.pk)
    opened = require(by, person.pk, Permission.ADD, section=offered.section, about=[follows])
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)  # not begun twice at once
    before = queries.process(opened, follows.pk) if follows else None
    found = body if body in queries.bodies(opened, offered) else None
    rules.check_begin(
        offered, on=on, today=clock.today(), has_body=bool(found or body_name.strip()),
        already=queries.is_open_already(opened, kind) and before is None, age=queries.age_of(opened.person, clock.today()),
        writer=rules.writes(offered.first.who, kind=by.kind, of_body=False, body_here=False),
    )  # fmt: skip
    mine = found is not None and by.kind == "worker" and by.organisation_id == found.pk
    row = Process.objects.create(
        kind=offered.id, kind_version=offered.version, jurisdiction=offered.jurisdiction, body=found,
        body_name="" if found else body_name.strip(), owner_id=by.capacity_id if mine else None, begun_on=on,
        follows=before, **audit.stamp(by=by, person=opened.person, section=offered.section),
    )  # fmt: skip
    _write(by, row, offered, offered.first, on=on, words=words.strip(), told_by=told_by.strip())
    return row


@transaction.atomic
def record_step(
    *, by: Actor, process: Process, step: str, on: date, answer: str = "", words: str = "", told_by: str = "",
    of: UUID | None = None, topic: str = "", adviser: Capacity | None = None, adviser_name: str = "",
    due_on: date | None = None, due_from: str = "", choice: str = "",
) -> ProcessStep:  # fmt: skip
    """One thing that happened. Raises NotFound, RuleBroken."""
    opened, row = held(by=by, process=process)
    now = running(row)
    found, answers = now.kind.step(step), now.rows.get(of) if of else None
    how = queries.hands(opened, row, now.kind).how(found, answers) if found else ""
    begun = None if now.kind.first.coming else row.begun_on
    checked = rules.check_record(
        found, now.said, how=how, on=on, today=clock.today(), answer=answer, words=words, told_by=told_by, begun=begun
    )  # fmt: skip
    more: dict[str, Any] = {
        "answer": answer if checked.answers else "", "told_by": told_by.strip() if how == rules.TOLD else "",
        "choice": choice.strip() if checked.asks_choice else "",
    }  # fmt: skip
    if checked.kind == rules.ASK:
        more |= _asked(opened, now, topic, adviser, adviser_name)
    elif checked.kind == rules.DUE:
        more |= _due(on, due_on, due_from)
    elif checked.kind in (rules.GIVEN, rules.KEPT):
        rules.check_of(of, now.said, rules.ASK if checked.kind == rules.GIVEN else rules.DUE)
        more |= {"of": answers}
    _check_family_days(now, checked, on, how)
    made = _write(by, row, now.kind, checked, on=on, words=words.strip(), **more)
    _close(by, row, checked, answer)
    return made


def say_issued(*, by: Actor, opened: Opened, layout: str, what: str, words: str, school: str) -> None:
    """The step of each open process about this plan, where it is the actor's own and can come now."""
    for row in queries.processes_of(opened).filter(closed_at__isnull=True):
        now = running(row)
        if now.kind.layout != layout:
            continue
        mine = queries.hands(opened, row, now.kind)
        steps = (each for each in rules.steps_now(now.kind, now.said) if each.issue == what)
        step = next((each for each in steps if mine.how(each) == rules.OWN), None)
        if step:
            with suppress(RuleBroken), transaction.atomic():  # what else it wants is said by somebody
                record_step(by=by, process=row, step=step.id, on=clock.today(), words=words, choice=school)


def _asked(opened: Opened, now: Running, topic: str, adviser: Capacity | None, name: str) -> dict[str, Any]:
    """Of whom: somebody around the person who can read it, or a name."""
    here = adviser is not None and adviser.pk in {one.pk for one in queries.workers(opened)}
    rules.check_ask(
        topic=topic, known=[one.id for one in now.kind.topics], has_adviser=here or bool(name.strip())
    )
    return {
        "topic": topic,
        "adviser": adviser if here else None,
        "adviser_name": "" if here else name.strip(),
    }


def _due(on: date, due_on: date | None, due_from: str) -> dict[str, Any]:
    """As a tribunal or an agreement says: from whom, by which day."""
    rules.check_due(due_on=due_on, on=on, who=due_from if due_from in catalogue.words()["parties"] else "")
    return {"due_on": due_on, "due_from": due_from}


def _close(by: Actor, row: Process, step: StepKind, answer: str) -> None:
    """A process ends with a step that ends it, and with nothing else."""
    chosen = step.answer(answer)
    if step.ends or (chosen and chosen.ends):
        row.closed_at, row.closed_by = clock.now(), by.capacity_id
        row.save(update_fields=["closed_at", "closed_by"])


def _check_family_days(now: Running, step: StepKind, on: date, how: str) -> None:
    """The days that the family has on a draft, as the clock counts them from the newest one."""
    if not step.waits_for:
        return
    name, waits = step.waits_for.split(":")
    every = [each for _counting, each in now.runs if each.clock.id == name]
    days = [
        one.counted.last_day
        for each in every
        for one in each.steps
        if one.step.id == waits and one.counted and not one.expected
    ]
    drafts = [each.on for each in now.said if each.step in ("draft", "decide")]
    answered = any(each.step == "comments" and drafts and each.on >= max(drafts) for each in now.said)
    rules.check_family_days(until=max(days, default=None), answered=answered, on=on, how=how)


@transaction.atomic
def correct_step(
    *, by: Actor, step: ProcessStep, on: date, words: str, why: str, answer: str = "", void: bool = False
) -> ProcessStep:  # fmt: skip
    """A newer row takes its place; both can be seen. Raises NotFound, RuleBroken."""
    opened, row = held(by=by, process=step.process, also=step)
    now = running(row)
    old = next((each for each in now.rows.values() if each.pk == step.pk), None)
    kind = now.kind.step(step.step)
    if old is None or kind is None:
        raise queries.missing(opened)
    mine = (
        old.created_by_id == by.capacity_id
        or queries.hands(opened, row, now.kind).how(kind, old) == rules.OWN
    )
    is_first = old.step == now.kind.first.id
    rules.check_correct(may=mine, words=why, is_first=is_first, void=void)
    rules.check_day(on, today=clock.today(), begun=None if is_first else row.begun_on, coming=kind.coming)
    kept = {name: getattr(old, name) for name in KEPT}
    chosen = answer if kind.answer(answer) else old.answer
    put_right = gettext("Put right:")
    said = f"{words.strip() or old.words}\n\n{put_right} {why.strip()}".strip()
    made = _write(
        by, row, now.kind, kind, on=on, words=said, says="void" if void else "corrected", answer=chosen, replaces=old,
        void=void, **kept,
    )  # fmt: skip
    if is_first and row.begun_on != on:
        row.begun_on = on
        row.save(update_fields=["begun_on"])
    return made


@transaction.atomic
def name_owner(*, by: Actor, process: Process, owner: Capacity) -> Process:
    """Who of the body that must decide sees it through: families know whom to ask. Raises NotFound, RuleBroken."""
    opened, row = held(by=by, process=process)
    kind = proceeding.kind(row.kind, row.kind_version)
    could = {one.pk: one for one in queries.hands(opened, row, kind).of_body}
    if by.capacity_id not in could or owner.pk not in could:
        raise queries.missing(opened)
    row.owner = could[owner.pk]
    row.save(update_fields=["owner"])
    audit.record(by, "process.owner", person_id=row.person_id, row=row, detail={"to": str(owner.pk)})
    _story(by, row, "owner", lambda: str(kind.name), who=owner.user.name)
    return row


@transaction.atomic
def hand_over_processes(
    *, by: Actor, person: Person, leaving: Capacity, to: Capacity, rows: Collection[UUID] | None = None
) -> int:
    """What somebody who leaves sees through goes to whoever follows. `circle` has authorised it. Returns how many."""
    mine = [row.pk for row in queries.owned_by([person], [leaving]) if rows is None or row.pk in rows]
    for row in Process.objects.select_for_update(of=("self",)).filter(pk__in=mine):
        row.owner = to
        row.save(update_fields=["owner"])
        audit.record(by, "process.owner", person_id=person.pk, row=row, detail={"to": str(to.pk)})
    return len(mine)


def held(
    *, by: Actor, process: Process, also: ProcessStep | ProcessClaim | None = None
) -> tuple[Opened, Process]:
    """Locked, with its steps, for who may add to it. Raises NotFound."""
    opened = require(by, process.person_id, Permission.ADD, section=process.section, about=[process, also])
    Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
    return opened, queries.process(opened, process.pk)


def _write(
    by: Actor, row: Process, kind: Kind, step: StepKind, *, on: date, says: str = "", words: str = "", **more: Any
) -> ProcessStep:  # fmt: skip
    made = ProcessStep.objects.create(
        process=row, step=step.id, happened_on=on, words=words, narrowed=row.narrowed, **more,
        **audit.stamp(by=by, person=row.person, section=row.section),
    )  # fmt: skip
    answer = step.answer(made.answer)

    def what() -> str:
        return f"{kind.name}: {step.name}" + (f". {answer.name}" if answer else "")

    tell(by=by, row=row, made=made, event=says or "step", what=what, words=words, on=on)
    return made


def tell(
    *, by: Actor, row: Process, made: ProcessStep | ProcessClaim, event: str, what: Any, words: str = "",
    on: date | None = None,
) -> None:  # fmt: skip
    """An audit event, and a line in the story with the words as they were written."""
    audit.record(by, f"process.{event}", person_id=row.person_id, row=made)
    been: dict[str, Any] = (
        {"happened_on": on.isoformat(), "sort_on": on} if on and on <= clock.today() else {}
    )
    _story(by, row, event, what, words=words, language=made.language, **been)


def _story(by: Actor, row: Process, event: str, what: Any, *, who: str = "", **more: Any) -> None:
    def said() -> str:
        return gettext(SAYS[event]) % {"what": what(), "who": who} if event in SAYS else what()

    story.record(
        by=by, person=row.person, section=row.section, event=f"process.{event}", title=Words.both(said),
        about_id=row.pk, narrowed=row.narrowed, **more,
    )  # fmt: skip
