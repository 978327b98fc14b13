"""Pairs of records that may be of one person, and what was said of them: identities, never stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django_tasks_db.models import DBTaskResult

from unstori.access import policy
from unstori.access.door import NotFound, Opened, find, look_across
from unstori.access.models import Withholding
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import can_steward
from unstori.governance.models import IdentityDecision, LikelyPair
from unstori.governance.rules.identity import DIFFERENT, SAME, UNSURE, ordered
from unstori.people.models import Capacity, Person

FINDING = "unstori.governance.tasks.find_likely_pairs"


def check_stewards(by: Actor) -> None:
    """For pages that name nobody. Raises NotFound."""
    if not can_steward(by):
        raise NotFound(reference="", permission=Permission.SEE)


def _newest(field: str) -> Subquery:
    """What was said last of a pair."""
    said = IdentityDecision.objects.filter(left=OuterRef("left"), right=OuterRef("right"))
    return Subquery(said.order_by("-created_at", "-pk").values(field)[:1])


def _not_for(by: Actor) -> Q:
    """Whoever is close to one of the two, or from whom something of them is kept, leaves it to a colleague."""
    close = Capacity.objects.filter(user_id=by.user_id, person__isnull=False).values("person")
    kept = Withholding.objects.filter(policy.standing(), withheld_from__user_id=by.user_id).values("person")
    return Q(left__in=close) | Q(right__in=close) | Q(left__in=kept) | Q(right__in=kept)


def pairs(by: Actor) -> QuerySet[Any]:
    """All of which one record at least is the actor's organisation's to answer for."""
    check_stewards(by)
    place = place_of(by)
    ours = Q(left__authority_id=place) | Q(right__authority_id=place)
    there = Q(left__erased_at__isnull=True, right__erased_at__isnull=True)
    found = LikelyPair.objects.filter(ours, there).exclude(_not_for(by))
    found = found.annotate(answer=_newest("answer"), of=_newest("digest"))
    return found.select_related("left__authority", "right__authority")


def waiting(by: Actor) -> QuerySet[Any]:
    """Nobody has answered, or what was compared has changed since. Likeliest first."""
    new = Q(answer__isnull=True) | (~Q(answer=SAME) & ~Q(of=F("digest")))
    return pairs(by).filter(new, stands=True).order_by("-weight", "pk")


def unsure(by: Actor) -> QuerySet[Any]:
    """Somebody looked and did not know."""
    return pairs(by).filter(answer=UNSURE, of=F("digest")).order_by("-weight", "pk")


def answered(by: Actor) -> QuerySet[Any]:
    """What stands, to be looked at again: linked, or said to be two people; newest found first."""
    return (
        pairs(by)
        .filter(Q(answer=SAME) | Q(answer__in=[DIFFERENT, "apart"], of=F("digest")))
        .order_by("-created_at", "-pk")
    )


def pair(by: Actor, id: UUID) -> LikelyPair:
    """One of them. Raises NotFound."""
    found = pairs(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def pair_of(by: Actor, one: Person, other: Person) -> LikelyPair | None:
    """The pair of two records, where it is the actor's to see."""
    left, right = ordered(one.pk, other.pk)
    return pairs(by).filter(left=left, right=right).first()


def said_of(pair: LikelyPair) -> QuerySet[IdentityDecision]:
    """Everything that was said of the two, newest first."""
    said = IdentityDecision.objects.filter(left=pair.left_id, right=pair.right_id)
    return said.select_related("created_by__user", "created_by__organisation").order_by("-created_at", "-pk")


def named(by: Actor, references: Iterable[str]) -> list[Person]:
    """Two records by their references. Raises NotFound where one is not there."""
    check_stewards(by)
    found = []
    for reference in references:
        person = find(reference.strip())
        if person is None:
            raise NotFound(reference=reference, permission=Permission.SEE)
        found.append(person)
    return found


def is_something_kept(people: Iterable[UUID]) -> bool:
    """Whether anything at all of these people is kept from somebody: then nobody is told of the other record."""
    return Withholding.objects.filter(policy.standing(), person__in=people).exists()


def linked(people: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Of each of these people, the other records of them: directly or through a third. One query a step."""
    start = set(people)
    near: dict[UUID, set[UUID]] = {one: set() for one in start}
    new = start
    while new:
        rows = IdentityDecision.objects.filter(
            Q(left__in=new) | Q(right__in=new), answer=SAME, undone_by__isnull=True
        )
        seen = set(near)
        for left, right in rows.values_list("left_id", "right_id"):
            near.setdefault(left, set()).add(right)
            near.setdefault(right, set()).add(left)
        new = set(near) - seen
    return {one: _reached(one, near) - {one} for one in start}


def _reached(start: UUID, near: dict[UUID, set[UUID]]) -> set[UUID]:
    found, new = {start}, {start}
    while new:
        new = set().union(*(near[one] for one in new)) - found
        found |= new
    return found


def also_recorded(opened: Opened) -> list[Person]:
    """Other records of this person which the reader may see by a grant of their own; a link gives none."""
    others = linked([opened.person.pk])[opened.person.pk]
    if not others:
        return []
    seen = look_across(opened.actor).people().filter(pk__in=others)
    return list(seen.select_related("authority").order_by("created_at"))


def also_among(by: Actor, people: Iterable[Person]) -> dict[UUID, list[Person]]:
    """The same for a list."""
    others = {one: those for one, those in linked([each.pk for each in people]).items() if those}
    if not others:
        return {}
    seen = {each.pk: each for each in look_across(by).people().filter(pk__in=set().union(*others.values()))}
    return {one: [seen[each] for each in sorted(those) if each in seen] for one, those in others.items()}


@dataclass(frozen=True)
class Looked:
    """How the job that looks stands."""

    when: datetime | None
    runs: bool
    result: dict[str, Any]


def looked(by: Actor) -> Looked:
    """When it was looked last, and whether somebody's wish to look again is being done."""
    check_stewards(by)
    jobs = DBTaskResult.objects.filter(task_path=FINDING)
    done = jobs.filter(status="SUCCESSFUL").order_by("-finished_at").first()
    runs = jobs.filter(status__in=["READY", "RUNNING"]).exists()
    return Looked(done.finished_at if done else None, runs, done.return_value if done else {})
