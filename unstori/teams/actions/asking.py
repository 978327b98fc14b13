"""A colleague is to help somebody whom they may not see: the family is asked, and nothing is given (ADR 0062)."""

from datetime import date, timedelta
from typing import Any

from unstori.access.door import NotFound, look_across, require
from unstori.access.queries import actor_of
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.circle.queries import decisions_of
from unstori.circle.rules import State
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.teams import queries

ASKED, NO, CANNOT = "asked", "no", "cannot"


def ask_for(
    *, by: Actor, person: Person, colleague: Capacity, like: Capacity, purpose: str, until: date | None = None
) -> str:
    """Ask for what somebody sees to be shared with their colleague too. A no is not asked again.

    Who may not add to the circle cannot ask: then the person, and who works with them, can.
    """
    try:
        opened = require(by, person.pk, Permission.ADD, section="about_me")
    except NotFound:
        return CANNOT
    theirs = look_across(actor_of(like)).open([person])[0]
    sections = [section for section in SHAREABLE if section in theirs.sections and section in opened.sections]
    if not sections:
        return CANNOT
    member = joined(by=by, person=person, colleague=colleague, until=until)
    answered = {row.newest.state for row in decisions_of(opened) if row.with_member_id == member.pk}
    if State.ASKED in answered:
        return ASKED
    if answered & {State.REFUSED, State.WITHDRAWN}:
        return NO
    more = {"valid_until": clock.midnight(until + timedelta(1))} if until else {}
    circle.ask(by=by, person=person, holder=member, sections=sections, purpose=purpose,
               permission=Permission.ADD, **more)  # fmt: skip
    return ASKED


def joined(*, by: Actor, person: Person, colleague: Capacity, until: date | None = None) -> Member:
    """Their place in the circle, now made if there was none. It opens nothing by itself."""
    member = queries.member_of(person, colleague)
    if member is None:
        more: dict[str, Any] = {"ends_on": until + timedelta(1)} if until else {}
        member = circle.add_member(
            by=by, person=person, kind="worker", name=colleague.user.name, relation=colleague.role,
            capacity=colleague, organisation=colleague.organisation, team=colleague.team, **more,
        )  # fmt: skip
    return member
