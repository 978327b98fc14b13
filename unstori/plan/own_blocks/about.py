"""Who the person is, and what was said of them, verbatim."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import queries
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.own_blocks.lines import quote
from unstori.story import definitions as story


@register("said")
def said(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Facts under these keys and statements on these themes, verbatim."""
    themes = spec.get("themes", [])
    statements = [s for s in open_rows(queries.statements(opened)) if s.theme in themes] if themes else []
    facts = open_rows(queries.facts(opened, spec.get("keys", [])))
    grouped = [item(s, words=[quote(s.words, s.said_by, s.language)]) for s in statements]
    for fact in facts:
        grouped.append(
            item(
                fact,
                heading=str(story.facts()[fact.key].label),
                words=[quote(fact.words, fact.said_by, fact.language)],
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
