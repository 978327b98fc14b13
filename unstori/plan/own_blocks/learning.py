"""The blocks of plans for learning: needs by kind, provision by number, place, budget, advice, what happened when."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.circle.queries import circle_of
from unstori.core.dates import as_day, format_date
from unstori.people.who import role_said
from unstori.plan import catalogue, queries, rules, wording, wording_learning
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Issue, Outcome, Placement, PlanPart, Provision
from unstori.plan.own_blocks.about import appreciated
from unstori.plan.own_blocks.lines import full, quote
from unstori.plan.own_blocks.wanted import wanted


def none_said(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """That it was looked for and there is none; or what was written in words."""
    part = queries.parts(opened).get(spec.get("part", ""))
    return [_part_item(part)] if part and not part.narrowed else []


def _part_item(part: PlanPart) -> Item:
    if part.none:
        said = _("None.")
        return item(part, text=f"{said} {part.words}".strip())
    return item(part, text=part.words, lang=part.language)


@register("words_of_part")
def words_of_part(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """A part that is written in words alone."""
    return none_said(opened, spec)


@register("contacts")
def contacts(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Who is there. A worker's number stands with them; the family's stays in the circle, where it can be kept safe."""
    made = []
    for member in open_rows(circle_of(opened)):
        lines = [[_("Who they are"), str(role_said(member.relation))]]
        lines.append([_("Organisation"), str(member.organisation.name) if member.organisation else ""])
        if member.kind == "worker":
            lines += [[_("Phone"), member.phone], [_("Email"), member.email]]
        if member.is_key_worker:
            lines.append([_("Key worker"), _("yes")])
        made.append(item(member, heading=member.name, lines=full(lines)))
    return made


