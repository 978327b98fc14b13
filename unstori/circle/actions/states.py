"""A sharing decision is written, and its states are entered. Grants follow a state in the same transaction."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.duty import left_behind
from unstori.circle.actions.telling import tell
from unstori.circle.models import Disagreement, Member, SharingDecision, SharingState
from unstori.circle.rules import State
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Organisation, Person, Team

Holder = Member | Team | Organisation


def write(
    *,
    by: Actor,
    person: Person,
    holder: Holder,
    sections: Collection[str],
    purpose: str,
    permission: Permission,
    section: str = "about_me",
    **more: Any,
) -> SharingDecision:
    """A decision without a state yet: it opens nothing. The caller authorised it."""
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
    """A decision that the law makes, for a parent or for whoever opens the story. The caller authorised it."""
    decision = write(
        by=by, person=person, holder=holder, sections=sections, purpose=purpose, permission=permission, **more
    )
    enter(by=by, decision=decision, state=State.GIVEN, decided_as=decided_as, giver=giver)
    return decision


def enter(
    *,
    by: Actor,
    decision: SharingDecision,
    state: State,
    decided_as: str = "",
    why: str = "",
    giver: UUID | None = None,
) -> None:
    """The next state, and all that follows from it: grants, duties, a disagreement settled, the story told."""
    before = queries.newest_state(decision)
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


def open_to(*, by: Actor, decision: SharingDecision, giver: UUID | None = None) -> None:
    """The grants that a given decision means, when its holder has an account or is a team or organisation."""
    holder = decision.with_member.capacity if decision.with_member else decision.holder
    if holder is None or isinstance(holder, Member):
        return
    grants.give(
        person=decision.person, holder=holder, sections=decision.sections, source=decision.pk, by=by,
        permission=Permission(decision.permission), valid_from=decision.valid_from,
        valid_until=decision.valid_until, giver=giver,
    )  # fmt: skip


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
