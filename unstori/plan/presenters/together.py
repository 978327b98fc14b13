"""Who agrees, and when we look again."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import spoken
from unstori.plan import catalogue, queries, rules, wording, wording_learning
from unstori.plan.models import Agreement, PlanVersion, Review

VERDICT_TAG = {"agrees": "calm", "in_part": "waiting", "disagrees": "late"}


def agreement(opened: Opened, version: PlanVersion | None, said: list[Agreement]) -> dict[str, Any] | None:
    """Who said what of the newest version, and who was not heard yet."""
    if version is None:
        return None
    latest = {one.party_capacity_id or one.party_row: one for one in said}
    heard = {one.party_capacity_id for one in said}
    waiting = [m.said for m in queries.parties(opened) if m.capacity_id not in heard]
    own = any(
        one.party_row == opened.person.pk or (one.party_capacity and one.party_capacity.kind == "self")
        for one in said
    )
    return {
        "version": version,
        "when": format_date(version.created_at),
        "said": [
            {
                "who": one.whose,
                "verdict": one.get_verdict_display(),
                "kind": VERDICT_TAG[one.verdict],
                "reasons": spoken(one.reasons, one.language),
                "when": format_date(one.created_at),
                "told": wording.told_by(one),
            }
            for one in latest.values()
        ],
        "waiting": waiting if own else [opened.person.called, *waiting],
        "mine": opened.actor.capacity_id in heard,
    }


def frozen_parts(opened: Opened, version: PlanVersion) -> list[dict[str, Any]]:
    """What a party is asked to agree to: outcomes, each with its steps and supports, then the rest."""
    parts = queries.put_parts(opened, version)
    under: dict[str | None, list[str]] = defaultdict(list)
    exact = {
        part["support_id"]: wording_learning.quantity_said(part)
        for part in parts
        if part["kind"] == "provision"
    }
    for part in parts:
        if part["kind"] in ("step", "support") and part.get("status") != "stopped":
            line = _("%(what)s: %(who)s") % part
            line = ", ".join(said for said in (line, exact.get(part["id"], "")) if said)
            under[part["outcome_id"]].append(spoken(line, part["language"]))
    shown = [
        {
            "heading": part["words"],
            "lang": part["language"],
            "text": part["why_it_matters"],
            "lines": under.pop(part["id"], []),
        }
        for part in parts
        if part["kind"] == "outcome" and part["state"] != "stopped"
    ]
    paid = [
        wording.payment_words(part["amount"], part["every"]) for part in parts if part["kind"] == "payment"
    ]
    rest = paid + _learning(parts) + [line for lines in under.values() for line in lines]
    return shown + ([{"heading": _("Also"), "lang": "", "text": "", "lines": rest}] if rest else [])


def _learning(parts: list[dict[str, Any]]) -> list[str]:
    """The place, and parts in words, of a plan for learning."""
    placed = [
        ", ".join(said for said in (part["name"], part["type"]) if said)
        for part in parts
        if part["kind"] == "placement"
    ]
    return placed + [
        spoken(part["words"], part["language"]) for part in parts if part["kind"] == "part" and part["words"]
    ]


def withheld_sections(opened: Opened, version: PlanVersion) -> bool:
    """Whether there is more than this reader sees: said, never what."""
    return bool(set(version.sections_used) - opened.sections)


def review_line(opened: Opened, review: Review | None) -> dict[str, Any] | None:
    """When we look again, and whether that day has passed."""
    if review is None:
        return None
    state = rules.review_state(review.due_on, review.held_at is not None, clock.today())
    return {
        "review": review,
        "state": state,
        "due": format_due(review.due_on),
        "day": format_date(review.due_on),
        "kind": "late" if state == "overdue" else "calm",
        "owner": review.owner.user.name if review.owner else "",
        "mine": review.owner_id == opened.actor.capacity_id,
    }


def held_reviews(opened: Opened) -> list[dict[str, Any]]:
    """Earlier reviews, newest first, with what each said; the person's own words are marked as theirs."""
    held = list(queries.held_reviews(opened))
    views = defaultdict(list)
    own = {opened.person.called.casefold(), opened.person.full_name.casefold()}
    for view in queries.review_views(opened, held):
        views[view.review_id].append(
            {
                "question": view.get_question_display(),
                "whose": view.whose,
                "own": view.whose.casefold() in own,
                "words": view.words,
                "lang": view.language,
            }
        )
    return [
        {
            "when": format_date(review.held_at, year=True),
            "conclusion": catalogue.conclusion_words(review.conclusion),
            "closing": [text for text in (review.closing_why, review.met_otherwise) if text],
            "views": views[review.pk],
        }
        for review in held
    ]
