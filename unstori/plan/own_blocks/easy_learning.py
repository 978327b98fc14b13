"""Easy Read: what I need help with at school, what help I must get, and where I learn."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import queries, rules, wording_learning
from unstori.plan.blocks import Item, item, open_rows, register


@register("easy_needs")
def easy_needs(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """In the words in which they were written, a sentence a line."""
    return [
        item(need, own=rules.short_lines(need.words), lang=need.language)
        for need in open_rows(queries.needs(opened))
        if rules.area_of(need.area, need.section) in spec["areas"]
    ]


@register("easy_provisions")
def easy_provisions(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Who, what, how much, from when: a line each."""
    made = []
    for one in open_rows(queries.provisions(opened)):
        support = one.support
        if support.narrowed:
            continue
        lines = [wording_learning.quantity(one)]
        if support.starts_on:
            lines.append(_("It starts on %(day)s.") % {"day": format_date(support.starts_on, year=True)})
        made.append(
            item(
                one,
                heading=support.who,
                own=rules.short_lines(support.what),
                plain=[line if line.endswith(".") else f"{line}." for line in lines if line],
                lang=support.language,
                sources=[str(support.pk)],
            )
        )
    return made


@register("easy_place")
def easy_place(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    found = queries.placement(opened)
    said = wording_learning.placement_sentence(found) if found and not found.narrowed else ""
    return [item(found, own=[said], lang=found.language)] if found and said else []
