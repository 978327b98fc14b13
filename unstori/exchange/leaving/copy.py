"""Rows become a copy that a family can read, on the page and on paper, in the language of the page.

The same rows leave here as leave for another system; its parts are laid out like a document's.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.core import clock, dates
from unstori.core.dates import format_date
from unstori.exchange.leaving.assessed import assessed_copy
from unstori.exchange.queries import Leaving
from unstori.people.models import Person
from unstori.people.who import role_said
from unstori.plan import catalogue, wording
from unstori.plan.models import Outcome, Support
from unstori.story import definitions
from unstori.story.models import Entry

Item = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """What `plan.pdf` and the page lay out. Nothing of it is kept."""

    person: Person
    title: str
    language: str
    content: dict[str, Any]
    created_at: datetime
    layout: str = "copy"


def copy_of(found: Leaving) -> Copy:
    """All of it, each part under its heading; a part with nothing in it says so."""
    parts = [
        (_("Who is around"), _around(found)),
        (_("What is known"), _facts(found)),
        (_("In their own words"), _statements(found)),
        (_("What is wanted, and how it is going"), _outcomes(found)),
        (_("What helps"), _supports(found)),
        (_("What is needed, and what is paid"), [*_needs(found), *_payments(found), *_enquiries(found)]),
        (_("What was assessed, and decided test by test"), assessed_copy(found)),
        (_("What was agreed and looked at again"), [*_agreed(found), *_reviews(found)]),
        (_("Promises"), _promises(found)),
        (_("The story, from the beginning"), _story(found)),
    ]
    return Copy(
        person=found.opened.person,
        title=_("The story so far"),
        language=dates.language(),
        content={"blocks": [{"heading": heading, "items": items} for heading, items in parts]},
        created_at=clock.now(),
    )


def _around(found: Leaving) -> list[Item]:
    """Everybody in the circle; no number that would give a withheld address away."""
    near = not found.opened.address_withheld
    return [
        {
            "heading": row.name,
            "text": ", ".join(
                str(part) for part in (role_said(row.relation), row.organisation and row.organisation.name) if part
            ),
            "lines": _full((_("Phone"), near and row.phone), (_("Email"), near and row.email)),
        }
        for row in found.members
    ]  # fmt: skip


def _facts(found: Leaving) -> list[Item]:
    labels = definitions.facts()
    return [
        {
            "heading": str(labels[row.key].label) if row.key in labels else row.key,
            "words": [_quote(row, row.said_by, row.said_on)],
        }
        for row in found.facts
    ]


def _statements(found: Leaving) -> list[Item]:
    return [{"words": [_quote(row, row.said_by, row.said_on)]} for row in found.statements]


def _outcomes(found: Leaving) -> list[Item]:
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
            *_full(
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


def _supports(found: Leaving) -> list[Item]:
    """Those that stand under no outcome that this reader sees."""
    shown = {row.pk for row in found.outcomes}
    return [_support(row) for row in found.supports if row.outcome_id not in shown]


def _support(row: Support) -> Item:
    return {
        "heading": row.what,
        "lang": row.language,
        "lines": _full(
            (_("Who helps"), ", ".join(part for part in (row.who, row.where) if part)),
            (_("How often"), row.how_often),
            (_("When"), wording.span_sentence(row.starts_on, row.ends_on)),
            (_("Where it stands"), row.get_status_display()),
        ),
    }


def _needs(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.words,
            "lang": row.language,
            "lines": _full((_("Why there is no outcome"), row.no_outcome_why)),
        }
        for row in found.needs
    ]


def _payments(found: Leaving) -> list[Item]:
    return [
        {
            "heading": wording.payment_sentence(row),
            "lines": _full(
                (_("For"), ", ".join(need.words for need in row.needs.all())),
                (_("When"), wording.span_sentence(row.starts_on, row.ends_on)),
            ),
        }
        for row in found.payments
    ]


def _enquiries(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.get_kind_display(),
            "text": row.conclusion,
            "lines": _full((_("When"), wording.span_sentence(row.began_on, row.concluded_on))),
        }
        for row in found.enquiries
    ]


def _agreed(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.whose,
            "text": f"{row.get_verdict_display()}, {format_date(row.created_at, year=True)}",
            "words": [_quote(row, row.whose, row.created_at, row.reasons)] if row.reasons else [],
        }
        for row in found.agreements
    ]


def _reviews(found: Leaving) -> list[Item]:
    said = defaultdict(list)
    for view in found.views:
        said[view.review_id].append(view)
    return [
        {
            "heading": (_("Review, %(day)s") if row.held_at else _("Next review, %(day)s"))
            % {"day": format_date(row.held_at or row.due_on, year=True)},
            "text": str(catalogue.conclusion_words(row.conclusion) or "") if row.conclusion else "",
            "words": [
                _quote(view, f"{view.get_question_display()}: {view.whose}", view.created_at)
                for view in said[row.pk]
            ],
        }
        for row in found.reviews
    ]


def _promises(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.what,
            "lang": row.language,
            "lines": _full(
                (_("Who promised"), label_of(row.owner)),
                (_("By when"), format_date(row.due_on, year=True)),
                (_("Kept"), format_date(row.kept_at, year=True) if row.kept_at else _("not yet")),
                (_("What came of it"), row.outcome),
            ),
        }
        for row in found.promises
    ]


def _story(found: Leaving) -> list[Item]:
    """What happened, the oldest first, with the names of the files that hang on it."""
    files = defaultdict(list)
    for file in found.files:
        files[file.entry_id].append((_("File"), file.name))
    rows = sorted(found.entries, key=lambda row: (row.sort_on, row.created_at))
    return [_entry(row, files[row.pk]) for row in rows]


def _entry(row: Entry, files: list[tuple[str, str]]) -> Item:
    day, wrote = dates.format_partial(row.happened_on), label_of(row.created_by)
    by = (
        _("%(who)s, written down by %(wrote)s") % {"who": row.said_by, "wrote": wrote}
        if row.said_by
        else wrote
    )
    told = ", ".join((by, day))
    words = [{"text": row.words, "by": told, "lang": row.language}] if row.words else []
    return {
        "heading": row.headline or str(row.get_kind_display()),
        "lang": row.language if row.title and not row.title_cy else dates.language(),
        "text": "" if words else told,
        "words": words,
        "lines": _full(*files),
    }  # fmt: skip


def _quote(row: Any, by: str, on: Any, words: str = "") -> dict[str, str]:
    """Somebody's words as they said them, whose, and when."""
    return {"text": words or row.words, "by": f"{by}, {format_date(on, year=True)}", "lang": row.language}


def _full(*lines: tuple[str, Any]) -> list[list[str]]:
    return [[name, str(said)] for name, said in lines if said]
