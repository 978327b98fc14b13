"""Disagreeing: raised, answered, moved on, handed over, settled. Only who raised it closes it."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound, Opened, require
from unstori.access.models import RowGrant
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.words import Words
from unstori.people.models import Capacity, Person
from unstori.rights import queries, rules
from unstori.rights.actions.told import Told
from unstori.rights.models import Disagreement, Turn
from unstori.rights.queries.definitions import ROUTES, Item, kept
from unstori.rights.queries.disagreeing import Seen
from unstori.story.actions.timeline import tell

ALL = "what_matters"  # the section of the plan as a whole
SAYS = {
    "raised": _("%(who)s disagrees"),
    "said": _("%(who)s says more about the disagreement"),
    "answered": _("%(who)s answers the disagreement"),
    "moved": _("%(who)s takes the disagreement to another step: %(step)s"),
    "handed_over": _("Somebody else must answer the disagreement: %(owner)s"),
    "letter": _("%(who)s says which day is on the letter"),
    "certificate": _("%(who)s has a mediation certificate"),
    "settled": _("The disagreement is settled, says %(who)s"),
    "withdrawn": _("%(who)s takes the disagreement back"),
}


@transaction.atomic
def disagree(
    *, by: Actor, person: Person, words: str, row_id: UUID | None = None, about: str = "", route: str = "",
    step: str = "concern", owner: Capacity | None = None, decided_on: date | None = None, only_us: bool = False,
    told: Told | None = None, reply_by: str = "", reply_to: str = "",
) -> Disagreement:  # fmt: skip
    """With a row that they see or with what they name; `only_us`: seen by them, the person and who must answer.

    `told`: somebody said it who cannot sign in, and a worker writes it down. It is theirs, with the same limits.
    """
    opened = require(by, person.pk, Permission.SEE)
    row = queries.seen_row(opened, row_id) if row_id else None
    way = _route(opened.person, route, row.section if row else "")
    rules.check_step(queries.step(way, step), queries.kind_of(told.party) if told else by.kind)
    rules.check_said(words, has_row=bool(row), about=about, day=decided_on, today=clock.today())
    where = _where(opened, row, way, only_us)
    whose = _whose(opened, told, where["section"], reply_by, reply_to)
    _check_owner(opened, where["section"], owner, me=told is not None)
    made = Disagreement.objects.create(
        row_id=row_id, about=about, route=way["id"], step=step, owner=owner, decided_on=decided_on,
        due_on=_due(opened.person, way, step) if owner else None, **where, **whose,
        **kept(ROUTES, opened.person.jurisdiction).as_fields(), **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    _let_in(by, made, owner)
    return _turn(by, made, "raised", words, told).disagreement


def _whose(opened: Opened, told: Told | None, section: str, reply_by: str, reply_to: str) -> dict[str, Any]:
    if told is None:
        return {}
    told.check(opened, section)
    rules.check_reply(by=reply_by, to=reply_to)
    return {"party": told.party.pk, "said_by": told.name, "reply_by": reply_by, "reply_to": reply_to}


@transaction.atomic
def say_more(*, by: Actor, disagreement: Disagreement, words: str, told: Told | None = None) -> Turn:
    """Something to add. Whoever must answer has it to answer again, from today."""
    opened, held = _hold(by, disagreement)
    thread = queries.thread_of(opened, held)
    rules.check_say_more(thread, words)
    _check_told(opened, held, thread, told)
    if held.answered and (thread.mine or told):
        _ask_again(held)
    return _turn(by, held, "said", words, told)


@transaction.atomic
def answer(*, by: Actor, disagreement: Disagreement, words: str) -> Turn:
    """The answer that was owed. It settles nothing: that is for who disagrees to say."""
    opened, held = _hold(by, disagreement)
    rules.check_answer(queries.thread_of(opened, held), words)
    held.answered = True
    held.save(update_fields=["answered"])
    return _turn(by, held, "answered", words)


@transaction.atomic
def move_on(
    *, by: Actor, disagreement: Disagreement, step: str, words: str = "", told: Told | None = None
) -> Turn:
    """To another step, forward or back. The time to answer begins anew."""
    opened, held = _hold(by, disagreement)
    to = queries.step(_way(held), step)
    thread, kind = queries.thread_of(opened, held), queries.kind_of(told.party) if told else by.kind
    rules.check_move(thread, step=to, now=held.step, kind=kind)
    _check_told(opened, held, thread, told)
    held.step = step
    _ask_again(held)
    return _turn(by, held, "moved", words, told)


@transaction.atomic
def hand_over_disagreement(*, by: Actor, disagreement: Disagreement, to: Capacity, words: str = "") -> Turn:
    """Somebody else must answer; the day stays. Both names stay to be seen."""
    opened, held = _hold(by, disagreement)
    thread = queries.thread_of(opened, held)
    rules.check_hand_over(thread)
    if to.pk != by.capacity_id or thread.mine:
        _check_owner(opened, held.section, to)
    else:
        require(by, held.person_id, Permission.ADD, section=held.section)
    _give(by, held, to)
    return _turn(by, held, "handed_over", words)


@transaction.atomic
def add_certificate(*, by: Actor, disagreement: Disagreement, day: date, told: Told | None = None) -> Turn:
    """The day on a mediation certificate: time to appeal may count from it."""
    opened, held = _hold(by, disagreement)
    thread = queries.thread_of(opened, held)
    rules.check_certificate(thread, day=day, today=clock.today())
    _check_told(opened, held, thread, told)
    held.certificate_on = day
    held.save(update_fields=["certificate_on"])
    return _turn(by, held, "certificate", "", told)


@transaction.atomic
def add_letter(*, by: Actor, disagreement: Disagreement, day: date, told: Told | None = None) -> Turn:
    """The day on the letter, found or put right later: the time of each step counts from it."""
    opened, held = _hold(by, disagreement)
    thread = queries.thread_of(opened, held)
    rules.check_certificate(thread, day=day, today=clock.today())
    _check_told(opened, held, thread, told)
    held.decided_on = day
    held.save(update_fields=["decided_on"])
    return _turn(by, held, "letter", "", told)


@transaction.atomic
def settle_disagreement(
    *, by: Actor, disagreement: Disagreement, state: str, words: str = "", told: Told | None = None
) -> Turn:
    """Settled, with what came of it, or taken back: by who raised it and nobody else."""
    opened, held = _hold(by, disagreement)
    thread = queries.thread_of(opened, held)
    rules.check_close(thread, state=state, words=words)
    _check_told(opened, held, thread, told)
    held.state, held.closed_at, held.closed_by = state, clock.now(), by.capacity_id
    held.save(update_fields=["state", "closed_at", "closed_by"])
    return _turn(by, held, state, words, told)


@transaction.atomic
def take_over(
    *, by: Actor, person: Person, leaving: Capacity, to: Capacity, rows: Collection[UUID] | None = None
) -> int:
    """What somebody who leaves must still answer goes to whoever follows. `circle` has authorised it."""
    open_ones = Disagreement.objects.select_for_update().filter(
        person=person, owner=leaving, state=Disagreement.State.OPEN
    )
    held = [each for each in open_ones if rows is None or each.pk in rows]
    for each in held:
        _give(by, each, to)
        _turn(by, each, "handed_over", "")
    return len(held)


def _route(person: Person, id: str, section: str) -> Item:
    """The way that was chosen, else the one for this part of the story, else the first."""
    ways = queries.routes_in(person.jurisdiction)
    chosen = [way for way in ways if way["id"] == id] or [way for way in ways if way["section"] == section]
    if id and (not chosen or chosen[0]["id"] != id):
        raise RuleBroken(_("Choose whom it is about."))
    return (chosen or ways)[0]


def _way(held: Disagreement) -> Item:
    return queries.route(held.definition, held.definition_version, held.route)


def _section(opened: Opened, wanted: str) -> str:
    """Where its author can read it afterwards: the row's own section, else that of the plan as a whole."""
    seen = opened.sections - {PRIVATE}
    for section in (wanted, ALL, *sorted(seen)):
        if section in seen:
            return section
    raise NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)


