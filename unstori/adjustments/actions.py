"""The only writes of `adjustments`."""

from typing import Any

from django.db import IntegrityError, transaction

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.adjustments import queries, rules
from unstori.adjustments.models import Adjustment, FlagConsent, Impairment
from unstori.circle import queries as circle
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Fact

TOLD = {
    rules.GIVEN: Words(en="The changes that they need may be shared",
                       cy="Caiff y newidiadau sydd eu hangen eu rhannu"),
    rules.NO: Words(en="The changes that they need are not to be shared as a flag",
                    cy="Ni chaiff y newidiadau sydd eu hangen eu rhannu fel baner"),
    rules.REVOKED: Words(en="Sharing the changes that they need was stopped",
                         cy="Daeth rhannu’r newidiadau sydd eu hangen i ben"),
}  # fmt: skip
SET = Words(en="A change that they need was put into the flag", cy="Rhoddwyd newid sydd ei angen yn y faner")
ENDED = Words(en="A change was taken out of the flag", cy="Tynnwyd newid o’r faner")
HARDER = Words(
    en="What makes things harder was written into the flag",
    cy="Ysgrifennwyd yn y faner beth sy’n gwneud pethau’n anoddach",
)


@transaction.atomic
def say(
    *, by: Actor, person: Person, agrees: bool, authority: str = "", said_by: str = "", why: str = ""
) -> FlagConsent:
    """Yes, or no: by who decides, or written down by a worker who was told. A no ends all that stands in the flag."""
    opened = require(by, person.pk, Permission.SEE, section=rules.SECTION)
    _lock(person)
    decided_as = circle.deciding_as(opened)
    if decided_as and queries.authority_of(decided_as):
        authority, said_by = queries.authority_of(decided_as), by.user_name
    else:
        opened = require(by, person.pk, Permission.ADD, section=rules.SECTION)
        if not by.is_professional:  # who neither decides nor is answerable for writing it down
            raise NotFound(reference=str(person.pk), permission=Permission.DECIDE, person_id=person.pk)
        rules.check_told(authority, said_by)
        rules.check_written_down(agrees=agrees, own_no=queries.is_own_no(opened.person))
    state = rules.next_state(queries.state_of(opened.person), agrees)
    queries.item("authorities", authority)
    said = FlagConsent.objects.create(
        state=state, authority=authority, said_by=said_by.strip()[:200], why=why,
        **audit.stamp(by=by, person=opened.person, section=rules.SECTION),
    )  # fmt: skip
    audit.record(by, f"flag.{state.lower()}", person_id=opened.person.pk, row=said)
    if state != rules.GIVEN:
        _end_all(by, opened)
    _tell(by, opened, TOLD[state], rules.SECTION, said, happened="flag.consent")
    return said


@transaction.atomic
def flag(
    *, by: Actor, person: Person, category: str, words: str = "", fact: Fact | None = None, code: str = "",
    term: str = "", **more: Any,
) -> Adjustment:  # fmt: skip
    """One change that they need. What is told already is not told again; what is new becomes a fact about them."""
    opened = require(by, person.pk, Permission.ADD, section=rules.SECTION, about=[fact])
    _lock(person)
    rules.check_flag(queries.state_of(opened.person))
    queries.item("categories", category)
    if fact is None or fact.key != rules.FACT:
        fact = story.tell_fact(by=by, person=opened.person, key=rules.FACT, words=words, **more)
    try:
        with transaction.atomic():
            made = Adjustment.objects.create(
                fact=fact, category=category, code=code[:20], term=term[:300], narrowed=fact.narrowed,
                **audit.stamp(by=by, person=opened.person, section=rules.SECTION),
            )  # fmt: skip
    except IntegrityError as twice:
        raise RuleBroken(_("This stands in the flag already.")) from twice
    audit.record(by, "flag.set", person_id=opened.person.pk, row=made, detail={"category": category})
    _tell(by, opened, SET, rules.SECTION, made, happened="flag.set", narrowed=fact.narrowed)
    return made


@transaction.atomic
def unflag(*, by: Actor, adjustment: Adjustment) -> None:
    """It is not needed in the flag any more. The fact itself stays what it is."""
    opened = require(by, adjustment.person_id, Permission.ADD, section=rules.SECTION, about=[adjustment])
    queries.adjustment(opened, adjustment.pk)
    ended = Adjustment.objects.filter(pk=adjustment.pk, ended_at__isnull=True)
    if ended.update(ended_at=clock.now(), ended_by=by.capacity_id):
        audit.record(by, "flag.end", person_id=opened.person.pk, row=adjustment)
        _tell(by, opened, ENDED, rules.SECTION, adjustment, happened="flag.end", narrowed=adjustment.narrowed)


@transaction.atomic
def say_impairments(*, by: Actor, person: Person, codes: list[str], other: str = "") -> list[Impairment]:
    """What makes things harder: the whole list anew. What is in it already stays as it was said."""
    opened = require(by, person.pk, Permission.ADD, section=rules.HEALTH)
    _lock(person)
    rules.check_flag(queries.state_of(opened.person))
    rules.check_impairments(codes, other)
    stand = {row.code: row for row in queries.impairments(opened)}
    words = {code: other.strip()[:300] if code == rules.OTHER else "" for code in codes}
    gone = [row for code, row in stand.items() if words.get(code) != row.words]
    ended = Impairment.objects.filter(pk__in=[row.pk for row in gone], ended_at__isnull=True)
    ended.update(ended_at=clock.now(), ended_by=by.capacity_id)
    stamp = audit.stamp(by=by, person=opened.person, section=rules.HEALTH)
    new = [code for code in words if code not in stand or stand[code] in gone]
    rows = [
        Impairment(code=queries.item("impairments", code)["id"], words=words[code], **stamp) for code in new
    ]
    made = _kept(rows)
    if made or gone:
        audit.record(by, "flag.impairments", person_id=opened.person.pk, detail={"codes": sorted(words)})
        _tell(by, opened, HARDER, rules.HEALTH, (made or gone)[0], happened="flag.impairments")
    return made


def _lock(person: Person) -> None:
    """A yes or a no waits for what is being put into the flag, and what is put in sees the no."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _kept(rows: list[Impairment]) -> list[Impairment]:
    """Written one by one. What stands already, kept from the actor, is not written twice. Raises RuleBroken."""
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    except IntegrityError as twice:
        raise RuleBroken(_("This stands in the flag already.")) from twice
    return rows


def _end_all(by: Actor, opened: Opened) -> None:
    """Revoking removes the flags and the conditions, whoever may see them."""
    over = {"ended_at": clock.now(), "ended_by": by.capacity_id}
    Adjustment.objects.filter(person=opened.person, ended_at__isnull=True).update(**over)
    Impairment.objects.filter(person=opened.person, ended_at__isnull=True).update(**over)


def _tell(
    by: Actor, opened: Opened, title: Words, section: str, row: Any, happened: str, **more: Any
) -> None:
    story.record(
        by=by, person=opened.person, section=section, event=happened, title=title, about_id=row.pk, **more
    )
