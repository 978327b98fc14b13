"""A sharing decision and its states, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.access.models import Section
from unstori.access.rules import SHAREABLE, Permission
from unstori.circle import queries
from unstori.circle.models import SharingDecision, SharingState
from unstori.core.dates import format_date, format_when
from unstori.core.words import Words, spoken
from unstori.people.models import Capacity, Team

TAG = {"given": "calm", "asked": "waiting", "disputed": "waiting"}


def sections_said(sections: Iterable[str]) -> str:
    """'Health, Learning'; all of them in three words."""
    named = list(sections)
    if set(named) >= set(SHAREABLE):
        return _("every part of the story")
    return ", ".join(str(Section(section).label) for section in named)


def may_said(permission: int) -> str:
    """What a permission lets somebody do, in plain words."""
    return {
        Permission.SEE: _("can see"),
        Permission.ADD: _("can see and add"),
        Permission.DECIDE: _("can see, add and decide"),
    }[Permission(permission)]


def holder_said(holder: Any) -> str:
    """Whom something is shared with."""
    if isinstance(holder, Capacity):
        return access.label_of(holder)
    return team_said(holder) if isinstance(holder, Team) else str(holder.name)


def team_said(team: Team) -> str:
    """Everybody who works there, and who takes what one of them leaves behind."""
    said = {"team": str(team.name), "place": str(team.organisation.name)}
    if team.on_duty is None:
        return _("Everybody in %(team)s, %(place)s (nobody is on duty)") % said
    return _("Everybody in %(team)s, %(place)s (on duty: %(who)s)") % {**said, "who": team.on_duty.user.name}


def organisation_said(place: Any) -> str:
    """Everybody who works there, and how many they are now: more than whoever chooses may think of."""
    said = {"place": str(place.name), "number": place.workers}
    return _("Everybody at %(place)s (who work there now: %(number)s)") % said


def purpose_said(decision: SharingDecision) -> str:
    """What for: what Unstori says of itself in the language of the page, somebody's words as they are."""
    known = queries.law()["purposes"].get(decision.purpose)
    return str(Words.read(known)) if known else spoken(decision.purpose, decision.language)


def decided_said(state: SharingState, *, day_only: bool = False) -> str:
    """'Mair Rowlands, with parental responsibility, 3 May'."""
    who = state.created_by.user.name
    when = format_date(state.created_at) if day_only else format_when(state.created_at)
    said = [who, str(state.get_decided_as_display()), when]
    return ", ".join(part for part in said if part)


def decision_line(decision: SharingDecision, reference: str) -> dict[str, Any]:
    """A sharing decision with the state it is in."""
    newest = decision.newest
    return {
        "who": holder_said(decision.holder),
        "sections": sections_said(decision.sections),
        "may": may_said(decision.permission),
        "purpose": purpose_said(decision),
        "asked_by": decision.created_by.user.name,
        "state": newest.get_state_display(),
        "kind": TAG.get(newest.state, "quiet"),
        "when": format_when(newest.created_at),
        "until": format_date(decision.valid_until, year=True) if decision.valid_until else "",
        "href": reverse("circle:sharing", args=[reference, decision.pk]),
    }


def states_said(decision: SharingDecision) -> list[dict[str, Any]]:
    """How a decision came to where it is, newest first, for the thread."""
    rows = sorted(decision.states.all(), key=lambda state: state.pk, reverse=True)
    return [
        {
            "heading": row.get_state_display(),
            "when": decided_said(row),
            "text": row.why,
            "lang": row.language,
            "state": "now",
        }
        for row in rows
    ]
