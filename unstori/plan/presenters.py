"""The plan in words: what pages show."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.models import Agreement, Document, Need, Outcome, PlanVersion, Rating, Review, Support

SUPPORT_TAG = {
    "started": "calm",
    "agreed": "calm",
    "waiting": "waiting",
    "proposed": "quiet",
    "stopped": "quiet",
}
OUTCOME_TAG = {"draft": "waiting", "agreed": "calm", "reached": "calm", "stopped": "quiet"}
VERDICT_TAG = {"agrees": "calm", "in_part": "waiting", "disagrees": "late"}


def chart(ratings: list[Rating]) -> dict[str, Any]:
    """One line for each rater, the person's own strong; what it means, and where views differ."""
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for rating in ratings:
        own = rating.rater in rules.OWN
        key = ("own", "") if own else (rating.rater, rating.rater_name)
        line = lines.setdefault(key, {"label": rating.rater_name, "own": own, "points": {}})
        line["points"][rating.rated_on] = rating.going  # the last of a day stands for the day
    series = [{**line, "points": sorted(line["points"].items())} for line in lines.values()]
    views = [wording.view_of(rating) for rating in ratings]
    return {
        "series": sorted(series, key=lambda line: not line["own"]),
        "sentence": wording.rating_sentence(views),
        "difference": wording.difference_sentence(rules.differences(views)),
    }


def outcome_card(opened: Opened, outcome: Outcome) -> dict[str, Any]:
    """One outcome: the words it comes from, how it goes, steps, supports."""
    ratings = list(outcome.ratings.all())
    latest = {(r.rater in rules.OWN) or (r.rater, r.rater_name): r for r in ratings}
    return {
        "outcome": outcome,
        "state": outcome.get_state_display(),
        "state_kind": OUTCOME_TAG[outcome.state],
        "domains": [str(name) for name in catalogue.domain_names(outcome.domains)],
        "said": [
            {"text": s.words, "by": said_by(s.said_by, s.said_on), "lang": s.language}
            for s in outcome.statements.all()
        ],
        "chart": chart(ratings),
        "ratings": [rating_line(rating) for rating in latest.values()],
        "steps": [step_line(step, opened) for step in outcome.steps.all()],
        "supports": [
            support_line(support, opened) for support in rules.strengths_first(outcome.supports.all())
        ],
        "may_change": opened.may(Permission.ADD, outcome.section),
        "href": reverse("plan:outcome", args=[opened.person.reference, outcome.pk]),
    }


def rating_line(rating: Rating) -> dict[str, Any]:
    """What one rater says now."""
    return {
        "who": wording.rated_by(rating),
        "going": rating.going,
        "happy": rating.happy,
        "words": rating.words,
        "when": format_date(rating.rated_on),
    }


def said_by(who: str, when: Any) -> str:
    return _("%(who)s, %(when)s") % {"who": who, "when": format_date(when)}


def step_line(step: Any, opened: Opened) -> dict[str, Any]:
    """Who, by when, and whether it is late, in words."""
    late = bool(step.by_when and not step.done_at and step.by_when < clock.today())
    due = (
        _("done %(day)s") % {"day": format_date(step.done_at)}
        if step.done_at
        else format_due(step.by_when)
        if step.by_when
        else ""
    )
    return {
        "step": step,
        "due": due,
        "kind": "calm" if step.done_at else "late" if late else "quiet",
        "may_finish": not step.done_at and opened.may(Permission.ADD, step.section),
    }


def support_line(support: Support, opened: Opened) -> dict[str, Any]:
    """What, who, how often, where it stands."""
    place = str(support.organisation.name) if support.organisation else ""
    return {
        "support": support,
        "comes_from": support.get_comes_from_display(),
        "status": support.get_status_display(),
        "kind": SUPPORT_TAG[support.status],
        "who": ", ".join(part for part in (support.who, place) if part),
        "may_move": bool(rules.SUPPORT_MOVES[support.status]) and opened.may(Permission.ADD, support.section),
    }


