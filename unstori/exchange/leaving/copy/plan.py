"""The plan in a copy: what is wanted, what helps, what is paid, what was agreed and looked at again."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from unstori.core.dates import format_date
from unstori.exchange.leaving.copy.lines import Item, full, quote
from unstori.exchange.queries import Leaving
from unstori.plan import catalogue, wording
from unstori.plan.models import Outcome, Support


def outcomes(found: Leaving) -> list[Item]:
    """Each outcome with its words, steps and supports, and every rating: whose, when, how many of ten."""
    made = []
    for row in found.outcomes:
        made.append(_outcome(row))
        made += [_support(support) for support in row.supports.all()]
    return made


def _outcome(row: Outcome) -> Item:
    steps = [
        (_("Step"), ", ".join(part for part in (step.what, step.who, _step_day(step)) if part))
        for step in row.steps.all()
    ]
    return {
        "heading": row.words,
        "lang": row.language,
        "lines": [
            *full(
                (_("Where it stands"), row.get_state_display()),
                (_("Why it matters"), row.why_it_matters),
                (_("How it was at the start"), row.baseline),
                *steps,
            ),
            *([wording.rated_by(rating), _rated(rating)] for rating in row.ratings.all()),
        ],
    }


def _step_day(step: Any) -> str:
    if step.done_at:
        return _("done %(day)s") % {"day": format_date(step.done_at, year=True)}
    return _("by %(day)s") % {"day": format_date(step.by_when, year=True)} if step.by_when else ""


def _rated(row: Any) -> str:
    """'6 out of 10, 3 November 2026. “The bus came.”'"""
    said = {"going": row.going, "day": format_date(row.rated_on, year=True)}
    words = f" “{row.words}”" if row.words else ""
    return _("%(going)s out of 10, %(day)s.") % said + words


def supports(found: Leaving) -> list[Item]:
    """Those that stand under no outcome that this reader sees."""
    shown = {row.pk for row in found.outcomes}
    return [_support(row) for row in found.supports if row.outcome_id not in shown]


def _support(row: Support) -> Item:
    return {
        "heading": row.what,
        "lang": row.language,
        "lines": full(
            (_("Who helps"), ", ".join(part for part in (row.who, row.where) if part)),
            (_("How often"), row.how_often),
            (_("When"), wording.span_sentence(row.starts_on, row.ends_on)),
            (_("Where it stands"), row.get_status_display()),
        ),
    }


def needs(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.words,
            "lang": row.language,
            "lines": full((_("Why there is no outcome"), row.no_outcome_why)),
        }
        for row in found.needs
    ]


def payments(found: Leaving) -> list[Item]:
    return [
        {
            "heading": wording.payment_sentence(row),
            "lines": full(
                (_("For"), ", ".join(need.words for need in row.needs.all())),
                (_("When"), wording.span_sentence(row.starts_on, row.ends_on)),
            ),
        }
        for row in found.payments
    ]


def enquiries(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.get_kind_display(),
            "text": row.conclusion,
            "lines": full((_("When"), wording.span_sentence(row.began_on, row.concluded_on))),
        }
        for row in found.enquiries
    ]


def agreed(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.whose,
            "text": f"{row.get_verdict_display()}, {format_date(row.created_at, year=True)}",
            "words": [quote(row, row.whose, row.created_at, row.reasons)] if row.reasons else [],
        }
        for row in found.agreements
    ]


def reviews(found: Leaving) -> list[Item]:
    said = defaultdict(list)
    for view in found.views:
        said[view.review_id].append(view)
    return [
        {
            "heading": (_("Review, %(day)s") if row.held_at else _("Next review, %(day)s"))
            % {"day": format_date(row.held_at or row.due_on, year=True)},
            "text": str(catalogue.conclusion_words(row.conclusion) or "") if row.conclusion else "",
            "words": [
                quote(view, f"{view.get_question_display()}: {view.whose}", view.created_at)
                for view in said[row.pk]
            ],
        }
        for row in found.reviews
    ]
