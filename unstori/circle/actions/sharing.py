"""Sharing decisions and their states. A state is a new row; grants follow it in the same transaction."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.duty import left_behind
from unstori.circle.actions.telling import tell
from unstori.circle.models import BestInterests, Disagreement, Member, SharingDecision, SharingState
from unstori.circle.rules import State
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Organisation, Person, Team

Holder = Member | Team | Organisation


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
    opened = require(by, person.pk, Permission.SEE)
    rules.check_permission(permission, Permission.ADD)
    decision = _write(by, opened.person, holder, sections, purpose, permission, **more)
    _enter(by, decision, State.ASKED)
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
    """Who decides, decides at once."""
    opened = require(by, person.pk, Permission.SEE)
    rules.check_permission(permission, Permission.ADD)
    decided_as = rules.check_decides(queries.deciding_as(opened))
    decision = _write(by, opened.person, holder, sections, purpose, permission, **more)
    _enter(by, decision, State.GIVEN, decided_as)
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
    opened = require(by, person.pk, Permission.ADD, section=rules.SAFEGUARDING)
    if not queries.standing_of(opened).protects:
        raise NotFound(reference=str(person.pk), permission=Permission.ADD, person_id=person.pk)
    rules.check_permission(permission, Permission.ADD)
    rules.check_told(family_told, not_told_why)
    bases = {"data_basis": "legal_duty", "confidence_basis": "safeguarding"}
    decision = _write(by, opened.person, holder, sections, purpose, permission, section=rules.SAFEGUARDING,
                      family_told=family_told, not_told_why=not_told_why, **{**bases, **more})  # fmt: skip
    _enter(by, decision, State.GIVEN, SharingState.As.LEGAL_DUTY, why)
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
    opened, today = require(by, decision.person_id, Permission.SEE), clock.today()
    ability = queries.newest_ability(decision)
    if ability is None or _as_what(opened, decision) != rules.BEST_INTERESTS:
        raise NotFound(reference=str(decision.pk), permission=Permission.SEE, person_id=decision.person_id)
    said = {
        "wishes": wishes,
        "consulted": consulted,
        "least_restrictive": least_restrictive,
        "reasons": reasons,
    }
    rules.check_best_interests(parts=said.values(), review_on=review_on, today=today)
    made = BestInterests.objects.create(
        sharing=decision, ability=ability, share=share, decided_on=today, review_on=review_on, **said,
        **audit.stamp(by=by, person=opened.person, section=decision.section),
    )  # fmt: skip
    audit.record(by, "sharing.best_interests", person_id=decision.person_id, row=made)
    _enter(by, decision, State.GIVEN if share else State.REFUSED, rules.BEST_INTERESTS, reasons)
    return made


@transaction.atomic
def withdraw(*, by: Actor, decision: SharingDecision, why: str = "") -> None:
    """Stop, from this moment, on every surface. Who asked may take their asking back; nothing blocks it."""
    opened = require(by, decision.person_id, Permission.SEE)
    asked = decision.created_by_id == by.capacity_id and _newest(decision) == State.ASKED
    held = decision.with_member is not None and decision.with_member.capacity_id == by.capacity_id
    _enter(by, decision, State.WITHDRAWN, "" if asked or held else _as_what(opened, decision), why)


@transaction.atomic
def invalidate(*, by: Actor, decision: SharingDecision, why: str) -> None:
    """It was never valid: who decided could not, or was misled. What was seen stays in the audit."""
    _decide(by, decision, State.INVALIDATED, why)


@transaction.atomic
def dispute(*, by: Actor, decision: SharingDecision, why: str) -> Disagreement:
    """The person, or another with parental responsibility, does not agree. It holds until settled."""
    opened = require(by, decision.person_id, Permission.SEE)
    rules.check_dispute(queries.standing_of(opened))
    _enter(by, decision, State.DISPUTED, "", why)
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
            _enter(by, decision, State.EXPIRED)
            done += 1
    audit.record(by, "sharing.expire", detail={"expired": done})
    return done


def end_all_with(*, by: Actor, person: Person, member: Member) -> None:
    """Whatever was shared or asked for one member stops; for `end_member`, which has authorised it."""
    for decision in SharingDecision.objects.filter(person=person, with_member=member).prefetch_related(
        "states"
    ):
        if rules.can_follow(decision.newest.state, State.WITHDRAWN):
            _enter(by, decision, State.WITHDRAWN)


def open_to(
    *,
    by: Actor,
    decision: SharingDecision,
    valid_until: datetime | None = None,
    giver: UUID | None = None,
) -> None:
    """The grants that a given decision means, when its holder has an account or is a team or organisation."""
    holder = decision.with_member.capacity if decision.with_member else decision.holder
    if holder is None or isinstance(holder, Member):
        return
    grants.give(
        person=decision.person, holder=holder, sections=decision.sections, source=decision.pk, by=by,
        permission=Permission(decision.permission), valid_from=decision.valid_from,
        valid_until=valid_until or decision.valid_until, giver=giver,
    )  # fmt: skip


def write_given(
    *,
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    decided_as: str,
    permission: Permission,
    giver: UUID | None = None,
    **more: Any,
) -> SharingDecision:
    """A decision that the law makes (for a parent, for who opens the story); the caller authorised it."""
    decision = _write(by, person, holder, sections, purpose, permission, **more)
    _enter(by, decision, State.GIVEN, decided_as, giver=giver)
    return decision


def _write(
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    permission: Permission,
    *,
    section: str = "about_me",
    **more: Any,
) -> SharingDecision:
    rules.check_sections(sections, SHAREABLE)
    of = {Member: "with_member", Team: "with_team", Organisation: "with_organisation"}[type(holder)]
    if isinstance(holder, Member) and holder.person_id != person.pk:
        raise NotFound(reference=str(holder.pk), permission=Permission.SEE, person_id=person.pk)
    said = {"data_basis": "public_task", "confidence_basis": "consent", "valid_from": clock.now(), **more}
    rules.check_bases(said["data_basis"], said["confidence_basis"])
    decision = SharingDecision.objects.create(
        sections=[known for known in SHAREABLE if known in sections], permission=permission, purpose=purpose,
        **{of: holder}, **audit.stamp(by=by, person=person, section=section), **said,
    )  # fmt: skip
    audit.record(by, "sharing.write", person_id=person.pk, row=decision)
    return decision


def _decide(by: Actor, decision: SharingDecision, state: State, why: str) -> None:
    opened = require(by, decision.person_id, Permission.SEE)
    decided_as = _as_what(opened, decision)
    rules.check_in_their_place(decided_as, state)
    _enter(by, decision, state, decided_as, why)


def _as_what(opened: Opened, decision: SharingDecision) -> str:
    """As what the actor decides this one. What a duty opened, only those who protect can close."""
    who, decides = queries.standing_of(opened), queries.deciding_as(opened, decision)
    if decision.permission >= Permission.DECIDE:
        rules.check_end(who, decides=decides is not None, own=False, held_by_law=True)
        return decides or SharingState.As.LEGAL_DUTY
    if decision.section == rules.SAFEGUARDING:
        return rules.check_decides(SharingState.As.LEGAL_DUTY if who.protects else None)
    return rules.check_decides(decides)


def _newest(decision: SharingDecision) -> str | None:
    """The state that holds, read under a lock on the decision, so that two answers cannot both be first."""
    SharingDecision.objects.select_for_update().get(pk=decision.pk)
    return (
        SharingState.objects.filter(decision=decision).order_by("-pk").values_list("state", flat=True).first()
    )


def _enter(
    by: Actor,
    decision: SharingDecision,
    state: State,
    decided_as: str = "",
    why: str = "",
    giver: UUID | None = None,
) -> None:
    before = _newest(decision)
    rules.check_follow(before, state)
    made = SharingState.objects.create(
        decision=decision, state=state, decided_as=decided_as, why=why,
        **audit.stamp(by=by, person=decision.person, section=decision.section),
    )  # fmt: skip
    if state == State.GIVEN and before not in rules.IN_FORCE:
        open_to(by=by, decision=decision, giver=giver)
    elif before in rules.IN_FORCE and state not in rules.IN_FORCE:
        grants.end(person=decision.person, source=decision.pk, by=by)
        left_behind(by=by, decision=decision)
    if before == State.DISPUTED:
        _settle(by, decision, why)
    audit.record(by, f"sharing.{state}", person_id=decision.person_id, row=made)
    _tell_state(by, decision, state)


def _settle(by: Actor, decision: SharingDecision, why: str) -> None:
    open_still = Disagreement.objects.filter(person=decision.person, about="sharing", settled_at__isnull=True)
    for disagreement in open_still:
        if str(decision.pk) in disagreement.row_ids:
            Disagreement.objects.filter(pk=disagreement.pk).update(
                settled_at=clock.now(), settled_by=by.capacity_id, outcome=why
            )


def _tell_state(by: Actor, decision: SharingDecision, state: State) -> None:
    """On the timeline, where those see it who see the section of the decision, and where its holder stands."""
    holder = decision.holder
    en, cy = (holder.name,) * 2 if isinstance(holder, Member) else (holder.name_en, holder.name_cy)
    said = {
        State.ASKED: Words(en=f"Asked: may {en} see more?", cy=f"Gofynnwyd: a gaiff {cy} weld mwy?"),
        State.GIVEN: Words(en=f"Shared with {en}", cy=f"Rhannwyd gyda {cy}"),
        State.REFUSED: Words(en=f"Not shared with {en}", cy=f"Ni rannwyd gyda {cy}"),
        State.DISPUTED: Words(en=f"We do not agree about {en}", cy=f"Nid ydym yn cytuno am {cy}"),
    }.get(state, Words(en=f"No longer shared with {en}", cy=f"Nid yw’n cael ei rannu gyda {cy} mwyach"))
    by_duty = decision.section == rules.SAFEGUARDING
    section = holder.section if isinstance(holder, Member) and not by_duty else decision.section
    tell(by=by, person=decision.person, event=f"sharing.{state}", title=said, section=section,
         about_id=decision.pk)  # fmt: skip
