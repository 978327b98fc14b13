"""Sharing: asked, given, refused, withdrawn, disputed. A state is a new row; nothing is overwritten."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.states import Holder, enter, write
from unstori.circle.models import BestInterests, Disagreement, Member, SharingDecision, SharingState
from unstori.circle.queries.deciding import decided_as
from unstori.circle.rules import State
from unstori.core import clock
from unstori.people.models import Person


@transaction.atomic
def ask(
    *,
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    permission: Permission = Permission.SEE,
    **more: Any,
) -> SharingDecision:
    """Ask that something may be shared. It opens nothing until somebody who decides says yes."""
    opened = require(by, person.pk, Permission.SEE, about=_in_circle(holder))
    rules.check_permission(permission, Permission.ADD)
    decision = write(
        by=by, person=opened.person, holder=holder, sections=sections, purpose=purpose,
        permission=permission, **more,
    )  # fmt: skip
    enter(by=by, decision=decision, state=State.ASKED)
    return decision


@transaction.atomic
def share(
    *,
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    permission: Permission = Permission.SEE,
    **more: Any,
) -> SharingDecision:
    """Somebody who decides shares at once: nobody need be asked."""
    opened = require(by, person.pk, Permission.SEE, about=_in_circle(holder))
    rules.check_permission(permission, Permission.ADD)
    decided_as = rules.check_decides(queries.deciding_as(opened))
    decision = write(
        by=by, person=opened.person, holder=holder, sections=sections, purpose=purpose,
        permission=permission, **more,
    )  # fmt: skip
    enter(by=by, decision=decision, state=State.GIVEN, decided_as=decided_as)
    return decision


@transaction.atomic
def share_by_duty(
    *,
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    why: str,
    family_told: bool,
    not_told_why: str = "",
    permission: Permission = Permission.SEE,
    **more: Any,
) -> SharingDecision:
    """Share without consent to keep somebody safe: the reason, what was shared, whether the family was told.

    Source: Children Act 1989 s. 47; Care Act 2014 s. 42; in Wales the Act of 2014 (anaw 4) ss. 126-130.
    """
    opened = require(by, person.pk, Permission.ADD, section=rules.SAFEGUARDING, about=_in_circle(holder))
    if not queries.standing_of(opened).protects:
        raise NotFound(reference=str(person.pk), permission=Permission.ADD, person_id=person.pk)
    rules.check_permission(permission, Permission.ADD)
    rules.check_told(family_told, not_told_why)
    bases = {"data_basis": "legal_duty", "confidence_basis": "safeguarding"}
    decision = write(
        by=by, person=opened.person, holder=holder, sections=sections, purpose=purpose,
        permission=permission, section=rules.SAFEGUARDING, family_told=family_told,
        not_told_why=not_told_why, **{**bases, **more},
    )  # fmt: skip
    enter(by=by, decision=decision, state=State.GIVEN, decided_as=SharingState.As.LEGAL_DUTY, why=why)
    return decision


@transaction.atomic
def give(*, by: Actor, decision: SharingDecision, why: str = "") -> None:
    """Yes, or: settled, it stays."""
    _decide(by, decision, State.GIVEN, why)


@transaction.atomic
def refuse(*, by: Actor, decision: SharingDecision, why: str = "") -> None:
    """No. Nothing was open, so nothing ends."""
    _decide(by, decision, State.REFUSED, why)


@transaction.atomic
def decide_for(
    *,
    by: Actor,
    decision: SharingDecision,
    share: bool,
    wishes: str,
    consulted: str,
    least_restrictive: str,
    reasons: str,
    review_on: date,
) -> BestInterests:
    """Yes or no in the best interests of somebody who cannot decide this: all that it stands on is kept."""
    opened = require(by, decision.person_id, Permission.SEE, about=[decision])
    today = clock.today()
    ability = queries.newest_ability(decision)
    if ability is None or _as_what(opened, decision) != rules.BEST_INTERESTS:
        raise NotFound(reference=str(decision.pk), permission=Permission.SEE, person_id=decision.person_id)
    said = {"wishes": wishes, "consulted": consulted, "least_restrictive": least_restrictive,
            "reasons": reasons}  # fmt: skip
    rules.check_best_interests(parts=said.values(), review_on=review_on, today=today)
    made = BestInterests.objects.create(
        sharing=decision, ability=ability, share=share, decided_on=today, review_on=review_on, **said,
        **audit.stamp(by=by, person=opened.person, section=decision.section),
    )  # fmt: skip
    audit.record(by, "sharing.best_interests", person_id=decision.person_id, row=made)
    then = State.GIVEN if share else State.REFUSED
    enter(by=by, decision=decision, state=then, decided_as=rules.BEST_INTERESTS, why=reasons)
    return made


@transaction.atomic
def withdraw(*, by: Actor, decision: SharingDecision, why: str = "") -> None:
    """Stop, from this moment, on every surface. Whoever asked may take the request back; nothing blocks it."""
    opened = require(by, decision.person_id, Permission.SEE, about=[decision])
    asked = decision.created_by_id == by.capacity_id and queries.newest_state(decision) == State.ASKED
    held = decision.with_member is not None and decision.with_member.capacity_id == by.capacity_id
    decided_as = "" if asked or held else _as_what(opened, decision)
    enter(by=by, decision=decision, state=State.WITHDRAWN, decided_as=decided_as, why=why)


@transaction.atomic
def invalidate(*, by: Actor, decision: SharingDecision, why: str) -> None:
    """It was never valid: who decided could not, or was misled. What was seen stays in the audit."""
    _decide(by, decision, State.INVALIDATED, why)


@transaction.atomic
def dispute(*, by: Actor, decision: SharingDecision, why: str) -> Disagreement:
    """The person, or another with parental responsibility, does not agree. It holds until settled."""
    opened = require(by, decision.person_id, Permission.SEE, about=[decision])
    rules.check_dispute(queries.standing_of(opened))
    enter(by=by, decision=decision, state=State.DISPUTED, why=why)
    made = Disagreement.objects.create(
        about="sharing",
        row_ids=[str(decision.pk)],
        settler=queries.key_worker_of(opened),
        **audit.stamp(by=by, person=opened.person, section="about_me"),
    )
    audit.record(by, "disagreement.open", person_id=decision.person_id, row=made)
    return made


@transaction.atomic
def expire_sharing(*, by: Actor) -> int:
    """Write down what ran out; the grants ended by themselves at that moment. Returns how many."""
    ended = SharingState.objects.filter(state__in=[State.WITHDRAWN, State.INVALIDATED, State.EXPIRED])
    over = SharingDecision.objects.filter(valid_until__lte=clock.now()).exclude(
        pk__in=ended.values("decision")
    )
    done = 0
    for decision in over.select_related("person", "with_member").prefetch_related("states"):
        if decision.newest.state in rules.IN_FORCE:
            enter(by=by, decision=decision, state=State.EXPIRED)
            done += 1
    audit.record(by, "sharing.expire", detail={"expired": done})
    return done


def end_all_with(*, by: Actor, person: Person, member: Member) -> None:
    """Whatever was shared or asked for one member stops; for `end_member`, which has authorised it."""
    for decision in SharingDecision.objects.filter(person=person, with_member=member).prefetch_related(
        "states"
    ):
        if rules.can_follow(decision.newest.state, State.WITHDRAWN):
            enter(by=by, decision=decision, state=State.WITHDRAWN)


def _in_circle(holder: Holder) -> list[Member]:
    return [holder] if isinstance(holder, Member) else []


def _decide(by: Actor, decision: SharingDecision, state: State, why: str) -> None:
    opened = require(by, decision.person_id, Permission.SEE, about=[decision])
    decided_as = _as_what(opened, decision)
    rules.check_in_their_place(decided_as, state)
    enter(by=by, decision=decision, state=state, decided_as=decided_as, why=why)


def _as_what(opened: Opened, decision: SharingDecision) -> str:
    return rules.check_decides(decided_as(opened, decision))
