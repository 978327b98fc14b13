"""Being away: who stands in, and asking for what they need to see."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.models import Absence
from unstori.people.models import Capacity
from unstori.teams import queries, rules
from unstori.teams.actions.asking import ASKED, ask_for


@dataclass(frozen=True)
class Away:
    """What became of it: who stands in sees some already; for some the family was asked; for others it was not."""

    absence: Absence
    seen: int = 0
    asked: int = 0
    not_asked: int = 0


@transaction.atomic
def be_away(
    *,
    by: Actor,
    capacity: Capacity,
    starts_on: date,
    until: date | None = None,
    stand_in: Capacity | None = None,
) -> Away:
    """From a day, until a day or until they are back. Nobody is let in by it: families are asked."""
    _require_may_say(by, capacity)
    Capacity.objects.select_for_update(of=("self",)).get(pk=capacity.pk)  # not said twice at once
    others = [(row.starts_on, row.until) for row in queries.absences_of([capacity.pk])]
    rules.check_absence(starts_on=starts_on, until=until, today=clock.today(), others=others)
    if stand_in is not None:
        theirs = [(row.starts_on, row.until) for row in queries.absences_of([stand_in.pk])]
        rules.check_stand_in(
            same=stand_in.pk == capacity.pk,
            is_there=queries.could_stand_in(capacity).filter(pk=stand_in.pk).exists(),
            is_away=any(rules.overlaps(starts_on, until, *other) for other in theirs),
        )
    absence = directory.write_absence(
        by=by, capacity=capacity, starts_on=starts_on, until=until, stand_in=stand_in
    )
    return _ask_families(by, absence)


def _ask_families(by: Actor, absence: Absence) -> Away:
    other = absence.stand_in
    if other is None:
        return Away(absence)
    seen, asked, not_asked = 0, 0, 0
    sees = queries.seen_by(other)
    for person in queries.people_of(absence.capacity):
        if person.pk in sees:
            seen += 1
        elif ask_for(by=by, person=person, colleague=other, like=absence.capacity, purpose=rules.STANDING_IN,
                     until=absence.until) == ASKED:  # fmt: skip
            asked += 1
        else:
            not_asked += 1
    audit.record(by, "absence.ask", row=absence, detail={"asked": asked, "not_asked": not_asked})
    return Away(absence, seen, asked, not_asked)


@transaction.atomic
def be_back(*, by: Actor, absence: Absence) -> None:
    """Before the day that was said, or because none was said."""
    _require_may_say(by, absence.capacity)
    directory.end_absence(by=by, absence=absence)


def _require_may_say(by: Actor, capacity: Capacity) -> None:
    if not rules.can_say_away(by, capacity_id=capacity.pk, team_id=capacity.team_id):
        raise NotFound(reference=str(capacity.pk), permission=Permission.ADD)
