"""The plan's first page."""

from typing import Any
from uuid import UUID

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core.words import spoken
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.models import Need, Outcome, Support
from unstori.plan.presenters.outcomes import outcome_card, support_line
from unstori.plan.presenters.parts import enquiry_line, payment_line
from unstori.plan.presenters.together import agreement, review_line
from unstori.plan.signals import Beside, beside


def plan_page(opened: Opened) -> dict[str, Any]:
    """Everything on the plan's first page, with a fixed number of queries."""
    rows = list(queries.outcomes(opened))
    needs = list(queries.needs(opened))
    version = queries.latest_version(opened)
    changes = list(queries.changes_since(opened, version.created_at)) if version else []
    everything = list(queries.supports(opened))
    loose = [s for s in everything if s.outcome_id is None and s.status != "stopped"]
    ended, names = ("reached", "stopped"), _names(rows, everything)
    return {
        "outcomes": [outcome_card(opened, row) for row in rows if row.state not in ended],
        "ended": [outcome_card(opened, row) for row in rows if row.state in ended],
        "needs": [need for need in needs if is_open(need)],
        "settled_needs": [need for need in needs if not is_open(need) and need.no_outcome_why],
        "supports": [support_line(s, opened) for s in rules.strengths_first(loose)],
        "agreement": agreement(opened, version, queries.agreements(opened, version)),
        "changes": [wording.change_sentence(change, names) for change in changes],
        "changes_heading": wording.changes_heading(len(changes)),
        "beside": _beside(opened),
        "review": review_line(opened, queries.open_review(opened)),
        "payments": [payment_line(row, opened) for row in queries.payments(opened)],
        "enquiries": [enquiry_line(row, opened) for row in queries.enquiries(opened)],
        "sees_money": "money" in opened.sections,
        "may_add_payment": opened.may(Permission.ADD, "money"),
        "may_add_enquiry": opened.may(Permission.ADD, "safeguarding")
        and rules.can_write_enquiry(kind=opened.actor.kind),
        "learning": _learning(opened),
        "may_add": bool(opened.may_add_to),
        "may_put_forward": opened.may(Permission.ADD, "what_matters"),
    }


def _beside(opened: Opened) -> list[Beside]:
    """What rooms above say beside the plan: who disagrees, and who must answer."""
    answers: list[Any] = beside.send(sender=None, opened=opened)
    return [one for _receiver, found in answers for one in found or []]


def _learning(opened: Opened) -> str:
    """What the plan of the law is called where and when the person lives; nothing after 25."""
    layouts = catalogue.of_law(opened.person.jurisdiction, opened.person.born_on)
    return str(catalogue.Words.read(layouts[0]["title"])) if layouts else ""


def _names(outcomes: list[Outcome], supports: list[Support]) -> dict[UUID, str]:
    """What outcomes and supports are called, in their own language."""
    named = {one.pk: spoken(one.words, one.language) for one in outcomes}
    return named | {one.pk: spoken(one.what, one.language) for one in supports}


def is_open(need: Need) -> bool:
    return rules.is_open_need(has_outcome=need.outcome_id is not None, why_not=need.no_outcome_why)
