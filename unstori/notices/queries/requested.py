"""What was asked of services: silence, what came to me, what the family has to say."""

from datetime import date

from unstori.access.door import Across
from unstori.core import clock
from unstori.notices.queries.thing import News, day_of, news_since
from unstori.pathways.queries import answers, reminding, visits

FAMILY = ("self", "family", "advocate")
WHAT = {"asked": "request_asks", "met": "request_met", "declined": "request_declined"}


def requests(seen: Across) -> list[News]:
    """Who holds is reminded each week; who manages is told how many; the family and services what is theirs to say."""
    if seen.actor.kind in FAMILY:
        return [
            News("asked", WHAT[row.state], f"{WHAT[row.state]}:{row.pk}:{row.over_on or row.due_on}", row.person, row,
                 row.over_on or row.met_on or row.asked_on or clock.today())
            for row in reminding.for_family(seen, news_since())
        ] + _times(seen)  # fmt: skip
    if seen.actor.kind != "worker":
        return []
    return [*_silent(seen), *_handed(seen), *_turned(seen), *_answered(seen), *_to_fit(seen)]


def _times(seen: Across) -> list[News]:
    """A time that waits for the family's answer, and one visit for which they choose it."""
    found = [
        News("asked", "request_offer", f"time:{row.pk}", row.person, row, day_of(row.at))
        for row in answers.times(seen)
    ]
    return found + [
        News(
            "asked", "visit_choose", f"visit:{row.pk}:{row.version}", row.person, row, day_of(row.created_at)
        )
        for row in answers.visits_to_choose(seen)
    ]


def _turned(seen: Across) -> list[News]:
    """What a service said to what I hold: a question, a no, another service."""
    since = day_of(news_since())
    return [
        News("asked", f"held_{row.move}", f"turn:{row.pk}", row.person, row, row.on)
        for row in answers.turned(seen.actor, since)
    ]


def _answered(seen: Across) -> list[News]:
    """What a family said to a time that my team offered."""
    return [
        News(
            "asked",
            f"time_{row.answer}",
            f"said:{row.pk}",
            row.person,
            row,
            day_of(row.answered_at or row.at),
        )
        for row in answers.answered(seen.actor, day_of(news_since()))
    ]


def _to_fit(seen: Across) -> list[News]:
    """One visit for several services: which times suit my team?"""
    return [
        News("asked", "visit_fit", f"fit:{part.pk}", part.person, part, day_of(part.created_at))
        for part in visits.waiting_for(seen.actor)
    ]


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
