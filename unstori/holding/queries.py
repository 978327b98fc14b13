"""The only reads of `holding`: through the door for whoever is around the person, and for the team that was asked."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import policy
from unstori.access.door import NotFound, Opened
from unstori.access.queries import actor_of, grants_on, workplace
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member
from unstori.core import clock, definitions
from unstori.core.once import once
from unstori.directory import queries as directory
from unstori.holding import rules
from unstori.holding.models import Turn, Unheld
from unstori.people.models import Capacity, Person, Team
from unstori.story.models import Promise

FOLDER = Path(__file__).resolve().parent / "definitions"
WHO = tuple(
    f"{field}__{of}" for field in ("created_by", "owner", "held_by") for of in ("user", "person", "organisation", "team")
)  # fmt: skip


def answer_within() -> int:
    """In how many working days somebody must say who holds it."""
    days: int = definitions.current(FOLDER, "holding", clock.today())["answer_within_working_days"]
    return days


def _with_turns(rows: QuerySet[Unheld], turns: QuerySet[Turn]) -> QuerySet[Unheld]:
    said = turns.select_related(*WHO).order_by("created_at", "pk")
    rows = rows.select_related("person__authority", "team__organisation", *WHO)
    return rows.prefetch_related(Prefetch("turns", queryset=said))


def unheld_of(opened: Opened) -> QuerySet[Unheld]:
    """What was said of this person, the newest first; what waits before all else."""
    found = _with_turns(opened.rows(Unheld.objects.all()), opened.rows(Turn.objects.all()))
    return found.order_by("-state", "-created_at")


def unheld(opened: Opened, id: UUID) -> Unheld:
    """One of them. Raises NotFound."""
    found = unheld_of(opened).filter(pk=id).first()
    if found is None:
        raise missing(id, opened.person)
    return found


def open_about(opened: Opened, row_id: UUID | None) -> Unheld | None:
    """What the actor themselves said of the same thing, while it waits."""
    mine = opened.rows(Unheld.objects.filter(created_by_id=opened.actor.capacity_id, state=rules.WAITING))
    return mine.filter(row_id=row_id).order_by("created_at").first() if row_id else None


def said_of(opened: Opened) -> dict[UUID, Unheld]:
    """What is said to be held by nobody, by row: for pages that show those rows."""
    rows = opened.rows(Unheld.objects.filter(state=rules.WAITING, row_id__isnull=False))
    return {row.row_id: row for row in rows if row.row_id}


def for_team(by: Actor) -> QuerySet[Unheld]:
    """What the actor may answer; a test shows that this and the rule agree. The longest wait first."""
    if by.kind != "worker" or not by.vouched:
        return Unheld.objects.none()
    asked = Q(owner_id=by.capacity_id)
    if by.team_id and (by.manages or directory.is_on_duty(by)):
        asked |= Q(team_id=by.team_id)
    kept = policy.kept_from(by)
    rows = Unheld.objects.filter(asked).exclude(created_by__user_id=by.user_id)
    for person, sections in kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    rows = rows.exclude(pk__in=kept.rows).exclude(row_id__in=kept.rows) if kept.rows else rows
    turns = Turn.objects.exclude(pk__in=kept.rows)
    return _with_turns(rows, turns).order_by("created_at", "pk")


def to_answer(by: Actor) -> QuerySet[Unheld]:
    """Of these what waits."""
    return for_team(by).filter(state=rules.WAITING)


@once
def owed_to(by: Actor) -> tuple[Unheld, ...]:
    """What waits for the actor by name: enough to say of whom and by when."""
    rows = to_answer(by).filter(owner_id=by.capacity_id)
    return tuple(rows.prefetch_related(None).select_related(None).select_related("person"))


def answered_to(by: Actor, since: datetime) -> QuerySet[Unheld]:
    """What the actor said and somebody has answered of late; `answered_at` is when."""
    mine = Unheld.objects.filter(created_by_id=by.capacity_id, state=rules.HELD).select_related("person")
    told = Turn.objects.filter(unheld=OuterRef("pk"), kind__in=[Turn.Kind.ANSWERED, Turn.Kind.HANDED])
    last = Subquery(told.order_by("-created_at").values("created_at")[:1])
    return mine.annotate(answered_at=last).filter(answered_at__gte=since)


def one_for_team(by: Actor, id: UUID) -> Unheld:
    """Raises NotFound, alike for none and for another team's."""
    found = for_team(by).filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found


def is_asked(by: Actor) -> bool:
    """For the way in: whether anything can come to the actor."""
    if by.kind != "worker" or not by.vouched:
        return False
    return by.manages or directory.is_on_duty(by) or bool(owed_to(by))


def taker(
    person: Person, *, section: str, row_id: UUID | None, never: Collection[UUID] = (), managers: bool = False
) -> tuple[Team | None, Capacity | None]:
    """To which team and to whom there it falls now: the key worker's first, then others who work with the person.

    Who is on duty before who manages, unless it has to go up. Nobody who is away, and nobody from whom it is kept.
    """
    for team in teams_around(person):
        could = [each for each in of_team(team, managers) if not is_kept(each, person, section, row_id)]
        found = rules.falls_to([(each, each.user_id) for each in could], never=never)
        if found is not None:
            return team, found
    return None, None


