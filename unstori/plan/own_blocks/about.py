"""Who the person is, and what was said of them, verbatim."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.plan import queries
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.own_blocks.lines import quote
from unstori.story import definitions as story
from unstori.story.models import Statement


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


@register("said_lately")
def said_lately(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Each theme's words of the day on which it was last spoken of: an arrangement holds as it was last agreed, and
    older words would send somebody wrong."""
    rows = lately(open_rows(queries.statements(opened)), spec["themes"])
    return [item(one, words=[quote(one.words, one.said_by, one.language)]) for one in rows]


def lately(statements: list[Statement], themes: list[str]) -> list[Statement]:
    """Of statements, the newest first, those of each theme's last day."""
    rows = [one for one in statements if one.theme in themes]
    last = {one.theme: one.said_on for one in reversed(rows)}
    return [one for one in rows if one.said_on == last[one.theme]]


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
