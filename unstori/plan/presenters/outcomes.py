"""An outcome in words: the words it comes from, how it goes, what hangs on it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import spoken
from unstori.plan import catalogue, rules, wording
from unstori.plan.models import Outcome, Rating, Support
from unstori.plan.presenters.finding import found_as

SUPPORT_TAG = {
    "started": "calm",
    "agreed": "calm",
    "waiting": "waiting",
    "proposed": "quiet",
    "stopped": "quiet",
}
OUTCOME_TAG = {"draft": "waiting", "agreed": "calm", "reached": "calm", "stopped": "quiet"}


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
    may_add = opened.may(Permission.ADD, outcome.section)
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
        "may_change": may_add,
        "may_rate": rules.can_rate(is_self=opened.is_self, may_add=may_add),
        "href": reverse("plan:outcome", args=[opened.person.reference, outcome.pk]),
    }


def rating_line(rating: Rating) -> dict[str, Any]:
    """What one rater says now."""
    return {
        "who": wording.rated_by(rating),
        "going": rating.going,
        "happy": rating.happy,
        "words": spoken(rating.words, rating.language),
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
    days = wording.span_sentence(support.starts_on, support.ends_on)
    who, often = (spoken(said, support.language) for said in (support.who, support.how_often))
    return {
        "support": support,
        "comes_from": support.get_comes_from_display(),
        "status": support.get_status_display(),
        "kind": SUPPORT_TAG[support.status],
        "who": format_html_join(", ", "{}", [(part,) for part in (who, support.where) if part]),
        "more": format_html_join(", ", "{}", [(part,) for part in (often, days) if part]),
        "tier": support.get_tier_display() if support.comes_from == "service" else "",
        "found": found_as(support),
        "may_take_out": rules.can_take_out(status=support.status, is_found=support.service_id is not None)
        and opened.may(Permission.ADD, support.section),
        "may_move": bool(rules.SUPPORT_MOVES[support.status]) and opened.may(Permission.ADD, support.section),
    }


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
