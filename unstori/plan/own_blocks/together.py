"""When we look again, and who agrees."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import catalogue, queries, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.own_blocks.lines import full


@register("review")
def review(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """When, and who sees to it; what the last one concluded."""
    planned, held, made = queries.open_review(opened), queries.held_reviews(opened).first(), []
    if planned and not planned.narrowed:
        owner = planned.owner.user.name if planned.owner else ""
        made.append(
            item(
                planned,
                lines=full(
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
        made.append(item(held, lines=full(lines)))
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
            lines=full([[_("Reasons"), said.reasons], [_("How we know"), wording.told_by(said)]]),
        )
        for said in open_rows(queries.agreements(opened, version))
    ]
