"""Who may decide what, read from dated rules and dated assessments."""

from django.db.models import Q, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Actor, Permission
from unstori.circle import rules
from unstori.circle.models import DecisionAbility, SharingDecision, SharingState
from unstori.circle.queries.definitions import law
from unstori.circle.queries.members import member_as
from unstori.core import clock


def standing_of(opened: Opened) -> rules.Standing:
    """Who the actor is to the person. Words in the circle are not enough: a parent also holds the grant."""
    here = member_as(opened.person, opened.actor)
    return rules.Standing(
        is_self=opened.is_self,
        is_parent=bool(here and here.parental_responsibility and opened.decides),
        has_authority=bool(here and here.authority),
        is_professional=opened.actor.kind == "worker" and any(
            opened.may(Permission.ADD, section) for section in opened.sections
        ),
        protects=opened.actor.kind == "worker" and opened.may(Permission.ADD, rules.SAFEGUARDING),
    )  # fmt: skip


def newest_ability(decision: SharingDecision | None) -> DecisionAbility | None:
    """The newest assessment of this one decision, until its review."""
    if decision is None:
        return None
    fresh = Q(review_on__isnull=True) | Q(review_on__gt=clock.today())
    rows = decision.abilities.filter(fresh, assessed_on__lte=clock.today())
    return rows.order_by("-assessed_on", "-pk").first()


def able_to_decide(decision: SharingDecision | None) -> bool | None:
    """What that assessment says; None: nobody assessed."""
    newest = newest_ability(decision)
    return newest.able if newest else None


def deciding_as(opened: Opened, decision: SharingDecision | None = None) -> str | None:
    """As what the actor may decide this today, or None."""
    return rules.deciding_as(
        standing_of(opened),
        born_on=opened.person.born_on,
        on=clock.today(),
        able=able_to_decide(decision),
        law=law()["rules"],
    )


def decided_as(opened: Opened, decision: SharingDecision) -> str | None:
    """As what the actor decides this one, or None. What a duty opened, only those who protect can close."""
    who, decides = standing_of(opened), deciding_as(opened, decision)
    if decision.permission >= Permission.DECIDE:
        may = rules.can_end(who, decides=decides is not None, own=False, held_by_law=True)
        return (decides or SharingState.As.LEGAL_DUTY) if may else None
    if decision.section == rules.SAFEGUARDING:
        return SharingState.As.LEGAL_DUTY if who.protects else None
    return decides


def answers_open(opened: Opened, decision: SharingDecision) -> set[str]:
    """Which answers the actor could give to a decision as it stands: its page shows these and no others."""
    then = {"give": "given", "refuse": "refused", "withdraw": "withdrawn", "invalidate": "invalidated"}
    now, decides = decision.newest.state, decided_as(opened, decision)
    own = decision.with_member is not None and decision.with_member.capacity_id == opened.actor.capacity_id
    asked = now == "asked" and decision.created_by_id == opened.actor.capacity_id
    found = {name for name, state in then.items() if decides and rules.can_follow(now, state)}
    if found & {"give", "refuse"} and decides == rules.BEST_INTERESTS:
        found = found - {"give", "refuse"} | {"decide_for"}
    if (own or asked) and rules.can_follow(now, "withdrawn"):
        found.add("withdraw")
    if rules.can_dispute(standing_of(opened)) and rules.can_follow(now, "disputed"):
        found.add("dispute")
    return found


def concerns(opened: Opened, decision: SharingDecision) -> bool:
    """Whose business one sharing decision is: who decides it, the person, who asked, with whom it is shared."""
    protects = standing_of(opened).protects
    return is_party(opened, decision, protects=protects) or deciding_as(opened, decision) is not None


def is_party(opened: Opened, decision: SharingDecision, *, protects: bool) -> bool:
    """The same without who decides, which would ask the database for each row of a list."""
    by_law = decision.section == rules.SAFEGUARDING or decision.permission >= Permission.DECIDE
    own = decision.created_by_id == opened.actor.capacity_id or _is_holder(opened.actor, decision)
    return opened.is_self or opened.decides or own or (protects and by_law)


def _is_holder(actor: Actor, decision: SharingDecision) -> bool:
    if decision.with_member:
        return decision.with_member.capacity_id == actor.capacity_id
    if decision.with_team_id:
        return decision.with_team_id == actor.team_id
    return decision.with_organisation_id == actor.organisation_id


def abilities_of(opened: Opened) -> QuerySet[DecisionAbility]:
    """Assessments of single decisions, newest first."""
    rows = opened.rows(DecisionAbility.objects.all()).select_related("created_by__user")
    return rows.order_by("-assessed_on", "-pk")
