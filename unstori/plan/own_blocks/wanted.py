"""What is needed and wanted, and how it is going."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Need, Outcome
from unstori.plan.own_blocks.lines import full, quote
from unstori.story.models import Statement


@register("needs")
def needs(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Eligible needs, each with the words it comes from (reg. 3: the eligible needs)."""
    return [
        item(
            need,
            text=need.words,
            lines=full([[_("Why there is no outcome"), need.no_outcome_why]]),
            **_drawn_on(_cited(opened, need)),
        )
        for need in open_rows(queries.needs(opened))
        if need.eligible
    ]


@register("outcomes")
def outcomes(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Each outcome in the person's words, with what it was made from."""
    return [_outcome(outcome) for outcome in wanted(opened)]


@register("progress")
def progress(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """How it is followed, where it began; the person's own rating first, others' beside it."""
    return [_progress(outcome) for outcome in wanted(opened)]


def wanted(opened: Opened) -> list[Outcome]:
    return [
        outcome for outcome in open_rows(queries.outcomes(opened)) if outcome.state != Outcome.State.STOPPED
    ]


def _outcome(outcome: Outcome) -> Item:
    cited = open_rows(outcome.statements.all())
    tags = ", ".join(str(name) for name in catalogue.domain_names(outcome.domains))
    lines = [
        [_("Why it matters"), outcome.why_it_matters],
        [_("How it is now"), outcome.baseline],
        [_("Part of life"), tags],
    ]
    return item(
        outcome,
        heading=outcome.words,
        lang=outcome.language,
        lines=full(lines),
        **_drawn_on(cited),
    )


def _progress(outcome: Outcome) -> Item:
    ratings = open_rows(outcome.ratings.all())
    views = [wording.view_of(rating) for rating in ratings]
    differ = wording.difference_sentence(rules.differences(views))
    text = wording.rating_sentence(views)
    if differ:
        text = " ".join((text, _("We see this differently:"), differ))
    lines = [[_("How we follow it"), outcome.followed_how or _("This is not settled yet.")]]
    return item(
        outcome,
        heading=outcome.words,
        text=text,
        lines=[*lines, *_start(views), *([view.name, _out_of_ten(view)] for view in rules.newest(views))],
        lang=outcome.language,
        sources=[str(rating.pk) for rating in ratings],
    )


def _out_of_ten(view: rules.View) -> str:
    said = {"going": view.going, "day": format_date(view.on, year=True)}
    return _("%(going)s out of 10, %(day)s") % said


def _start(views: list[rules.View]) -> list[list[str]]:
    """The feeling score that everything after is seen against: the person's own first."""
    own = min((view for view in views if view.own), key=lambda view: view.on, default=None)
    return [[_("At the start"), _out_of_ten(own)]] if own else []


def _cited(opened: Opened, need: Need) -> list[Statement]:
    """The words that a need comes from, when they may stand in a document."""
    cited = need.statement
    return [cited] if cited and not cited.narrowed and opened.sees(cited) else []


def _drawn_on(cited: list[Statement]) -> dict[str, Any]:
    """Somebody's words in a part of another row: readers of the document must be readers of them."""
    return {
        "words": [quote(s.words, s.said_by, s.language) for s in cited],
        "sources": [str(s.pk) for s in cited],
        "sections": [s.section for s in cited],
    }