def plan_page(opened: Opened) -> dict[str, Any]:
    """Everything on the plan's first page, with a fixed number of queries."""
    rows = list(queries.outcomes(opened))
    needs = list(queries.needs(opened))
    version = queries.latest_version(opened)
    changes = list(queries.changes_since(opened, version.created_at)) if version else []
    loose = [s for s in queries.supports(opened) if s.outcome_id is None and s.status != "stopped"]
    ended = ("reached", "stopped")
    return {
        "outcomes": [outcome_card(opened, row) for row in rows if row.state not in ended],
        "ended": [outcome_card(opened, row) for row in rows if row.state in ended],
        "needs": [need for need in needs if is_open(need)],
        "settled_needs": [need for need in needs if not is_open(need) and need.no_outcome_why],
        "supports": [support_line(s, opened) for s in rules.strengths_first(loose)],
        "agreement": agreement(opened, version, queries.agreements(opened, version)),
        "changes": [wording.change_sentence(change) for change in changes],
        "changes_heading": wording.changes_heading(len(changes)),
        "review": review_line(queries.open_review(opened)),
        "may_add": bool(opened.may_add_to),
        "may_put_forward": opened.may(Permission.ADD, "what_matters"),
    }


def is_open(need: Need) -> bool:
    return rules.is_open_need(has_outcome=need.outcome_id is not None, why_not=need.no_outcome_why)


def review_line(review: Review | None) -> dict[str, Any] | None:
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
    }


def agreement(opened: Opened, version: PlanVersion | None, said: list[Agreement]) -> dict[str, Any] | None:
    """Who said what of the newest version, and who was not heard yet."""
    if version is None:
        return None
    latest = {one.party_capacity_id or one.party: one for one in said}
    heard = {one.party_capacity_id for one in said}
    waiting = [f"{m.name} ({m.relation})" for m in queries.parties(opened) if m.capacity_id not in heard]
    own = any(one.party_capacity and one.party_capacity.kind == "self" for one in said)
    return {
        "version": version,
        "when": format_date(version.created_at),
        "said": [
            {
                "who": one.party,
                "verdict": one.get_verdict_display(),
                "kind": VERDICT_TAG[one.verdict],
                "reasons": one.reasons,
                "when": format_date(one.created_at),
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
    for part in parts:
        if part["kind"] in ("step", "support") and part.get("status") != "stopped":
            under[part["outcome_id"]].append(_("%(what)s: %(who)s") % part)
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
    rest = [line for lines in under.values() for line in lines]
    return shown + ([{"heading": _("Also"), "lang": "", "text": "", "lines": rest}] if rest else [])


def withheld_sections(opened: Opened, version: PlanVersion) -> bool:
    """Whether there is more than this reader sees: said, never what."""
    return bool(set(version.sections_used) - opened.sections)


def clash_fields(theirs: dict[str, str], mine: dict[str, str]) -> list[dict[str, str]]:
    """Both texts of each field, side by side."""
    return [{"field": wording.field_name(key), "theirs": theirs[key], "mine": mine[key]} for key in mine]


def raters(actor: Actor, called: str) -> list[tuple[str, str]]:
    """Whose view this actor can record, in words."""
    words = {
        "self": _("Mine"),
        "family": _("Mine (%(who)s)"),
        "advocate": _("Mine (%(who)s)"),
        "professional": _("Mine (%(who)s)"),
        "self_helped": _("Mine, and someone helped me")
        if actor.kind == "self"
        else _("%(called)s's own view, and I helped"),
    }
    return [
        (rater, words[rater] % {"who": actor.label, "called": called})
        for rater in rules.raters_for(actor.kind)
    ]


def stale(opened: Opened, document: Document) -> list[str]:
    """What changed since a document was made, in the parts that it draws on and the reader sees."""
    rows = queries.changes_since(opened, document.created_at)
    return [wording.change_sentence(row) for row in rows if row.section in document.sections_used]


def document_line(opened: Opened, document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "when": format_date(document.created_at, year=True),
        "who": document.created_by.user.name,
        "href": reverse("plan:document", args=[opened.person.reference, document.pk]),
        "pdf": reverse("plan:document_pdf", args=[opened.person.reference, document.pk]),
        "language": document.get_language_display(),
    }


def held_reviews(opened: Opened) -> list[dict[str, Any]]:
    """Earlier reviews, newest first, with what each said in their own words."""
    held = list(queries.held_reviews(opened))
    views = defaultdict(list)
    for view in queries.review_views(opened, held):
        views[view.review_id].append(
            {
                "question": view.get_question_display(),
                "whose": view.whose,
                "words": view.words,
                "lang": view.language,
            }
        )
    return [
        {
            "when": format_date(review.held_at, year=True),
            "conclusion": catalogue.conclusion_words(review.conclusion),
            "views": views[review.pk],
        }
        for review in held
    ]
