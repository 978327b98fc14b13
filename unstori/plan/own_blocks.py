"""The blocks that the plan itself fills."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.core.words import Words
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Outcome, Support
from unstori.story import definitions as story


@register("said")
def said(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Facts under these keys and statements on these themes, verbatim."""
    themes = spec.get("themes", [])
    statements = [s for s in open_rows(queries.statements(opened)) if s.theme in themes] if themes else []
    facts = open_rows(queries.facts(opened, spec.get("keys", [])))
    grouped = [item(s, words=[_quote(s.words, s.said_by, s.language)]) for s in statements]
    for fact in facts:
        grouped.append(
            item(
                fact,
                heading=str(story.facts()[fact.key].label),
                words=[_quote(fact.words, fact.said_by, fact.language)],
            )
        )
    return grouped


@register("appreciated")
def appreciated(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What people like, what was said of strengths, and the strengths that the plan builds on."""
    strengths = [
        s for s in open_rows(queries.supports(opened)) if s.comes_from == "strength" and s.status != "stopped"
    ]
    return said(opened, spec) + [item(s, text=s.what) for s in strengths]


@register("who_i_am")
def who_i_am(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Name, day of birth, language."""
    person = opened.person
    lines = [[_("Name"), person.full_name], [_("The name I like"), person.called]]
    if person.born_on:
        lines.append([_("Born"), format_date(person.born_on, year=True)])
    lines.append([_("My language"), person.get_language_display()])
    lines.append([_("Authority"), str(person.authority.name)])
    return [item(section="about_me", lines=lines)]


@register("needs")
def needs(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Eligible needs, each with the words it comes from (reg. 3: the eligible needs)."""
    return [
        item(
            need,
            text=need.words,
            lines=[[_("Why there is no outcome"), need.no_outcome_why]] if need.no_outcome_why else [],
        )
        for need in open_rows(queries.needs(opened))
        if need.eligible
    ]


@register("outcomes")
def outcomes(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Each outcome in the person's words, with what it was made from."""
    return [_outcome(outcome) for outcome in _wanted(opened)]


@register("actions")
def actions(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Who does what: strengths and community first, then services, then the steps."""
    made = []
    for support in rules.strengths_first(
        s for s in open_rows(queries.supports(opened)) if s.status != "stopped"
    ):
        lines = [
            [_("Who"), _who(support)],
            [_("How often"), support.how_often],
            [_("Where it stands"), support.get_status_display()],
        ]
        made.append(item(support, heading=support.what, lines=_full(lines)))
    for outcome in _wanted(opened):
        for step in open_rows(outcome.steps.all()):
            when = (
                _("done on %(day)s") % {"day": format_date(step.done_at, year=True)}
                if step.done_at
                else (format_date(step.by_when, year=True) if step.by_when else "")
            )
            made.append(
                item(step, heading=step.what, lines=_full([[_("Who"), step.who], [_("By when"), when]]))
            )
    return made


@register("progress")
def progress(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """The person's own rating first, others' beside it, and where they differ."""
    made = []
    for outcome in _wanted(opened):
        ratings = open_rows(outcome.ratings.all())
        views = [wording.view_of(rating) for rating in ratings]
        lines = [
            [
                view.name,
                _("%(going)s out of 10, %(day)s")
                % {"going": view.going, "day": format_date(view.on, year=True)},
            ]
            for view in rules.newest(views)
        ]
        differ = wording.difference_sentence(rules.differences(views))
        text = wording.rating_sentence(views) + (
            " " + _("We see this differently:") + " " + differ if differ else ""
        )
        made.append(
            item(
                outcome,
                heading=outcome.words,
                text=text,
                lines=lines,
                lang=outcome.language,
                sources=[str(rating.pk) for rating in ratings],
            )
        )
    return made


@register("review")
def review(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """When, and who sees to it; what the last one concluded."""
    planned, held, made = queries.open_review(opened), queries.held_reviews(opened).first(), []
    if planned and not planned.narrowed:
        owner = planned.owner.user.name if planned.owner else ""
        made.append(
            item(
                planned,
                lines=_full(
                    [[_("Next review"), format_date(planned.due_on, year=True)], [_("Who sees to it"), owner]]
                ),
            )
        )
    if held and not held.narrowed:
        lines = [
            [_("Last review"), format_date(held.held_at, year=True)],
            [_("What was decided"), str(catalogue.conclusion_words(held.conclusion) or "")],
        ]
        made.append(item(held, lines=_full(lines)))
    return made


@register("agreement")
def agreement(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What each party said of the newest version, with reasons."""
    version = queries.latest_version(opened)
    return [
        item(
            said,
            heading=said.party,
            text=f"{said.get_verdict_display()}, {format_date(said.created_at, year=True)}",
            lines=_full([[_("Reasons"), said.reasons]]),
        )
        for said in open_rows(queries.agreements(opened, version))
    ]


def _wanted(opened: Opened) -> list[Outcome]:
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
        lines=_full(lines),
        words=[_quote(s.words, s.said_by, s.language) for s in cited],
        sources=[str(s.pk) for s in cited],
    )


def _quote(words: str, by: str, lang: str) -> dict[str, str]:
    return {"text": words, "by": by, "lang": lang}


def _who(support: Support) -> str:
    place: Words | str = support.organisation.name if support.organisation else ""
    return ", ".join(str(part) for part in (support.who, place) if part)


def _full(lines: list[list[str]]) -> list[list[str]]:
    return [line for line in lines if line[1]]
