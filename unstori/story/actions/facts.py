"""Facts about me: told once, confirmed, changed, retired; two that differ stand together until settled."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from unstori.access import audit
from unstori.access.actions import identity
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.people.models import Capacity, Person
from unstori.story import definitions, queries, rules
from unstori.story.models import Contradiction, Fact, FactCheck
from unstori.story.queries.missing import missing


@transaction.atomic
def tell_fact(
    *,
    by: Actor,
    person: Person,
    key: str,
    words: str,
    said_by: str = "",
    said_on: date | None = None,
    replaces: Fact | None = None,
    contradicts: Fact | None = None,
    settler: Capacity | None = None,
    **more: Any,
) -> Fact:
    """Tell a fact. `replaces`: it has changed; `contradicts`: someone sees it differently, both stand.

    The same words again confirm what is known, and the audit counts that somebody was asked twice.
    """
    kind = definitions.facts()[key]
    opened = require(by, person.pk, Permission.ADD, section=kind.section, about=[replaces, contradicts])
    standing = {fact.pk: fact for fact in queries.standing_facts(opened).filter(key=key)}
    again = next((fact for fact in standing.values() if _alike(fact.words, words)), None)
    if again is not None:
        return _told_again(by, opened, again, said_by)
    rules.check_tell(words=words, many=kind.many, known=bool(standing), related=bool(replaces or contradicts))
    for named in filter(None, (replaces, contradicts)):
        _check_stands(named, standing, words)
    said = {"words": words.strip(), "said_by": said_by or by.user_name, "said_on": said_on or clock.today()}
    fact = _write(by, opened, kind, replaces=replaces, **said, **more)
    _follow(by, opened, fact, contradicts, settler)
    return fact


@transaction.atomic
def confirm_fact(*, by: Actor, fact: Fact, said_by: str = "") -> FactCheck:
    """It is still true."""
    return _check(by, _visible(by, fact), fact, FactCheck.Verdict.STILL_TRUE, said_by)


@transaction.atomic
def retire_fact(*, by: Actor, fact: Fact, said_by: str = "") -> FactCheck:
    """It is no longer true, and nothing takes its place."""
    return _check(by, _visible(by, fact), fact, FactCheck.Verdict.RETIRED, said_by)


@transaction.atomic
def settle(*, by: Actor, contradiction: Contradiction, stands: Fact | None, why: str = "") -> Contradiction:
    """Say which of two facts stands; without one, both do (they were not about the same thing)."""
    opened = require(
        by,
        contradiction.person_id,
        Permission.ADD,
        section=contradiction.section,
        about=[contradiction, stands],
    )
    rows = Contradiction.objects.select_for_update(of=("self",)).select_related("one", "other")
    held = opened.rows(rows.filter(pk=contradiction.pk)).first()
    if held is None or (stands and stands.pk not in (held.one_id, held.other_id)):
        raise missing(opened)
    rules.check_settle(
        is_settler=held.settler_id == by.capacity_id,
        decides=opened.decides,
        settled=held.settled_at is not None,
    )
    held.settled_at, held.settled_by, held.why = clock.now(), by.capacity_id, why
    held.save(update_fields=["settled_at", "settled_by", "why"])
    audit.record(by, "contradiction.settle", person_id=opened.person.pk, row=held)
    if stands is not None:
        falls = held.other if stands.pk == held.one_id else held.one
        _check(by, opened, falls, FactCheck.Verdict.RETIRED, "")
    return held


def _follow(
    by: Actor, opened: Opened, fact: Fact, contradicts: Fact | None, settler: Capacity | None
) -> None:
    """Another view is set beside the first; otherwise the header of every page follows the fact."""
    field = definitions.facts()[fact.key].identity
    if contradicts:
        _contradict(by, opened, contradicts, fact, settler)
    elif field:
        new = {field: fact.words[:100]}
        identity.correct_identity(by=by, person=opened.person, version=opened.person.version, **new)


def _told_again(by: Actor, opened: Opened, fact: Fact, said_by: str) -> Fact:
    audit.record(by, "fact.told_again", person_id=opened.person.pk, row=fact)
    confirm_fact(by=by, fact=fact, said_by=said_by)
    return fact


def _alike(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _check_stands(named: Fact, standing: dict[Any, Fact], words: str) -> None:
    """What is changed must still stand; when somebody changed it meanwhile, both versions are shown."""
    if named.pk in standing:
        return
    newest = next(iter(standing.values()), None)
    raise Clash(theirs={"words": newest.words if newest else ""}, mine={"words": words}, version=0)


def _write(by: Actor, opened: Opened, kind: definitions.FactKind, **said: Any) -> Fact:
    try:
        with transaction.atomic():
            fact = Fact.objects.create(
                key=kind.key, **audit.stamp(by=by, person=opened.person, section=kind.section), **said
            )
    except IntegrityError as meanwhile:
        newest = Fact.objects.filter(replaces=said["replaces"]).first()
        theirs = newest.words if newest and opened.sees(newest) else ""
        raise Clash(theirs={"words": theirs}, mine={"words": said["words"]}, version=0) from meanwhile
    audit.record(by, "fact.tell", person_id=opened.person.pk, row=fact, detail={"key": kind.key})
    return fact


def _contradict(by: Actor, opened: Opened, one: Fact, other: Fact, settler: Capacity | None) -> None:
    row = Contradiction.objects.create(
        one=one, other=other, settler_id=settler.pk if settler else by.capacity_id,
        **audit.stamp(by=by, person=opened.person, section=one.section),
    )  # fmt: skip
    _check(by, opened, one, FactCheck.Verdict.CONTRADICTED, other.said_by)
    audit.record(by, "contradiction.raise", person_id=opened.person.pk, row=row)


def _visible(by: Actor, fact: Fact) -> Opened:
    opened = require(by, fact.person_id, Permission.ADD, section=fact.section)
    if not opened.sees(fact):
        raise missing(opened)
    return opened


def _check(by: Actor, opened: Opened, fact: Fact, verdict: str, said_by: str) -> FactCheck:
    row = FactCheck.objects.create(
        fact=fact, verdict=verdict, said_by=said_by or by.user_name, narrowed=fact.narrowed,
        **audit.stamp(by=by, person=opened.person, section=fact.section),
    )  # fmt: skip
    audit.record(by, f"fact.{verdict}", person_id=opened.person.pk, row=row)
    return row