@register("profile")
def profile(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """In the words of the person and of those around them."""
    return appreciated(opened, spec)


@register("area_needs")
def area_needs(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Needs of one kind, each with the words it comes from, its outcome, or why it has none."""
    made = []
    _needs, outcomes = queries.seen_links(opened)
    for need in open_rows(queries.needs(opened).select_related("outcome")):
        if rules.area_of(need.area, need.section) != spec["area"]:
            continue
        outcome = need.outcome if need.outcome_id in outcomes else None
        lines = [[_("Outcome"), outcome.words if outcome else ""]]
        lines.append([_("Why there is no outcome"), "" if outcome else need.no_outcome_why])
        cited = need.statement
        quoted = [cited] if cited and not cited.narrowed and opened.sees(cited) else []
        drawn = [row for row in (outcome, *quoted) if row]
        made.append(
            item(
                need,
                heading=need.words,
                lang=need.language,
                lines=full(lines),
                words=[quote(s.words, s.said_by, s.language) for s in quoted],
                sources=[str(row.pk) for row in drawn],
                sections=[row.section for row in drawn],
            )
        )
    return made or none_said(opened, spec)


@register("targets")
def targets(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Outcomes: how it is now, by when, how it is followed, and the small steps on the way."""
    return [
        item(
            outcome,
            heading=outcome.words,
            lang=outcome.language,
            lines=full(outcome_lines(outcome)),
            sources=[str(step.pk) for step in open_rows(outcome.steps.all())],
            sections=[step.section for step in open_rows(outcome.steps.all())],
        )
        for outcome in wanted(opened)
    ]


def outcome_lines(outcome: Outcome) -> list[list[str]]:
    """Specific, measured and by a day."""
    steps = [[_("Step"), ", ".join((step.what, step.who))] for step in open_rows(outcome.steps.all())]
    return [
        [_("Why it matters"), outcome.why_it_matters],
        [_("How it is now"), outcome.baseline],
        [_("By when"), format_date(outcome.by_when, year=True)],
        [_("How we see whether it is reached"), outcome.followed_how],
        *steps,
    ]


@register("provisions")
def provisions(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Each provision with the need and the outcome that it is for, and everything that the law wants said of it."""
    needs, outcomes = queries.seen_links(opened)
    made = [
        _provision(one, needs, outcomes, spec)
        for one in open_rows(queries.provisions(opened))
        if one.kind in spec["kinds"] and not one.support.narrowed
    ]
    return made or none_said(opened, spec)


def _provision(one: Provision, needs: set[Any], outcomes: set[Any], spec: dict[str, Any]) -> Item:
    need = one.need if one.need_id in needs else None
    outcome = one.support.outcome if one.support.outcome_id in outcomes else None
    drawn = [row for row in (one.support, need, outcome) if row]
    return item(
        one, heading=one.support.what, lang=one.support.language,
        lines=full(provision_lines(one, need.words if need else "", outcome, spec)),
        sources=[str(row.pk) for row in drawn], sections=[row.section for row in drawn],
    )  # fmt: skip


def provision_lines(
    one: Provision, need: str, outcome: Outcome | None, spec: dict[str, Any]
) -> list[list[str]]:
    """In the order of the law (ALN Code 23: outcome, provision, Welsh, who, from when, until when, why)."""
    support, wants = one.support, spec.get("wants", ())
    by_when = format_date(outcome.by_when, year=True) if outcome and outcome.by_when else ""
    return [
        [_("Outcome"), outcome.words if outcome else ""],
        [_("By when"), by_when],
        [_("For the need"), need],
        [_("How much"), wording_learning.quantity(one)],
        [_("How it is given"), one.how],
        [_("In Welsh"), {True: _("yes"), False: _("no"), None: ""}[one.in_welsh] if "welsh" in wants else ""],
        [_("Who gives it"), ", ".join(part for part in (support.who, support.where) if part)],
        [_("When"), wording.span_sentence(support.starts_on, support.ends_on)],
        [_("Looked at again"), format_date(one.review_on, year=True)],
        [_("Why"), one.why],
        [_("Prepares for adult life"), _("yes") if one.adulthood else ""],
        [_("By a direct payment"), _("yes") if one.by_payment else ""],
    ]


@register("placement")
def placement(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """The name and type of the school, or the type alone; a first draft says that it names none."""
    if spec.get("draft_names_none"):
        return [item(section=spec["section"], text=str(catalogue.Words.read(spec["not_yet"])))]
    found = queries.placement(opened)
    if found is None or found.narrowed:
        return none_said(opened, spec)
    return [
        item(
            found,
            heading=wording_learning.placement_sentence(found),
            lang=found.language,
            lines=_place_lines(found),
        )
    ]


def _place_lines(found: Placement) -> list[list[str]]:
    basis = "" if found.basis == Placement.Basis.NAMED else str(found.get_basis_display())
    lines = [
        [_("What the plan says"), basis],
        [_("From when"), format_date(found.starts_on, year=True)],
    ]
    return full([*lines, [_("Board and lodging"), found.boarding], [_("Why"), found.why]])


@register("budget")
def budget(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What was written of it, and what a direct payment secures: its needs and outcomes (reg. 12(1)(j))."""
    needs, outcomes = queries.seen_links(opened)
    paid = [
        _provision(one, needs, outcomes, spec)
        for one in open_rows(queries.provisions(opened))
        if one.by_payment and not one.support.narrowed
    ]
    return [*none_said(opened, spec), *paid]


@register("advice")
def advice(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Who gave it and when, and all of it: the list and its appendices in one."""
    made = []
    for number, one in enumerate(open_rows(queries.advice(opened)), 1):
        whose = ", ".join(part for part in (one.who, one.role) if part)
        place = str(one.organisation.name) if one.organisation else ""
        lines = [[_("Kind of advice"), str(one.get_kind_display())], [_("Organisation"), place]]
        lines.append([_("Given on"), format_date(one.given_on, year=True)])
        made.append(
            item(
                one,
                heading=f"{number}. {whose}",
                lines=full(lines),
                words=[quote(one.words, one.who, one.language)],
            )
        )
    return made


@register("events")
def events(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Drafts and final plans, advice, reviews and when each provision began, in the order of their days."""
    dated: list[tuple[Any, str, Any]]
    dated = [(as_day(row.created_at), _issued(row), row) for row in queries.issues(opened)]
    dated += [
        (row.given_on, _("Advice from %(who)s") % {"who": row.who}, row) for row in queries.advice(opened)
    ]
    dated += [
        (as_day(row.held_at), _("The plan was looked at together"), row)
        for row in queries.held_reviews(opened)
        if row.held_at
    ]
    dated += [
        (one.support.starts_on, _("Began: %(what)s") % {"what": one.support.what}, one)
        for one in queries.provisions(opened)
        if one.support.starts_on and not one.support.narrowed
    ]
    ordered = sorted(
        ((day, words, row) for day, words, row in dated if not row.narrowed), key=lambda one: one[0]
    )
    return [item(row, text=f"{format_date(day, year=True)}: {words}") for day, words, row in ordered]


def _issued(row: Issue) -> str:
    words = _("%(stage)s plan, number %(number)s")
    return words % {"stage": str(row.get_stage_display()), "number": row.number}
