"""Who may see what, and why."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import queries as access
from unstori.access.door import NotFound, Opened
from unstori.access.models import GlassBreak, Grant
from unstori.access.rules import SECTIONS, Permission
from unstori.circle.models import Member, SharingDecision, SharingState
from unstori.circle.queries.deciding import concerns, is_party, standing_of
from unstori.circle.queries.members import kept_from
from unstori.people.models import Capacity, Organisation, Team

WITH = (
    "with_member__capacity__user",
    "with_team__organisation",
    "with_team__on_duty__user",
    "with_organisation",
    "created_by__user",
)


@dataclass
class Share:
    """What one holder may do, from one source: a line of "who can see what, and why"."""

    holder: Capacity | Team | Organisation
    permission: int
    source: UUID
    valid_from: datetime
    valid_until: datetime | None
    sections: list[str] = field(default_factory=list)
    decision: SharingDecision | None = None
    glass: GlassBreak | None = None
    may_open: bool = False


def shares_of(opened: Opened) -> list[Share]:
    """Who may see which of the sections that the actor sees too; as many queries for one as for thirty."""
    shares: dict[tuple[UUID, int, UUID, datetime | None], Share] = {}
    kept = kept_from(opened)
    for grant in access.grants_on(opened.person).filter(section__in=opened.sections).order_by("created_at"):
        if grant.source in opened.withheld or grant.capacity_id in kept:
            continue
        key = (grant.source, grant.permission, _holder(grant).pk, grant.valid_until)
        first = Share(_holder(grant), grant.permission, grant.source, grant.valid_from, grant.valid_until)
        shares.setdefault(key, first).sections.append(grant.section)
    _explain(list(shares.values()))
    seen = [share for share in shares.values() if share.decision is None or opened.sees(share.decision)]
    protects = standing_of(opened).protects
    for share in seen:
        share.sections.sort(key=SECTIONS.index)
        share.may_open = share.decision is not None and is_party(opened, share.decision, protects=protects)
    return seen


def _holder(grant: Grant) -> Capacity | Team | Organisation:
    holder = grant.capacity or grant.team or grant.organisation
    assert holder is not None, "a constraint holds this"
    return holder


def _explain(shares: list[Share]) -> None:
    """Put beside each line the decision or the broken glass that it came from."""
    sources = {share.source for share in shares}
    decisions = {row.pk: row for row in _told(SharingDecision.objects.filter(pk__in=sources))}
    glass = {row.pk: row for row in GlassBreak.objects.filter(pk__in=sources)}
    for share in shares:
        share.decision, share.glass = decisions.get(share.source), glass.get(share.source)


def _told(rows: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    return rows.select_related(*WITH).prefetch_related("states__created_by__user", "best_interests")


def decisions_of(opened: Opened, *states: str) -> list[SharingDecision]:
    """Decisions whose newest state is one of these, or all, newest first; others see their own."""
    rows = _decisions(opened)
    if not (opened.decides or opened.is_self):
        own = Q(created_by_id=opened.actor.capacity_id)
        rows = rows.filter(own | Q(with_member__capacity_id=opened.actor.capacity_id))
    return [row for row in _told(rows).order_by("-pk") if not states or row.newest.state in states]


def _decisions(opened: Opened) -> QuerySet[SharingDecision]:
    """Those that the actor may see, and that name nobody whose place is kept from them."""
    rows, kept = opened.rows(SharingDecision.objects.all()), kept_from(opened)
    return rows.exclude(with_member__in=Member.objects.filter(capacity__in=kept)) if kept else rows


def decision(opened: Opened, id: UUID) -> SharingDecision:
    """One sharing decision, for those whom it concerns. Raises NotFound."""
    found = _told(_decisions(opened).filter(pk=id)).first()
    if found is None or not concerns(opened, found):
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
    return found


def newest_state(decision: SharingDecision) -> str | None:
    """The state that holds, read under a lock on the decision, so that two answers cannot both be first."""
    SharingDecision.objects.select_for_update().get(pk=decision.pk)
    states = SharingState.objects.filter(decision=decision).order_by("-pk")
    return states.values_list("state", flat=True).first()
