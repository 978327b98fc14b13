"""Easy Read: what I want, who helps, what happens next, whom I can ask, who agrees, and what always holds."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.circle.queries import circle_of
from unstori.core.dates import format_date
from unstori.core.words import Words
from unstori.people.who import who
from unstori.plan import queries, rules
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Agreement, Support
from unstori.plan.own_blocks.easy_about import easy_quote
from unstori.plan.own_blocks.wanted import wanted
from unstori.story.queries import open_promises

NOT_YET = ("proposed", "agreed", "waiting")


@register("easy_wanted")
def easy_wanted(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Each outcome with the words it came from, unless they are the same; and why it matters."""
    made = []
    for outcome in wanted(opened):
        cited = [one for one in open_rows(outcome.statements.all()) if one.words != outcome.words]
        symbols = [spec["symbols"][domain] for domain in outcome.domains if domain in spec["symbols"]]
        made.append(
            item(
                outcome,
                heading=outcome.words,
                lang=outcome.language,
                symbol=symbols[0] if symbols else "",
                words=[easy_quote(one) for one in cited],
                own=rules.short_lines(outcome.why_it_matters),
                sources=[str(one.pk) for one in cited],
                sections=[one.section for one in cited],
            )
        )
    return made


@register("easy_helpers")
def easy_helpers(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Who does what for me: a name, then what they do."""
    running = [one for one in open_rows(queries.supports(opened)) if one.status != "stopped"]
    return [_helper(one) for one in rules.strengths_first(running) if one.comes_from != "strength"]


@register("easy_next")
def easy_next(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What happens next: promises and steps by their day, then when the plan is looked at again."""
    coming: list[tuple[Any, Any, str, str]] = []
    for promise in open_rows(open_promises(opened)):
        coming.append((promise.due_on, promise, str(who(promise.owner)), promise.what))
    for outcome in wanted(opened):
        for step in open_rows(outcome.steps.all()):
            if not step.done_at:
                coming.append((step.by_when, step, step.who, step.what))
    coming.sort(key=lambda one: (one[0] is None, one[0] or "", str(one[1].pk)))
    made = [
        item(row, heading=name, own=rules.short_lines(what), plain=_by_day(day), lang=row.language)
        for day, row, name, what in coming
    ]
    planned = queries.open_review(opened)
    if planned and not planned.narrowed:
        plain = [_("We look at my plan again on %(day)s.") % {"day": format_date(planned.due_on, year=True)}]
        made.append(item(planned, plain=plain, symbol="calendar"))
    return made


@register("easy_ask")
def easy_ask(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """The key worker first, then advocates: a name, and how to reach them."""
    made = []
    around = open_rows(circle_of(opened))
    for member in (one for one in around if one.is_key_worker or one.kind == "advocate"):
        says = _("%(who)s is my key worker.") if member.is_key_worker else _("%(who)s is my advocate.")
        plain = [says % {"who": member.name}]
        if member.phone:
            plain.append(_("I can phone %(number)s.") % {"number": member.phone})
        made.append(item(member, plain=plain))
    return made


@register("easy_agreed")
def easy_agreed(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What each said of the plan, a name and a short line."""
    says = {
        Agreement.Verdict.AGREES: _("Agrees with my plan."),
        Agreement.Verdict.IN_PART: _("Agrees with a part of my plan."),
        Agreement.Verdict.DISAGREES: _("Does not agree with my plan."),
    }
    marks = {"agrees": "thumb_up", "in_part": "not_sure", "disagrees": "thumb_down"}
    said = open_rows(queries.agreements(opened, queries.latest_version(opened)))
    return [
        item(
            one,
            heading=one.whose,
            plain=[says[Agreement.Verdict(one.verdict)]],
            own=rules.short_lines(one.reasons),
            lang=one.language,
            symbol=marks[one.verdict],
        )
        for one in said
    ]


@register("easy_lines")
def easy_lines(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What holds for everyone: the layout says it, with a symbol for each idea."""
    return [
        item(plain=[str(Words.read(one["words"]))], symbol=one.get("symbol", "")) for one in spec["lines"]
    ]


def _helper(support: Support) -> Item:
    own = [*rules.short_lines(support.what), *rules.short_lines(support.how_often)]
    plain = [_("This has not started yet.")] if support.status in NOT_YET else []
    name = ", ".join(part for part in (support.who, support.where) if part)
    return item(support, heading=name, own=own, plain=plain, lang=support.language)


def _by_day(day: Any) -> list[str]:
    return [_("By %(day)s.") % {"day": format_date(day, year=True)}] if day else []
