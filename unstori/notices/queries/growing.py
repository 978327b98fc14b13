"""What comes with age: what somebody's key worker should see prepared, and what changes for them and their family."""

from datetime import timedelta

from unstori.access.door import Across
from unstori.core import clock
from unstori.notices.queries.definitions import terms
from unstori.notices.queries.thing import News
from unstori.pathways.queries import lifespan, transitions
from unstori.people.models import Person

FAMILY = ("self", "family", "advocate")


def to_prepare(seen: Across) -> list[News]:
    """Things that nobody does yet, told to the key worker; whoever took one is reminded of their promise."""
    if seen.actor.kind != "worker":
        return []
    today = clock.today()
    until = today + timedelta(days=terms()["review_ahead_days"])
    rows = seen.rows(transitions.nobody_prepares(seen.actor, until)).order_by("since", "pk")
    return [
        News("late" if row.since < today else "due", "transition", f"prepare:{row.pk}:{row.since}", row.person, row, row.since)
        for row in rows
    ]  # fmt: skip


def changes(seen: Across) -> list[News]:
    """What changes in who decides, told well before, once."""
    by = seen.actor
    if by.kind not in FAMILY or by.person_id is None:
        return []
    found = []
    for opened in seen.open(Person.objects.filter(pk=by.person_id)):
        found += [
            News(
                "document",
                "changes",
                f"changes:{opened.person.pk}:{one.age.id}",
                opened.person,
                one,
                clock.today(),
            )
            for one in lifespan.said_now(opened)
        ]
    return found
