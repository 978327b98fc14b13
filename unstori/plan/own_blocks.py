"""The blocks that the plan itself fills."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Need, Outcome, Support
from unstori.story import definitions as story
from unstori.story.models import Statement


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
    return said(opened, spec) + [item(s, text=s.what, lang=s.language) for s in strengths]


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
            lines=_full([[_("Why there is no outcome"), need.no_outcome_why]]),
            **_drawn_on(_cited(opened, need)),
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
            [_("Whose action"), _whose(opened, support)],
            [_("How often"), support.how_often],
            [_("When"), wording.span_sentence(support.starts_on, support.ends_on)],
            [_("Where it stands"), support.get_status_display()],
        ]
        made.append(item(support, heading=support.what, lang=support.language, lines=_full(lines)))
    for outcome in _wanted(opened):
        for step in open_rows(outcome.steps.all()):
            when = (
                _("done on %(day)s") % {"day": format_date(step.done_at, year=True)}
                if step.done_at
                else (format_date(step.by_when, year=True) if step.by_when else "")
            )
            made.append(
                item(
                    step,
                    heading=step.what,
                    lang=step.language,
                    lines=_full([[_("Who"), step.who], [_("By when"), when]]),
                )
            )
    return made


@register("direct_payments")
def direct_payments(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Which needs are met by them, how much, how often (reg. 3)."""
    made = []
    for payment in open_rows(queries.payments(opened)):
        if payment.ends_on and payment.ends_on <= clock.today():
            continue
        needs = open_rows(payment.needs.all())
        lines = [[_("For"), need.words] for need in needs]
        lines.append([_("When"), wording.span_sentence(payment.starts_on, payment.ends_on)])
        made.append(
            item(
                payment,
                heading=wording.payment_sentence(payment),
                lines=_full(lines),
                sources=[str(need.pk) for need in needs],
                sections=[need.section for need in needs],
            )
        )
    return made


@register("enquiries")
def enquiries(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What each enquiry concluded (Act of 2014, s. 126). One that goes on is no part of a plan."""
    return [
        item(
            enquiry,
            heading=enquiry.get_kind_display(),
            text=enquiry.conclusion,
            lines=[[_("When"), wording.span_sentence(enquiry.began_on, enquiry.concluded_on)]],
        )
        for enquiry in open_rows(queries.enquiries(opened))
        if enquiry.conclusion
    ]


@register("progress")
def progress(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """How it is followed, where it began; the person's own rating first, others' beside it."""
    return [_progress(outcome) for outcome in _wanted(opened)]


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
            [_("Why the plan closes"), held.closing_why],
            [_("How what is still needed is met"), held.met_otherwise],
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
            heading=said.whose,
            text=f"{said.get_verdict_display()}, {format_date(said.created_at, year=True)}",
            lines=_full([[_("Reasons"), said.reasons], [_("How we know"), wording.told_by(said)]]),
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
        "words": [_quote(s.words, s.said_by, s.language) for s in cited],
        "sources": [str(s.pk) for s in cited],
        "sections": [s.section for s in cited],
    }


def _whose(opened: Opened, support: Support) -> str:
    """The regulations tell the authority's actions from those of others."""
    is_authority = support.organisation_id == opened.person.authority_id
    return _("The authority") if is_authority else str(support.get_comes_from_display())


def _quote(words: str, by: str, lang: str) -> dict[str, str]:
    return {"text": words, "by": by, "lang": lang}


def _who(support: Support) -> str:
    return ", ".join(part for part in (support.who, support.where) if part)


def _full(lines: list[list[str]]) -> list[list[str]]:
    return [line for line in lines if line[1]]
