"""Raising a concern, adding to it, disagreeing with what is done. By anybody, about anybody; it reveals nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import require
from unstori.access.queries.safety import exactly
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member
from unstori.core import clock, workdays
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Organisation, Person
from unstori.people.rules import jurisdiction_of
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Account, Concern, Place, Source, Step
from unstori.safeguarding.signals import concern_waits


@dataclass(frozen=True)
class About:
    """Somebody who may not be here, or whom one may not see: by what is known."""

    authority: Organisation
    kind: str
    known_as: str
    known_more: str = ""
    born_on: date | None = None
    postcode: str = ""


@dataclass(frozen=True)
class Told:
    """What was seen or heard, as it was said; apart from it, what one thinks of it."""

    heard: str
    said_by: str = ""
    opinion: str = ""
    family_told: bool = False
    why_not_told: str = ""


@transaction.atomic
def raise_concern(
    *,
    by: Actor,
    told: Told,
    person: Person | None = None,
    about: About | None = None,
    danger_now: bool = False,
    keep_name: bool = False,
    sources: Iterable[Member] = (),
    source_name: str = "",
) -> Concern:
    """To the right team at once, and to somebody there by name. Raises RuleBroken; NotFound for a person not seen."""
    sources = list(sources)
    who = _about(by, person, about, sources)
    rules.check_raise(
        kind=by.kind, heard=told.heard, known_as=who["known_as"], family_told=told.family_told, why_not=told.why_not_told
    )  # fmt: skip
    held = queries.definition_in(who["jurisdiction"])
    place = queries.place_now(who["authority"].pk, who["kind"], held, who["jurisdiction"])
    made = Concern.objects.create(
        **who, definition=held["id"], definition_version=held["version"], danger_now=danger_now, keep_name=keep_name,
        state=rules.WITH_RAISER, created_by_id=by.capacity_id,
    )  # fmt: skip
    _say(by, made, Account.Kind.FIRST, **vars(told))
    _name_sources(by, made, sources, source_name, place)
    audit.record(by, "concern.raise", row=made)
    if place and place.team:
        bring(by=by, concern=made, place=place)
    return made


def _about(by: Actor, person: Person | None, about: About | None, sources: list[Member]) -> dict[str, Any]:
    """Whom it is about. Details that name somebody exactly find them, silently."""
    if person is not None:
        person = require(by, person.pk, Permission.SEE, about=sources).person
        adult_from = queries.definition_in(person.jurisdiction)["adult_from"]
        kind = rules.about(person.born_on, clock.today(), adult_from)
        return {
            "person": person, "by_reference": True, "authority": person.authority, "known_as": person.called,
            "jurisdiction": person.jurisdiction, "kind": kind or (about.kind if about else rules.CHILD),
        }  # fmt: skip
    if about is None or about.kind not in (rules.CHILD, rules.ADULT):
        raise RuleBroken(_("Say whom it is about, as far as you know."))
    found = None
    if about.born_on:
        found = exactly(born_on=about.born_on, full_name=about.known_as, postcode=about.postcode)
    more = [about.known_more, about.born_on.isoformat() if about.born_on else "", about.postcode]
    return {
        "person": found, "authority": about.authority, "kind": about.kind, "known_as": about.known_as.strip()[:200],
        "jurisdiction": jurisdiction_of(about.authority.code), "known_more": "\n".join(filter(None, more)),
    }  # fmt: skip


def _name_sources(by: Actor, made: Concern, members: list[Member], name: str, place: Place | None) -> None:
    """From whom the danger may come: those of the circle, and everybody near of that name.

    Somebody of the circle without an account there may have one where they work: by name as well.
    """
    found = {(each.capacity_id, each.name) for each in members}
    team = place.team if place else None
    for said in {name.strip(), *(each.name.strip() for each in members if not each.capacity_id)} - {""}:
        same = queries.named_so(said, authority=made.authority, team=team, person=made.person)
        found |= {(each.pk, said) for each in same} or {(None, said)}
    Source.objects.bulk_create(
        Source(
            concern=made,
            capacity_id=capacity,
            name=said[:200],
            person=made.person,
            created_by_id=by.capacity_id,
        )
        for capacity, said in sorted(found, key=str)
    )


def bring(*, by: Actor, concern: Concern, place: Place, kind: str = Step.Kind.CAME, why: str = "") -> None:
    """To a team: it falls to somebody there by name at once, and must be decided by a day."""
    assert place.team is not None
    concern.team, concern.state = place.team, rules.WAITING
    concern.holder, concern.nobody_on_duty = queries.taker(place.team, concern)
    _wait_again(concern)
    step(by=by, concern=concern, kind=kind, why=why)
    wait_for(by=by, concern=concern)


def wait_for(*, by: Actor, concern: Concern) -> None:
    """Whoever has it by name now is told that something waits; not by themself."""
    if concern.holder_id and concern.holder_id != by.capacity_id and concern.state == rules.WAITING:
        concern_waits.send(sender=Concern, concern=concern)


def _wait_again(concern: Concern) -> None:
    """The days to decide begin today."""
    days = queries.definition_of(concern)["decide_within_working_days"]
    concern.state = rules.WAITING
    concern.due_on = workdays.after_working_days(clock.today(), days, concern.jurisdiction)
    concern.save()


def step(*, by: Actor, concern: Concern, kind: str, **more: Any) -> Step:
    """A row of what happened with it. The audit names the concern, never the person: that would be a trace of it."""
    said = {"team": concern.team, "holder": concern.holder, "person": concern.person, **more}
    made = Step.objects.create(concern=concern, kind=kind, created_by_id=by.capacity_id, **said)
    audit.record(by, f"concern.{kind}", row=concern)
    return made


@transaction.atomic
def add_more(*, by: Actor, concern: Concern, words: str, said_by: str = "") -> Account:
    """Something more. What was decided without it is looked at again."""
    held = _mine(by, concern)
    rules.check_words(words)
    made = _say(by, held, Account.Kind.MORE, heard=words, said_by=said_by)
    audit.record(by, "concern.add", row=held)
    if held.state == rules.DECIDED:
        _wait_again(held)
        wait_for(by=by, concern=held)
    return made


@transaction.atomic
def escalate(*, by: Actor, concern: Concern, words: str) -> Account:
    """*I disagree with what is done*: to a named manager of the team, who decides by a day."""
    held = _mine(by, concern)
    rules.check_escalate(held.state, words)
    made = _say(by, held, Account.Kind.DISAGREES, heard=words)
    assert held.team is not None
    manager = queries.manager(held.team, held)
    held.holder, held.escalated = (
        manager or held.holder,
        True,
    )  # without a manager here it stays with who has it
    _wait_again(held)
    step(by=by, concern=held, kind=Step.Kind.ESCALATED, holder=manager)
    wait_for(by=by, concern=held)
    return made


@transaction.atomic
def say_told(*, by: Actor, concern: Concern, whom: str) -> Account:
    """Where the team is not here: it stays with who raised it until they say whom they told."""
    held = _mine(by, concern)
    rules.check_told(held.state, whom)
    made = _say(by, held, Account.Kind.TOLD, heard=whom)
    held.state = rules.TOLD
    held.save(update_fields=["state"])
    audit.record(by, "concern.told", row=held)
    return made


def _mine(by: Actor, concern: Concern) -> Concern:
    """Locked, for who raised it. Raises NotFound."""
    queries.one_of_mine(by, concern.pk)
    return Concern.objects.select_for_update().get(pk=concern.pk)


def _say(by: Actor, concern: Concern, kind: str, **words: Any) -> Account:
    return Account.objects.create(
        concern=concern, kind=kind, person=concern.person, created_by_id=by.capacity_id, **words
    )
