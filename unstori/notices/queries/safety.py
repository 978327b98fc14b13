"""Concerns that wait for somebody by name. Not chosen and not stopped: whoever has one is told of it."""

from unstori.access.door import Across
from unstori.notices.queries.thing import News, day_of
from unstori.safeguarding import queries as safeguarding

KIND = "safety"


def concerns(seen: Across) -> list[News]:
    """Those that I have and have not taken on. Each time that one comes to me it is told anew; never whom it is about."""
    by = seen.actor
    if safeguarding.team_of(by) is None:
        return []
    return [
        News(KIND, "concern", f"concern:{row.pk.hex}:{row.last_step.hex}:{row.due_on}", None, row, day_of(row.created_at),
             urgent=row.danger_now)
        for row in safeguarding.waiting_for(by)
    ]  # fmt: skip
