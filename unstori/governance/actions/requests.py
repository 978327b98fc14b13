"""Requests about data: taken in, worked on step by step, answered with a reason and a next step (ADR 0060)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import holds
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.governance.actions.telling import tell
from unstori.governance.models import DataRequest, RequestChoice, RequestStep
from unstori.governance.queries import copies
from unstori.governance.queries import requests as queries
from unstori.governance.rules import requests as rules
from unstori.people.models import Capacity, Person
from unstori.story import queries as story

State, What = DataRequest.State, RequestStep.What


@transaction.atomic
def ask(*, by: Actor, person: Person, kind: str, words: str, row_id: UUID | None = None) -> DataRequest:
    """Somebody asks through their account, so it is known who they are. Raises NotFound, RuleBroken."""
    opened = require(by, person.pk, Permission.SEE)
    queries.check_asks(opened)
    if row_id is not None:
        story.entry(opened, row_id)
    said = {
        "asker_id": by.capacity_id,
        "asker_name": by.user_name,
        "asker_is_self": opened.is_self,
        "row_id": row_id,
    }
    return _take_in(by, opened.person, kind, words, came_by="account", identity="signed_in",
                    received_on=clock.today(), **said)  # fmt: skip


@transaction.atomic
def write_down(
    *, by: Actor, reference: str, kind: str, words: str, came_by: str, received_on: date, asker_name: str,
    asker_is_self: bool, asker: Capacity | None = None,
) -> DataRequest:  # fmt: skip
    """Information governance types what came by letter, call or visit. Raises NotFound, RuleBroken."""
    person = holds.answered_for(by=by, reference=reference)
    if asker is not None and asker.person_id != person.pk:
        asker = None
    said = {"asker": asker, "asker_name": asker_name.strip(), "asker_is_self": asker_is_self}
    return _take_in(by, person, kind, words, came_by=came_by, received_on=received_on, **said)


def _take_in(by: Actor, person: Person, kind: str, words: str, received_on: date, **said: Any) -> DataRequest:
    rules.check_words(words)
    rules.check_came(received_on, clock.today())
    law = queries.law()
    made = DataRequest.objects.create(
        kind=kind, words=words.strip(), received_on=received_on, narrowed=True, definition=law["id"],
        definition_version=law["version"], due_on=rules.due_on(received_on, law["clock"], person.jurisdiction),
        **audit.stamp(by=by, person=person, section="about_me"), **said,
    )  # fmt: skip
    _step(by, made, What.CAME)
    tell(by=by, person=person, event="data.asked", about_id=made.pk)
    return made


def _step(by: Actor, request: DataRequest, what: str, words: str = "", code: str = "") -> RequestStep:
    made = RequestStep.objects.create(
        request=request, what=what, words=words.strip(), code=code, narrowed=True,
        **audit.stamp(by=by, person=request.person, section="about_me"),
    )  # fmt: skip
    audit.record(by, f"request.{what}", person_id=request.person_id, row=request, detail={"code": code})
    return made


def _held(by: Actor, request: DataRequest) -> DataRequest:
    """As it stands now, under a lock, when it still runs and is this actor's to work on. NotFound, RuleBroken."""
    DataRequest.objects.select_for_update().get(pk=queries.one_answered_for(by, request.pk).pk)
    held = queries.one_answered_for(by, request.pk)
    rules.check_running(held.state)
    return held


def _change(request: DataRequest, **values: Any) -> None:
    DataRequest.objects.filter(pk=request.pk).update(**values)


@transaction.atomic
def confirm(*, by: Actor, request: DataRequest, identity: str, had_to_ask: bool = False) -> None:
    """It is known who asks. Where they had to be asked, the time runs from today (article 12A)."""
    held = _held(by, request)
    more = {}
    if had_to_ask and not held.identity:
        jurisdiction = held.person.jurisdiction
        more["due_on"] = rules.due_on(
            clock.today(), queries.law()["clock"], jurisdiction, extended=held.extended
        )
    _change(held, identity=identity, **more)
    _step(by, held, What.IDENTITY, code=identity)


@transaction.atomic
def extend(*, by: Actor, request: DataRequest, why: str) -> None:
    """Two months more, said with the reason within the first. Raises NotFound, RuleBroken."""
    held = _held(by, request)
    rules.check_extension(extended=held.extended, first_due=held.due_on, today=clock.today(), why=why)
    begins = queries.counted_from(held)
    due = rules.due_on(begins, queries.law()["clock"], held.person.jurisdiction, extended=True)
    _change(held, extended=True, due_on=due)
    _step(by, held, What.EXTENDED, why)


@transaction.atomic
def hand(*, by: Actor, request: DataRequest, owner: Capacity) -> None:
    """Whoever wrote it, or another who sees the person, says what they think. Raises NotFound, RuleBroken."""
    held = _held(by, request)
    if str(owner.pk) not in dict(queries.could_answer(held)):
        raise RuleBroken(_("Choose somebody who works with this person."))
    _change(held, owner=owner)
    _step(by, held, What.ASKED)


