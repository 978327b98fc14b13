"""What a plan for learning holds: provision, place, parts in words, advice, and what was issued."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.plan.models import (
    Advice,
    DraftAnswer,
    Issue,
    Need,
    Outcome,
    Placement,
    PlanPart,
    Provision,
    Support,
)

MADE = (Issue.Stage.DRAFT, Issue.Stage.FINAL, Issue.Stage.AMENDED)
STANDS = (Issue.Stage.FINAL, Issue.Stage.AMENDED)


def provisions(opened: Opened) -> QuerySet[Provision]:
    """Each with the support that it says exactly, where the actor sees both; what has stopped is in no plan."""
    going = Support.objects.filter(taken_out_at__isnull=True).exclude(status=Support.Status.STOPPED)
    rows = Provision.objects.filter(support__in=opened.rows(going))
    linked = ("support__organisation", "support__outcome", "need")
    return opened.rows(rows.select_related(*linked)).order_by("created_at")


def provision(opened: Opened, id: UUID) -> Provision:
    found = provisions(opened).filter(pk=id).first()
    if found is None:
        raise _not_found(opened)
    return found


def not_exact(opened: Opened) -> QuerySet[Support]:
    """What helps by a service, in the parts that a plan for learning draws on, and is not said exactly yet."""
    going = Support.objects.filter(taken_out_at__isnull=True).exclude(status=Support.Status.STOPPED)
    rows = going.filter(provision__isnull=True, comes_from=Support.Comes.SERVICE)
    return opened.rows(rows.filter(section__in=("learning", "health", "care"))).order_by("created_at")


def placement(opened: Opened) -> Placement | None:
    return opened.rows(Placement.objects.all()).first()


def parts(opened: Opened) -> dict[str, PlanPart]:
    return {part.key: part for part in opened.rows(PlanPart.objects.all())}


def advice(opened: Opened) -> QuerySet[Advice]:
    """What was asked and answered, the oldest first."""
    rows = Advice.objects.filter(taken_out_at__isnull=True).select_related("organisation")
    return opened.rows(rows).order_by("given_on", "created_at")


def one_advice(opened: Opened, id: UUID) -> Advice:
    found = advice(opened).filter(pk=id).first()
    if found is None:
        raise _not_found(opened)
    return found


def issues(opened: Opened, layout: str = "") -> QuerySet[Issue]:
    """Drafts, final plans and ends, the newest first."""
    rows = Issue.objects.select_related("document", "other", "created_by__user", "created_by__organisation")
    rows = rows.filter(layout=layout) if layout else rows
    return opened.rows(rows).order_by("layout", "-number")


def issue(opened: Opened, id: UUID) -> Issue:
    found = issues(opened).filter(pk=id).first()
    if found is None:
        raise _not_found(opened)
    return found


def last_issue(opened: Opened, layout: str) -> Issue | None:
    return issues(opened, layout).first()


def standing(opened: Opened, layout: str) -> Issue | None:
    """The final plan that stands: the newest, unless it ended after."""
    ended = issues(opened, layout).filter(stage__in=(*STANDS, Issue.Stage.CEASED)).first()
    return ended if ended and ended.stage in STANDS else None


def issue_of(opened: Opened, document_id: UUID) -> Issue | None:
    """As what a document was issued: for rooms above, which point at the document."""
    whose = Q(document_id=document_id) | Q(other_id=document_id)
    return opened.rows(Issue.objects.filter(whose, stage__in=MADE)).first()


def answers(opened: Opened, issue: Issue) -> list[DraftAnswer]:
    """What was said of a draft, the oldest first."""
    return list(opened.rows(DraftAnswer.objects.filter(issue=issue)).order_by("created_at"))


def seen_links(opened: Opened) -> tuple[set[UUID], set[UUID]]:
    """Ids of the needs and outcomes that may stand in a document of this reader."""
    found: list[set[UUID]] = []
    for rows in (Need.objects.filter(narrowed=False), Outcome.objects.filter(narrowed=False)):
        seen: QuerySet[Any] = opened.rows(rows)
        found.append(set(seen.values_list("pk", flat=True)))
    return found[0], found[1]


def _not_found(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)
