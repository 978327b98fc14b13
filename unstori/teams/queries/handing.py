"""What one person would hand over, to whom, and what these may see of it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from unstori.access.door import NotFound, look_across
from unstori.access.queries import actor_of, workplace
from unstori.access.rules import Actor, Permission
from unstori.assessment import queries as assessment
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.circle.queries.members import gone_from
from unstori.people.models import Capacity, Person
from unstori.plan import queries as plan
from unstori.rights import queries as rights
from unstori.story import queries as story
from unstori.teams import rules
from unstori.teams.models import Handover, HandoverPart
from unstori.teams.queries.colleagues import working_with

GOES_ON = (HandoverPart.State.WAITING, HandoverPart.State.ASKED)


@dataclass(frozen=True)
class Held:
    """One person with whom somebody works, and what would go."""

    person: Person
    member: Member
    duties: circle.DutiesSeen


def held_by(by: Actor, capacity: Capacity) -> tuple[list[Held], int]:
    """Those whom the actor may hand on, each with what is owed; and how many more there are."""
    members = working_with([capacity.pk]).select_related("person")
    seen = look_across(by)
    shown = list(seen.rows(members).order_by("person__called", "pk"))
    several = {one.person.pk: one for one in seen.open([member.person for member in shown])}
    may = [each for each in shown if several[each.person_id].may(Permission.ADD, "about_me")]
    duties = circle.duties_seen_of_many([several[each.person_id] for each in may], capacity)
    held = [Held(each.person, each, duties[each.person_id]) for each in may]
    return held, members.exclude(pk__in=[each.pk for each in may]).values("person").distinct().count()


def sections_owed(people: Collection[Person], capacity: Capacity) -> dict[UUID, set[str]]:
    """The parts of each story in which somebody owes something: who takes it must be able to add there."""
    promises, begun = story.duties_of(people, [capacity])
    rows = [*promises, *begun, *plan.reviews_owned(people, [capacity]), *assessment.held_by(people, [capacity]),
            *rights.owed(people, [capacity])]  # fmt: skip
    owed = {person.pk: {"about_me"} for person in people}
    for row in rows:
        owed[row.person_id].add(row.section)
    return owed


def lacks(person: Person, giver: Capacity, taker: Capacity) -> set[str]:
    """Parts that who takes it could not work in."""
    return lacks_of_many([(person, taker)], giver)[person.pk]


def lacks_of_many(chosen: Collection[tuple[Person, Capacity]], giver: Capacity) -> dict[UUID, set[str]]:
    """The same for each person and who takes it: as many queries for thirty as for one who take from one."""
    owed = sections_owed([person for person, _taker in chosen], giver)
    theirs: dict[UUID, tuple[Capacity, list[Person]]] = {}
    for person, taker in chosen:
        theirs.setdefault(taker.pk, (taker, []))[1].append(person)
    lacking: dict[UUID, set[str]] = {}
    for taker, people in theirs.values():
        for opened in look_across(actor_of(taker), people).open(people):
            wanted = owed[opened.person.pk]
            lacking[opened.person.pk] = {part for part in wanted if not opened.may(Permission.ADD, part)}
    return lacking


def may_hand_over(by: Actor, capacity: Capacity) -> bool:
    """One's own, or of somebody in the team that one manages."""
    return rules.can_say_away(by, capacity_id=capacity.pk, team_id=capacity.team_id)


def handovers_of(by: Actor, capacity: Capacity) -> QuerySet[Handover]:
    """What was handed over before, the newest first."""
    rows = (
        Handover.objects.filter(from_capacity=capacity)
        if may_hand_over(by, capacity)
        else Handover.objects.none()
    )
    waiting = Count("parts", filter=Q(parts__state__in=GOES_ON))
    return rows.annotate(number=Count("parts"), waiting=waiting).order_by("-created_at")


def handover(by: Actor, id: UUID) -> Handover:
    """One handover. Raises NotFound."""
    waiting = Count("parts", filter=Q(parts__state=HandoverPart.State.WAITING))
    rows = Handover.objects.annotate(number=Count("parts"), waiting=waiting)
    found = rows.select_related("from_capacity__user").filter(pk=id).first()
    if found is None or not may_hand_over(by, found.from_capacity):
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def parts_of(by: Actor, handover: Handover) -> tuple[list[HandoverPart], int]:
    """Its parts that the actor may see, and how many more there are."""
    rows = HandoverPart.objects.filter(handover=handover)
    seen = (
        look_across(by)
        .rows(rows)
        .select_related("person", "to_capacity__user")
        .order_by("person__called", "pk")
    )
    shown = list(seen)
    return shown, rows.count() - len(shown)


def to_do(handover_id: UUID | None) -> list[UUID]:
    """Parts that wait for their turn or for an answer."""
    rows = HandoverPart.objects.filter(state__in=GOES_ON)
    rows = rows.filter(handover=handover_id) if handover_id else rows
    return list(rows.order_by("pk").values_list("pk", flat=True))


def may_take_back(part: HandoverPart) -> bool:
    """Whether nobody has acted on it since."""
    return bool(could_go_back([part]))


def could_go_back(parts: Collection[HandoverPart]) -> set[UUID]:
    """Of these parts, those on which nobody has acted since."""
    people = {part.person_id: part.person for part in parts}
    takers = {part.to_capacity_id: part.to_capacity for part in parts}
    among = circle.duties_among(list(people.values()), list(takers.values()))
    key_workers = Member.objects.exclude(gone_from()).filter(person__in=list(people), is_key_worker=True)
    key = set(key_workers.values_list("person_id", "capacity_id"))
    return {
        part.pk
        for part in parts
        if rules.can_take_back(
            state=part.state,
            moved=set(part.moved),
            still_theirs={str(duty.row_id) for duty in among.get((part.person_id, part.to_capacity_id), ())},
            key_moved=part.key_moved,
            still_key=(part.person_id, part.to_capacity_id) in key,
        )
    }


def works(capacity: Capacity) -> bool:
    """Whether somebody acts in it today."""
    return workplace.works_now(capacity)