@transaction.atomic
def say(*, by: Actor, request: DataRequest, words: str) -> None:
    """Who was asked answers: put right, or right as it stands. Raises NotFound, RuleBroken."""
    held = queries.one_owed(by, request.pk)
    rules.check_words(words)
    _change(held, owner=None)
    _step(by, held, What.SAID, words)


@transaction.atomic
def choose(
    *, by: Actor, request: DataRequest, give: bool, why: str, row_id: UUID | None = None, part: str = "",
    professional: str = "", opinion_on: date | None = None,
) -> RequestChoice:  # fmt: skip
    """A row that speaks of somebody else goes along or not; a part stays out. Raises NotFound, RuleBroken."""
    held = _held(by, request)
    known = {row.pk for row in copies.of_others(held)} if row_id else set(copies.parts_in(held))
    if held.kind != DataRequest.Kind.COPY or (row_id or part) not in known:
        raise RuleBroken(_("This is no longer part of the copy. Look at the page again."))
    rules.check_choice(give=give, why=why, part=part, professional=professional, opinion_on=opinion_on)
    rules.check_opinion(opinion_on, clock.today(), queries.law()["harm"])
    made = RequestChoice.objects.create(
        request=held, row_id=row_id, part=part, give=give, why=why.strip(), professional=professional.strip(),
        opinion_on=opinion_on, narrowed=True, **audit.stamp(by=by, person=held.person, section="about_me"),
    )  # fmt: skip
    audit.record(by, "request.choice", person_id=held.person_id, row=made, detail={"give": give})
    return made


@transaction.atomic
def release(*, by: Actor, request: DataRequest, words: str) -> None:
    """The copy is theirs to open, or to be printed for them. Raises NotFound, RuleBroken."""
    held = _held(by, request)
    given = {key for key, one in queries.newest_choices(held).items() if one.give}
    left = [row for row in copies.of_others(held) if row.pk not in given]
    state, ground = (State.PARTLY, "others") if left else (State.DONE, "")
    rules.check_answer(state=state, identity=held.identity, ground=ground, grounds=["others"], words=words)
    if held.kind != DataRequest.Kind.COPY:
        raise RuleBroken(_("Only a copy is handed over."))
    _change(held, released_at=clock.now(), released_by=by.capacity_id)
    _step(by, held, What.RELEASED)
    _close(by, held, state, words, ground)


@transaction.atomic
def answer(*, by: Actor, request: DataRequest, state: str, words: str, ground: str = "") -> None:
    """Done, in part, or no. What may not be used any more is also kept from being erased. NotFound, RuleBroken."""
    held = _held(by, request)
    ground = ground if state in rules.NO else ""
    grounds = [one["id"] for one in queries.grounds(held.kind)]
    rules.check_answer(state=state, identity=held.identity, ground=ground, grounds=grounds, words=words)
    if state not in queries.answers_to(held.kind):
        raise RuleBroken(_("Choose an answer."))
    if held.kind == DataRequest.Kind.RESTRICT and state not in (State.REFUSED,):
        holds.place(by=by, reference=held.person.reference, reason=words)
    _close(by, held, state, words, ground)


def _close(by: Actor, held: DataRequest, state: str, words: str, ground: str) -> None:
    _change(held, state=state, ground=ground, owner=None, closed_at=clock.now(), closed_by=by.capacity_id)
    _step(by, held, What.ANSWERED, words, ground)
    tell(by=by, person=held.person, event="data.answered", about_id=held.pk)


@transaction.atomic
def take_back(*, by: Actor, request: DataRequest) -> None:
    """Whoever asked does not want it any more. Raises NotFound, RuleBroken."""
    held = _own(by, request)
    rules.check_running(held.state)
    _change(held, state=State.TAKEN_BACK, owner=None, closed_at=clock.now(), closed_by=by.capacity_id)
    _step(by, held, What.TAKEN_BACK)


@transaction.atomic
def disagree(*, by: Actor, request: DataRequest, words: str) -> None:
    """Their own words stand with the answer; beside the entry that was not corrected too. NotFound, RuleBroken."""
    held = _own(by, request)
    rules.check_words(words)
    if held.state not in rules.NO:
        raise RuleBroken(_("There is nothing yet to disagree with."))
    _step(by, held, What.DISAGREED, words)
    about = queries.entry_about(held)
    if about is not None:
        tell(by=by, person=held.person, event="data.disagreed", about_id=about.pk, section=about.section,
             narrowed=about.narrowed, words=words.strip(), said_by=by.user_name)  # fmt: skip


def _own(by: Actor, request: DataRequest) -> DataRequest:
    opened: Opened = require(by, request.person_id, Permission.SEE, about=[request])
    held = queries.one_asked(opened, request.pk)
    if held.asker_id != by.capacity_id:
        raise queries.missing(opened)
    DataRequest.objects.select_for_update().get(pk=held.pk)
    return queries.one_asked(opened, request.pk)
