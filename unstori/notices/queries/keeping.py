"""What whoever keeps the directory must look at, check, answer or write anew. About no person."""

from datetime import datetime

from django.db.models import Count, Min, Q

from unstori.access.door import Across
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.queries import editing as directory
from unstori.directory.queries import feeds
from unstori.directory.queries.waiting import waiting
from unstori.notices.queries.thing import News, day_of

MOST = 20  # drafts that are told one by one


def entries_kept(seen: Across) -> list[News]:
    """Nothing more is asked for who keeps none."""
    if not directory.keeps_any(seen.actor):
        return []
    return [*_drafts(seen.actor), *_to_check(seen.actor)]


def feeds_kept(seen: Across) -> list[News]:
    """A feed that was paused, or of which much would go, goes on only when somebody looks: told again each week."""
    return [
        News("asked", f"feed_{row.stuck}", f"feed:{row.stuck}:{row.pk.hex}:{_week(row.stuck_at)}", None, row,
             day_of(row.stuck_at))
        for row in feeds.wanting_a_look(seen.actor)[:MOST] if row.stuck_at
    ]  # fmt: skip


def _week(since: datetime) -> int:
    """How many weeks it has waited."""
    return (clock.now() - since).days // 7


def voices_heard(seen: Across) -> list[News]:
    """What families say waits for an answer, or for somebody to look; told when more comes, and again each week."""
    year, week, _day = clock.today().isocalendar()
    return [
        News("late" if one.late else "asked", f"waits_{one.what}",
             f"waits:{one.what}:{one.newest}:{year}:{week}", None, one.number, one.since)
        for one in waiting(seen.actor)
    ]  # fmt: skip


def _to_check(by: Actor) -> list[News]:
    """One thing for all that is late, told again each week, and one for what comes soon."""
    today = clock.today()
    late, soon = Q(check_due__lt=today), Q(check_due__gte=today)
    found = directory.must_be_checked(directory.kept_by(by), directory.told_until()).aggregate(
        late=Count("pk", filter=late), since=Min("check_due", filter=late),
        soon=Count("pk", filter=soon), by=Min("check_due", filter=soon),
    )  # fmt: skip
    news = []
    if found["late"]:
        key = f"entries:late:{today.isocalendar().year}:{today.isocalendar().week}"
        news.append(News("late", "entries_late", key, None, found["late"], found["since"]))
    if found["soon"]:
        news.append(
            News("due", "entries_due", f"entries:due:{found['by']}", None, found["soon"], found["by"])
        )
    return news


def _drafts(by: Actor) -> list[News]:
    """What another wrote waits for my check; what I asked for came back."""
    news = []
    for row in directory.drafts(by, "asked")[:MOST]:
        if row.asked_at and str(by.capacity_id) not in row.hands:
            key = f"entry:asked:{row.pk.hex}:{row.version}"
            news.append(News("asked", "entry_asked", key, None, row, day_of(row.asked_at)))
    for row in directory.drafts(by, "back")[:MOST]:
        if row.decided_at and str(by.capacity_id) in row.hands:
            key = f"entry:back:{row.pk.hex}:{row.version}"
            news.append(News("asked", "entry_back", key, None, row, day_of(row.decided_at)))
    return news
