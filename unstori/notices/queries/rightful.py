"""What was assessed, offered and answered: a decision to read, an offer waiting, an answer owed or given."""

from datetime import timedelta

from django.db.models import Q

from unstori.access.door import Across
from unstori.assessment import queries as assessment
from unstori.core import clock
from unstori.notices.queries.definitions import terms
from unstori.notices.queries.thing import News, day_of, news_since
from unstori.rights import queries as rights
from unstori.rights.rules.offers import can_answer_offer

FAMILY = ("self", "family")


def decisions(seen: Across) -> list[News]:
    """What was decided about a need, test by test, by somebody else."""
    return [
        News("document", "decision", f"decision:{row.pk}", row.person, row, day_of(row.created_at))
        for row in assessment.decided_since(seen, news_since())
    ]


def assessments_due(seen: Across) -> list[News]:
    """Those that I see through, soon or late; for the person and family whatever is late."""
    today = clock.today()
    until = today + timedelta(days=terms()["review_ahead_days"])
    found = []
    for row in assessment.due_until(seen, until):
        day, mine = row.ready_on or row.due_on or today, row.owner_id == seen.actor.capacity_id
        late = day < today
        if mine or late:
            kind, what = ("late", "assessment_late") if late else ("due", "assessment_due")
            found.append(News(kind, what, f"{kind}:{row.pk}:{day}", row.person, row, day))
    return found


def answers_owed(seen: Across) -> list[News]:
    """What I must answer; for who disagrees and the family, that an answer to them is late."""
    today, me = clock.today(), seen.actor.capacity_id
    close = Q(created_by_id=me) | (Q(apart=False) if seen.actor.kind in FAMILY else Q(pk__in=()))
    found = []
    for row in rights.unanswered(seen, Q(owner_id=me) | (close & Q(due_on__lt=today))):
        due = row.due_on or today
        late = due < today
        what = ("answer_late" if late else "answer_owed") if row.owner_id == me else "answer_awaited"
        kind = "late" if late else "asked"
        found.append(News(kind, what, f"answer:{row.pk}:{due}:{kind}", row.person, row, due))
    return found


def answers_given(seen: Across) -> list[News]:
    """Somebody answered a disagreement of mine, or of the family's."""
    return [
        News("asked", "answer_given", f"answered:{row.pk}", row.person, row, day_of(row.created_at))
        for row in rights.answered_since(seen, news_since(), whole=seen.actor.kind in FAMILY)
    ]


def offers(seen: Across) -> list[News]:
    """Something that the law gives was offered, nobody has said yes or no, and it is I who can say it."""
    by = seen.actor
    if by.kind not in (*FAMILY, "advocate"):
        return []
    rows = rights.offers_waiting(seen)
    opened = {one.person.pk: one for one in seen.open({row.person for row in rows})} if rows else {}
    return [
        News("asked", "offer", f"offer:{row.pk}", row.person, row, row.offered_on)
        for row in rows
        if can_answer_offer(by.kind, **rights.answers_as(opened[row.person_id], row))
    ]