def _where(opened: Opened, row: Seen | None, way: Item, only_us: bool) -> dict[str, Any]:
    """Seen by those who see what it is about; narrowed with it, and where its author sees that row alone."""
    wanted = row.section if row else way["section"]
    section, apart = _section(opened, wanted), queries.is_apart(row.id if row else None)
    narrowed = only_us or apart or bool(row and (row.narrowed or section != wanted))
    return {"section": section, "narrowed": narrowed, "apart": apart}


def _due(person: Person, way: Item, step: str) -> date | None:
    asked = queries.step(way, step)
    return rules.answer_due(asked, clock.today(), person.jurisdiction) if asked else None


def _ask_again(held: Disagreement) -> None:
    held.answered = False
    held.due_on = _due(held.person, _way(held), held.step) if held.owner_id else None
    held.save(update_fields=["answered", "due_on", "step"])


def _check_told(opened: Opened, held: Disagreement, thread: rules.Thread, told: Told | None) -> None:
    """Who writes for somebody says when and how they said it, and for nobody but whose it is."""
    if told is None and thread.writes and not thread.mine:
        raise RuleBroken(_("Say on which day they said it, and how."))
    if told is not None:
        if told.party.pk != held.party:
            raise NotFound(reference=str(held.pk), permission=Permission.ADD, person_id=held.person_id)
        told.check(opened, held.section)


