"""What would be missing on the day: who would see less, which support would end, who would not be there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.access.models import Grant
from unstori.circle import queries as circle
from unstori.circle.models import Member, SharingDecision
from unstori.core import clock
from unstori.pathways.models import Desk, Transition
from unstori.pathways.queries.lifespan import knows_age
from unstori.pathways.rules import ages, transitions
from unstori.pathways.rules.transitions import Access
from unstori.people.models import Capacity, Organisation, Team
from unstori.plan import queries as plan
from unstori.plan.models import Support

RUNNING = (Support.Status.AGREED, Support.Status.WAITING, Support.Status.STARTED)


@dataclass(frozen=True)
class Gap:
    """One thing. `kind` says which sentence; whose and what are rows that this reader may see."""

    kind: str
    on: date | None = None
    holder: Capacity | Team | Organisation | None = None
    sections: frozenset[str] = frozenset()
    support: Support | None = None
    member: Member | None = None
    age: float | None = None


def gaps_of(opened: Opened, row: Transition) -> list[Gap]:
    """As things stand today. Each goes by itself once it is mended."""
    if row.state != transitions.OPEN or row.day < clock.today():
        return []
    return [*_access(opened, row), *_supports(opened, row), *_people(opened, row)]


def _access(opened: Opened, row: Transition) -> list[Gap]:
    """Grants that end until then and that nothing follows: a parent's at 18."""
    kept = circle.kept_from(opened)
    grants = [
        one for one in access.grants_on(opened.person).filter(section__in=opened.sections)
        if one.source not in opened.withheld and one.capacity_id not in kept
    ]  # fmt: skip
    ending = {one.source for one in grants if one.valid_until and _day(one) <= row.day}
    hidden = {one.pk for one in SharingDecision.objects.filter(pk__in=ending) if not opened.sees(one)}
    holders = {str(_holder(one).pk): _holder(one) for one in grants}
    held = [
        Access(str(_holder(one).pk), frozenset({one.section}), one.valid_from.astimezone(clock.LONDON).date(),
               _day(one) if one.valid_until else None)
        for one in grants if one.source not in hidden
    ]  # fmt: skip
    lost = transitions.access_lost(held, row.day)
    return [
        Gap("access", on=since, holder=holders[pk], sections=sections)
        for pk, (sections, since) in lost.items()
    ]


def _day(grant: Grant) -> date:
    assert grant.valid_until is not None
    return grant.valid_until.astimezone(clock.LONDON).date()


def _holder(grant: Grant) -> Capacity | Team | Organisation:
    holder = grant.capacity or grant.team or grant.organisation
    assert holder is not None, "a constraint holds this"
    return holder


def _supports(opened: Opened, row: Transition) -> list[Gap]:
    """What helps now and ends by its day, or by the age up to which the directory says it is given."""
    born = opened.person.born_on if knows_age(opened) else None
    age = ages.age_said(born, row.day) if born else None
    found = []
    for support in plan.supports(opened).filter(status__in=RUNNING):
        most = support.service.maximum_age if support.service else None
        why = transitions.support_ends(ends_on=support.ends_on, most_age=most, age_then=age, day=row.day)
        if why:
            found.append(Gap(f"support_{why}", on=support.ends_on, support=support, age=most))
    return found


def _people(opened: Opened, row: Transition) -> list[Gap]:
    """A key worker who is not there on the day, or whose team works with younger people; nobody named for after."""
    found, worker = [], circle.key_worker_of(opened)
    if worker is None:
        found.append(Gap("no_key_worker"))
    elif worker.ends_on and worker.ends_on <= row.day:
        found.append(Gap("key_worker_ends", on=worker.ends_on, member=worker))
    elif knows_age(opened) and (most := _oldest(worker.team_id)) is not None:
        assert opened.person.born_on is not None
        if ages.age_said(opened.person.born_on, row.day) >= most:
            found.append(Gap("key_worker_age", member=worker, age=most))
    if row.receiver is None and not row.receiver_name:
        found.append(Gap("nobody_after"))
    return found


def _oldest(team: UUID | None) -> float | None:
    """Up to which age a team's services are given; none where one of them says no age."""
    desks = Desk.objects.filter(team=team, closed_at__isnull=True) if team else Desk.objects.none()
    said = list(desks.values_list("service__maximum_age", flat=True))
    known = [most for most in said if most is not None]
    return max(known) if known and len(known) == len(said) else None