def teams_around(person: Person) -> list[Team]:
    """The teams that work with somebody: the key worker's, also where they have left; those let in; those asked in."""
    here = Member.objects.filter(person=person, capacity__vouched=True, capacity__kind="worker")
    here = here.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today()))
    ids: list[UUID | None] = list(
        here.order_by("-is_key_worker", "created_at").values_list("capacity__team", flat=True)
    )
    for grant in grants_on(person).order_by("created_at"):
        works = grant.capacity and grant.capacity.kind == "worker" and grant.capacity.vouched
        ids.append(grant.team_id or (grant.capacity.team_id if works and grant.capacity else None))
    wanted = list(dict.fromkeys(id for id in ids if id))
    found = {team.pk: team for team in directory.teams().filter(pk__in=wanted)}
    return [found[id] for id in wanted if id in found]


def of_team(team: Team, managers: bool = False) -> Iterator[Capacity]:
    """Who answers for a team, in turn: on duty, who stands in for them, who manages. Nobody who is away."""
    here = {each.pk: each for each in directory.workers_of(team).filter(vouched=True, user__is_active=True)}
    away = directory.away(here)
    on_duty = here.get(team.on_duty_id) if team.on_duty_id and not managers else None
    if on_duty and on_duty.pk not in away:
        yield on_duty
    stands_in = away[on_duty.pk].stand_in if on_duty and on_duty.pk in away else None
    if stands_in and stands_in.pk in here and stands_in.pk not in away:
        yield here[stands_in.pk]
    yield from (each for each in here.values() if each.manages and each.pk not in away)


def is_kept(capacity: Capacity, person: Person, section: str, row_id: UUID | None) -> bool:
    """Whether this part of the person is kept from somebody."""
    kept = policy.kept_from(actor_of(capacity), [person.pk])
    return section in kept.sections.get(person.pk, ()) or (row_id is not None and row_id in kept.rows)


def who_let_it_lie(row_id: UUID | None) -> set[UUID]:
    """The account of who promised it: it does not come back to them."""
    rows = Promise.objects.filter(pk=row_id) if row_id else Promise.objects.none()
    return set(rows.values_list("owner__user_id", flat=True))


def could_hold(by: Actor, row: Unheld) -> list[Capacity]:
    """Who may be named as holding it: the actor, then who works in their team or in the team that was asked."""
    teams = {id for id in (by.team_id, row.team_id) if id}
    here = Capacity.objects.filter(workplace.standing_now(), Q(team__in=teams) | Q(pk=by.capacity_id))
    here = here.filter(kind="worker", vouched=True, user__is_active=True).select_related(
        "user", "organisation", "team"
    )
    able = [each for each in here if not is_kept(each, row.person, row.section, row.row_id)]
    return sorted(able, key=lambda each: (each.pk != by.capacity_id, each.user.name))


def could_take(by: Actor, row: Unheld) -> list[Capacity]:
    """To whom it can be passed on: who manages or is on duty, at the same organisation."""
    duty = Q(pk__in=directory.teams().filter(on_duty__isnull=False).values("on_duty"))
    here = Capacity.objects.filter(
        workplace.standing_now(), duty | Q(manages=True), organisation=by.organisation_id
    )
    here = here.filter(kind="worker", vouched=True, user__is_active=True, team__isnull=False)
    here = here.exclude(pk__in=[id for id in (by.capacity_id, row.owner_id) if id])
    here = here.exclude(user_id=row.created_by.user_id).select_related("user", "organisation", "team")
    away = directory.away(each.pk for each in here)
    return [
        each for each in here.order_by("user__name")
        if each.pk not in away and not is_kept(each, row.person, row.section, row.row_id)
    ]  # fmt: skip


def is_there(row: Unheld) -> bool:
    """Whether who must answer, or who holds it, works there now. Nobody was named: nobody is."""
    who = row.held_by if row.state == rules.HELD else row.owner
    return who is not None and workplace.works_now(who)


def unsettled() -> QuerySet[Unheld]:
    """All that waits or is held, for the job that looks whether somebody is gone."""
    return Unheld.objects.exclude(state=rules.BACK).select_related("person", "owner__user", "held_by__user")


def held_by(people: Collection[Person], capacities: Collection[Capacity]) -> list[Unheld]:
    """What somebody who leaves holds or must answer. Asked by `circle`, which has opened the door already."""
    waits = Q(state=rules.WAITING, owner__in=capacities)
    holds = Q(state=rules.HELD, held_by__in=capacities)
    return list(Unheld.objects.filter(waits | holds, person__in=people).order_by("due_on"))


def sees(capacity: Capacity, person: Person) -> bool:
    """Whether somebody may see anything of this story."""
    return policy.people_visible_to(actor_of(capacity)).filter(pk=person.pk).exists()


def missing(id: object, person: Person | None = None) -> NotFound:
    return NotFound(reference=str(id), permission=Permission.SEE, person_id=person.pk if person else None)


def row_names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """For pages of rooms below that hold only their ids."""

    rows = opened.rows(Unheld.objects.filter(pk__in=ids))
    ref = opened.person.reference
    return {
        row.pk: (_("Nobody is holding this"), reverse("holding:said", args=[ref, row.pk])) for row in rows
    }


def whose(row: Unheld) -> UUID | None:
    """Who holds it, or must answer."""
    return row.held_by_id if row.state == rules.HELD else row.owner_id
