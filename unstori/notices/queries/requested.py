"""What was asked of services: silence, what came to me, what the family has to say."""

from datetime import date

from unstori.access.door import Across
from unstori.core import clock
from unstori.notices.queries.thing import News, day_of, news_since
from unstori.pathways.queries import reminding

FAMILY = ("self", "family", "advocate")
WHAT = {"asked": "request_asks", "met": "request_met", "declined": "request_declined"}


def requests(seen: Across) -> list[News]:
    """Who holds is reminded each week; who manages is told how many; the family what is theirs to say."""
    if seen.actor.kind in FAMILY:
        return [
            News("asked", WHAT[row.state], f"{WHAT[row.state]}:{row.pk}:{row.over_on or row.due_on}", row.person, row,
                 row.over_on or row.met_on or row.asked_on or clock.today())
            for row in reminding.for_family(seen, news_since())
        ]  # fmt: skip
    return [*_silent(seen), *_handed(seen)] if seen.actor.kind == "worker" else []


def _silent(seen: Across) -> list[News]:
    found = [
        News("late", "request_silent", f"silent:{row.pk}:{_week(row.since)}", row.person, row, row.since)  # type: ignore[attr-defined]
        for row in reminding.silent(seen.actor)
    ]
    number, since = reminding.silent_in_team(seen.actor)
    if number and since:
        year, week, _day = clock.today().isocalendar()
        found.append(News("late", "requests_silent", f"silent:team:{year}:{week}", None, number, since))
    return found


def _handed(seen: Across) -> list[News]:
    return [
        News("asked", "request_held", f"holds:{turn.pk}", turn.person, turn.pathway, day_of(turn.created_at))
        for turn in reminding.handed_to(seen.actor, news_since())
    ]


def _week(since: date) -> int:
    return (clock.today() - since).days // 7
