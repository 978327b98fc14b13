"""What waits for somebody who keeps the directory: what they are told of, each thing as a number and since when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import saying
from unstori.directory.models import Review, Visit, Wish
from unstori.directory.queries import editing, voice
from unstori.directory.queries.feeds import keepers
from unstori.directory.rules import editing as rules
from unstori.directory.rules import voice as voice_rules


@dataclass(frozen=True)
class Waiting:
    """So many of one thing; told anew when another comes."""

    what: str
    number: int
    since: date
    newest: date
    late: bool = False


def waiting(by: Actor) -> list[Waiting]:
    """Nothing for who keeps nothing. What falls to no organisation is for stewards; without any, for every keeper."""
    if not voice.hears(by):
        return []
    found: list[tuple[str, QuerySet[Any], str]] = []
    if rules.keeps_all(by):
        found += [("claims", editing.claims(), "created_at")]
    if rules.keeps_all(by) or (voice_rules.is_keeper(by) and not keepers("steward").exists()):
        found += [
            ("reports", voice.reports_for(by), "created_at"), ("told", voice.to_decide(Visit, by), "sent_at"),
            ("told", voice.to_decide(Review, by), "sent_at"), ("told", voice.replies_to_decide(by), "created_at"),
            ("wishes", Wish.objects.filter(state=Wish.State.WAITING), "created_at"),
        ]  # fmt: skip
    else:
        found += [("reports", voice.reports_to(by), "created_at")]
    visits = voice.to_reply(Visit, by).filter(state=voice_rules.WAITING)
    found += [("visits", visits, "sent_at")]
    return _summed([counted for one in found if (counted := _counted(*one))])


def _counted(what: str, rows: QuerySet[Any], at: str) -> Waiting | None:
    said = rows.order_by().aggregate(number=Count("pk", distinct=True), since=Min(at), newest=Max(at))
    if not said["number"]:
        return None
    since = _day(said["since"])
    days = saying.number("answer_within_days")
    late = what == "reports" and since + timedelta(days=days) < clock.today()
    return Waiting(what, said["number"], since, _day(said["newest"]), late)


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.LONDON).date()


def _summed(found: list[Waiting]) -> list[Waiting]:
    """Reviews, visits and replies are one thing to whoever reads them."""
    sums: dict[str, Waiting] = {}
    for one in found:
        so_far = sums.get(one.what, one)
        number = one.number if so_far is one else so_far.number + one.number
        days = min(so_far.since, one.since), max(so_far.newest, one.newest)
        sums[one.what] = Waiting(one.what, number, *days, late=so_far.late or one.late)
    return list(sums.values())
