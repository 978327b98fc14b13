"""Who does what."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import queries, rules, wording
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.models import Support
from unstori.plan.own_blocks.lines import full
from unstori.plan.own_blocks.wanted import wanted


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
        made.append(item(support, heading=support.what, lang=support.language, lines=full(lines)))
    for outcome in wanted(opened):
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
                    lines=full([[_("Who"), step.who], [_("By when"), when]]),
                )
            )
    return made


def _whose(opened: Opened, support: Support) -> str:
    """The regulations tell the authority's actions from those of others."""
    is_authority = support.organisation_id == opened.person.authority_id
    return _("The authority") if is_authority else str(support.get_comes_from_display())


def _who(support: Support) -> str:
    return ", ".join(part for part in (support.who, support.where) if part)