def _check_owner(opened: Opened, section: str, owner: Capacity | None, *, me: bool = False) -> None:
    could = queries.could_answer(opened, section, me=me)
    if owner is not None and owner.pk not in {each.pk for each in could}:
        raise RuleBroken(_("They cannot see this part of the story, so they cannot answer."))


def _let_in(by: Actor, held: Disagreement, owner: Capacity | None) -> None:
    """A thread that is narrowed is opened to who must answer it, and to nobody else."""
    if held.narrowed and owner is not None and owner.pk != held.created_by_id:
        grants.let_in(person=held.person, row_id=held.pk, capacity=owner, by=by)


def _give(by: Actor, held: Disagreement, to: Capacity) -> None:
    before = RowGrant.objects.filter(row_id=held.pk, capacity=held.owner, ended_at__isnull=True)
    for grant in before if held.owner else ():
        grants.shut_out(grant=grant, by=by)
    held.owner = to
    held.due_on = held.due_on or _due(held.person, _way(held), held.step)
    held.save(update_fields=["owner", "due_on"])
    _let_in(by, held, to)


def _hold(by: Actor, disagreement: Disagreement) -> tuple[Opened, Disagreement]:
    """The thread as it stands now, locked; NotFound when it is not for this actor."""
    opened = require(by, disagreement.person_id, Permission.SEE, about=[disagreement])
    rows = queries.threads(opened).select_for_update(of=("self",)).select_related("person")
    held = rows.filter(pk=disagreement.pk).first()
    if held is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk
        )
    return opened, held


def _turn(by: Actor, held: Disagreement, kind: str, words: str, told: Told | None = None) -> Turn:
    """A turn, an audit event and a line in the story: what it is about stands in the thread alone.

    A carer's disagreement about themselves is told to nobody's story.
    """
    row = Turn.objects.create(
        disagreement=held, kind=kind, step=held.step, words=words, owner=held.owner, due_on=held.due_on,
        section=held.section, narrowed=held.narrowed, **(told.as_fields() if told else {}),
        **audit.stamp(by=by, person=held.person),
    )  # fmt: skip
    step = queries.step(_way(held), held.step)
    more = {"who": told.name if told else by.user_name, "step": Words.read(step["name"]) if step else "",
            "owner": held.owner.user.name if held.owner else ""}  # fmt: skip
    event = f"disagreement.{kind}"
    if held.apart:
        audit.record(by, event, person_id=held.person_id, row=row)
    else:
        whose = told.name if told and words else ""
        tell(by=by, row=row, event=event, says=SAYS[kind], words=words, said_by=whose, **more)
    return row
