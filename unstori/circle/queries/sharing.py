"""Who may see what, why, and who has looked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet

from unstori.access import queries as access
from unstori.access.door import NotFound, Opened
from unstori.access.models import AuditEvent, GlassBreak, Grant, RowGrant
from unstori.access.rules import SECTIONS, Permission
from unstori.circle import rules
from unstori.circle.models import Invitation, Member, SharingDecision
from unstori.circle.queries.deciding import concerns, deciding_as, is_party, standing_of
from unstori.circle.queries.members import kept_from
from unstori.circle.signals import naming_rows
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.directory.queries import workers_of
from unstori.people.models import Capacity, Organisation, Person, Team, User

WITH = (
    "with_member__capacity__user",
    "with_team__organisation",
    "with_team__on_duty__user",
    "with_organisation",
    "created_by__user",
)
signer = Signer(salt="circle.invitation")


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


def held_through(decision: SharingDecision) -> list[Capacity]:
    """Workers who saw the story by a decision: one, or everybody of a team. Nobody counts an organisation."""
    if decision.with_team:
        return list(workers_of(decision.with_team))
    here = decision.with_member.capacity if decision.with_member else None
    return [here] if here and here.kind == Capacity.Kind.WORKER else []


def on_duty_for(capacity: Capacity) -> Capacity | None:
    """Who is on duty where somebody works."""
    team = directory.team(capacity.team_id)
    return team.on_duty if team else None


def sees_person(capacity: Capacity, person: Person) -> bool:
    """Whether somebody may see anything of this story now."""
    return access.people_visible_to(access.actor_of(capacity)).filter(pk=person.pk).exists()


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


def looks_of(
    opened: Opened, since: datetime | None = None, most: int = 500
) -> list[tuple[AuditEvent, Capacity | None]]:
    """Who has looked, with what the actor may know of it.

    Nobody but the person sees that the person looked: a page of help must be safe to open.
    Family are not watched by workers: only who decides sees what family opened.
    """
    looks = access.looks_at(opened.person, since).exclude(capacity_id__in=kept_from(opened))
    events = list(looks[:most])
    who = access.capacities_named({event.capacity_id for event in events})
    return [
        (event, who.get(event.capacity_id))
        for event in events
        if event.capacity_id == opened.actor.capacity_id or _shown(who.get(event.capacity_id), opened)
    ]


def _shown(looker: Capacity | None, opened: Opened) -> bool:
    if opened.is_self or looker is None:
        return True
    if looker.kind == Capacity.Kind.SELF:
        return False
    return opened.decides or looker.kind != Capacity.Kind.FAMILY


def private_rows_of(opened: Opened, ids: Iterable[UUID] = ()) -> list[tuple[UUID, str, str, list[RowGrant]]]:
    """Single rows that the person opened to somebody: id, name, address and to whom."""
    grants = RowGrant.objects.filter(person=opened.person, ended_at__isnull=True).order_by("created_at")
    by_row: dict[UUID, list[RowGrant]] = {id: [] for id in ids}
    for grant in grants.select_related("capacity__user", "capacity__person", "capacity__organisation"):
        if not ids or grant.row_id in by_row:
            by_row.setdefault(grant.row_id, []).append(grant)
    names: dict[UUID, tuple[str, str]] = {}
    answers: list[Any] = naming_rows.send(sender=RowGrant, opened=opened, ids=set(by_row))
    for _receiver, found in answers:
        names.update(found or {})
    return [(id, *names.get(id, ("", "")), held) for id, held in by_row.items()]


def invitation(opened: Opened, id: UUID) -> Invitation:
    """One invitation that the actor made and nobody used. Raises NotFound."""
    mine = Invitation.objects.filter(created_by_id=opened.actor.capacity_id, used_at__isnull=True)
    found = opened.rows(mine.filter(pk=id, ended_at__isnull=True)).select_related("member").first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
    return found


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()


def token_of(invitation: Invitation) -> str:
    """The link's secret. It is made from the row's id and our key, so that it is stored nowhere."""
    return signer.sign(invitation.pk.hex)


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def invitation_to_send(id: str) -> Invitation | None:
    """One invitation, for the job that sends it, while it is open."""
    return _open_invitations().filter(pk=id).exclude(email="").first()


def invitation_by(token: str, user: User | None = None) -> Invitation | None:
    """The invitation behind a link, for whoever holds it: unused, in time, not taken back; or alike None."""
    rows = _behind(token, _open_invitations().filter(tries__lt=rules.MOST_TRIES))
    found = rows.select_related("person", "member", "created_by__user").first()
    return found if found and _is_for(found, user) else None


def person_of_link(token: str) -> UUID | None:
    """For the audit alone: whose circle a link of ours was for, also when it works no more."""
    return _behind(token, Invitation.objects.all()).values_list("person_id", flat=True).first()


def _behind(token: str, rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    try:
        signer.unsign(token)
    except BadSignature:
        return rows.none()
    return rows.filter(token_digest=digest_of(token))


def _is_for(invitation: Invitation, user: User | None) -> bool:
    """Not for another account than was invited, nor for somebody who has left meanwhile.

    And who invited the person, or is family, is not the person: a parent who opens their child's link would
    read what is private to the child.
    """
    if user and invitation.email and user.email.casefold() != invitation.email.casefold():
        return False
    if invitation.member is not None:
        return rules.is_there(invitation.member.ends_on, clock.today())
    if user is None:
        return True
    others = Capacity.objects.filter(user=user, person=invitation.person).exclude(kind=Capacity.Kind.SELF)
    return user.pk != invitation.created_by.user_id and not others.exists()


def is_related(person: Person, user_id: UUID) -> bool:
    """Whether somebody has a capacity of family or friend of the person, in whichever they act now."""
    return Capacity.objects.filter(user_id=user_id, person=person, kind=Capacity.Kind.FAMILY).exists()


def has_own_account(person: Person) -> bool:
    """Whether the person can sign in as themself."""
    return Capacity.objects.filter(person=person, kind=Capacity.Kind.SELF, ends_on__isnull=True).exists()


def may_invite_person(opened: Opened) -> bool:
    """Whether the actor may invite the person themself, who cannot sign in yet: a page shows the way to who may."""
    return not has_own_account(opened.person) and rules.can_invite_person(
        standing_of(opened),
        decides=deciding_as(opened) is not None,
        is_related=is_related(opened.person, opened.actor.user_id),
        is_system=opened.actor.is_system,
    )


def _open_invitations() -> QuerySet[Invitation]:
    now = clock.now()
    return Invitation.objects.filter(used_at__isnull=True, ended_at__isnull=True, valid_until__gt=now)
