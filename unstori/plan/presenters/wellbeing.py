"""How true the statements of well-being are: each rater's view beside the others, and where they differ."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.core.words import Words, spoken
from unstori.plan import catalogue, queries, rules, wording
from unstori.plan.forms.wellbeing import STEPS
from unstori.plan.models import WellBeingView

Part = dict[str, Any]


def wellbeing_page(opened: Opened) -> dict[str, Any]:
    """Every part of life that the reader sees: who has spoken, and where they differ."""
    held = catalogue.wellbeing(opened.person.jurisdiction)
    views = defaultdict(list)
    for view in queries.wellbeing_views(opened, held["id"]):
        views[view.domain].append(view)
    seen = [part for part in held["domains"] if part["section"] in opened.sections]
    lines = [_line(opened, part, views[part["id"]]) for part in seen]
    return {
        "title": str(Words.read(held["title"])),
        "about": str(Words.read(held["about"])),
        "parts": lines,
        "hidden": len(seen) < len(held["domains"]),
        "next": next((line["say"] for line in lines if line["may"] and not line["mine"]), ""),
        "begun": any(line["mine"] for line in lines),
    }


def _line(opened: Opened, part: Part, views: list[WellBeingView]) -> dict[str, Any]:
    mine = [view for view in views if view.created_by_id == opened.actor.capacity_id]
    said = [statement_line(one, views) for one in part["statements"]]
    at = [opened.person.reference, part["id"]]
    raters = {_key(view): view.rater_name for view in views}
    return {
        "name": str(Words.read(part["short"])),
        "symbol": part["symbol"],
        "raters": ", ".join(raters.values()),
        "apart": sum(1 for one in said if one["apart"]),
        "mine": format_date(mine[-1].rated_on, year=True) if mine else "",
        "may": queries.may_say_wellbeing(opened, part["section"]),
        "say": reverse("plan:say_wellbeing", args=at),
        "href": reverse("plan:wellbeing_part", args=at) if views else "",
    }


def statement_line(statement: Part, views: list[WellBeingView]) -> dict[str, Any]:
    """One statement: the newest of each rater side by side, what differs, and what each said before."""
    id = statement["id"]
    said = [view for view in views if id in view.answers]
    newest = {_key(view): view for view in said}
    first = {_key(view): view for view in reversed(said)}
    lines = [
        {
            "who": wording.rated_by(view),
            "step": step_words(view.answers[id]),
            "when": format_date(view.rated_on, year=True),
            "own": view.rater in rules.OWN,
            "before": _before(first[key], view, id),
        }
        for key, view in sorted(newest.items(), key=lambda pair: (pair[0] != "own", pair[1].rater_name))
    ]
    return {
        "words": str(Words.read(statement)),
        "said": lines,
        "apart": apart_sentence(rules.apart(_said(view, id) for view in newest.values())),
    }


def apart_sentence(found: rules.Apart | None) -> str:
    """'Mair says “a little”, Huw says “completely”.'"""
    if found is None:
        return ""
    return _("%(one)s says “%(low)s”, %(other)s says “%(high)s”.") % {
        "one": found.least.name,
        "low": step_words(found.least.step),
        "other": found.most.name,
        "high": step_words(found.most.step),
    }


def step_words(step: int | None) -> str:
    return _("I do not know") if step is None else str(STEPS[step - 1][1])


def part_page(opened: Opened, part: Part, views: list[WellBeingView]) -> dict[str, Any]:
    """One part of life: statement by statement, and what people wrote beside it."""
    return {
        "name": str(Words.read(part["name"])),
        "statements": [statement_line(one, views) for one in part["statements"]],
        "wrote": [
            {"who": wording.rated_by(view), "when": format_date(view.rated_on, year=True),
             "words": spoken(view.words, view.language)}
            for view in reversed(views) if view.words
        ],
        "may": queries.may_say_wellbeing(opened, part["section"]),
    }  # fmt: skip


def _before(first: WellBeingView, now: WellBeingView, id: str) -> str:
    """Where this rater began, when that was otherwise."""
    if first.answers[id] == now.answers[id]:
        return ""
    day = format_date(first.rated_on, year=True)
    return _("was “%(step)s” on %(day)s") % {"step": step_words(first.answers[id]), "day": day}


def _said(view: WellBeingView, id: str) -> rules.Said:
    return rules.Said(view.rater, view.rater_name, view.answers[id], view.rated_on)


def _key(view: WellBeingView) -> str:
    """Whose line it is: the person's own is one, whoever helped; anybody else's is their capacity's."""
    return "own" if view.rater in rules.OWN else str(view.created_by_id)
