"""Easy Read: who I am, my words, and how I show what I feel."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.words import Words
from unstori.plan import queries, rules
from unstori.plan.blocks import Item, item, open_rows, register
from unstori.plan.own_blocks.about import lately
from unstori.plan.own_blocks.lines import quote
from unstori.story import definitions as story
from unstori.story.definitions.asking import Question
from unstori.story.models import Fact, Statement

OBSERVED = "observed-together"


@register("easy_me")
def easy_me(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """Name and language, one idea a line; then one line about me."""
    person = opened.person
    said = {"name": person.called, "language": person.get_language_display()}
    plain = [_("My name is %(name)s.") % said, _("My language is %(language)s.") % said]
    return [item(section="about_me", plain=plain), *_facts(opened, spec.get("keys", []), [])]


@register("easy_said")
def easy_said(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What was said on these themes and is known under these keys, in the words in which it was said."""
    said = [one for one in open_rows(queries.statements(opened)) if one.theme in spec.get("themes", [])]
    shown = [item(one, words=[easy_quote(one)]) for one in said]
    strengths = open_rows(queries.supports(opened)) if spec.get("strengths") else []
    able = [one for one in strengths if one.comes_from == "strength" and one.status != "stopped"]
    return [
        *shown,
        *_facts(opened, spec.get("keys", []), _observed(opened)),
        *(item(one, own=rules.short_lines(one.what), lang=one.language) for one in able),
    ]


@register("easy_lately")
def easy_lately(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What was said last on each theme, a sentence a line."""
    rows = lately(open_rows(queries.statements(opened)), spec["themes"])
    return [item(one, words=[easy_quote(one)]) for one in rows]


@register("easy_shown")
def easy_shown(opened: Opened, spec: dict[str, Any]) -> list[Item]:
    """What those around the person see and agree on, in the order of the guide; each with its symbol."""
    made = []
    seen = _observed(opened)
    for question in _questions(spec["themes"]):
        rows = [one for one in seen if one.theme == question.theme]
        newest = [one for one in rows if one.said_on == max(row.said_on for row in rows)]
        for number, one in enumerate(newest):
            first = {} if number else {"heading": str(question.lead), "symbol": question.symbol}
            made.append(item(one, words=[easy_quote(one)], **first))
    return made


def easy_quote(said: Statement | Fact) -> dict[str, Any]:
    """Words with whose they are, a sentence a line, and who sees it so too."""
    by = said.said_by
    if agreed := getattr(said, "agreed_by", ""):
        by = _("%(who)s saw this. %(others)s see it too.") % {"who": by, "others": agreed}
    return {**quote(said.words, by, said.language), "plain": rules.short_lines(said.words)}


def _questions(themes: Iterable[str]) -> list[Question]:
    wanted = set(themes)
    return [one for one in story.guide(OBSERVED).questions if one.theme in wanted and one.lead]


def _observed(opened: Opened) -> list[Statement]:
    """What was observed together: under themes that the guide alone has."""
    themes = {one.theme for one in story.guide(OBSERVED).questions}
    return [one for one in open_rows(queries.statements(opened)) if one.theme in themes]


def _facts(opened: Opened, keys: list[str], shown: Iterable[Statement]) -> list[Item]:
    """What is known under these keys. A fact that came from words which have their own place is not said twice."""
    twice = tuple(one.words.strip() for one in shown)
    made, before = [], ""
    for fact in open_rows(queries.facts(opened, keys)):
        if twice and fact.words.endswith(twice):
            continue
        label: Words = story.facts()[fact.key].label
        heading = {"heading": str(label)} if fact.key != before else {}
        before = fact.key
        made.append(item(fact, words=[easy_quote(fact)], **heading))
    return made
