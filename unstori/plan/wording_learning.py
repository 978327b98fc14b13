"""Sentences about a plan for learning that pages and documents share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.core.dates import format_date
from unstori.plan.models import Advice, Issue, Placement, Provision
from unstori.plan.rules import Changed, Gap

GAPS = {
    "unseen": _("You do not see this part of the story. Somebody who sees it has to make the final plan."),
    "nothing": gettext_lazy("Nothing is written here yet."),
    "nothing_or_none": gettext_lazy("Nothing is written here yet. If there is none, say so."),
    "none_but_some": _("Here it says both that there is none and what there is. One of the two is wrong."),
    "no_own_words": gettext_lazy("The person’s own words are missing, or what those who know them see."),
    "no_others_words": gettext_lazy(
        "The words of the family, or of others who know the person, are missing."
    ),
    "need_nowhere": gettext_lazy("Say whether it is a need of learning, health or social care."),
    "need_no_outcome": gettext_lazy("No outcome is tied to this need."),
    "need_no_provision": gettext_lazy("No provision is tied to this need."),
    "no_need": gettext_lazy("It is not tied to a need."),
    "no_outcome": gettext_lazy("It is not tied to an outcome."),
    "not_counted": gettext_lazy("Say how often, and how long each time."),
    "no_who": gettext_lazy("Say which school, authority or other body gives it."),
    "no_start": gettext_lazy("Say from when."),
    "no_review": gettext_lazy("Say when it is looked at again, or when it ends."),
    "no_welsh": gettext_lazy("Say whether it should be given in Welsh."),
    "no_why": gettext_lazy("Say why this and not something else."),
    "no_day": gettext_lazy("Say by when it should be reached."),
    "not_followed": gettext_lazy("Say how it will be seen whether it is reached."),
    "no_adulthood": gettext_lazy("From Year 9 something here has to get the person ready for adult life."),
    "year_nine_words": gettext_lazy("From Year 9 this has to say what is done about adult life."),
    "no_advice": gettext_lazy("Advice is missing from: %(about)s."),
}


def gap_sentence(gap: Gap) -> str:
    """What is missing, in words that say what to do."""
    about = str(Advice.Kind(gap.about).label) if gap.code == "no_advice" else gap.about
    return str(GAPS[gap.code]) % {"about": about}


def gap_rows(gaps: Iterable[Gap]) -> list[tuple[Gap, str, list[str]]]:
    """Of each row once: the first of its gaps, its words, and all that it lacks. A need is mended on several pages."""
    found: dict[tuple[str, str, str], tuple[Gap, str, list[str]]] = {}
    for gap in gaps:
        about = "" if gap.code == "no_advice" else gap.about
        own_page = not gap.row or gap.code.startswith("need_")
        key = (gap.part, gap.row, gap.code + gap.about if own_page else "")
        found.setdefault(key, (gap, about, []))[2].append(gap_sentence(gap))
    return list(found.values())


def gap_parts(gaps: Iterable[Gap], headings: Mapping[str, str]) -> list[list[Any]]:
    """Heading by heading: the rows under it that lack something, each with what it lacks."""
    parts: dict[str, list[list[Any]]] = {}
    for gap, about, lines in gap_rows(gaps):
        parts.setdefault(headings[gap.part], []).append([about, lines])
    return [[heading, rows] for heading, rows in parts.items()]


def quantity(provision: Provision) -> str:
    """'3 times every week, 30 minutes each time'"""
    return quantity_said(vars(provision))


def quantity_said(row: Mapping[str, Any]) -> str:
    """The same of a row that was frozen when the plan was put to the parties."""
    every, times, minutes = row["every"], row["times"], row["minutes"]
    if not every:
        return ""
    if every == Provision.Every.ALWAYS:
        return _("All the time")
    often = str(Provision.Every(every).label)
    if times == 1:
        often = _("once %(every)s") % {"every": often}
    elif times:
        often = ngettext("%(n)s time %(every)s", "%(n)s times %(every)s", times) % {
            "n": times,
            "every": often,
        }
    if not minutes:
        return often
    long = ngettext("%(n)s minute each time", "%(n)s minutes each time", minutes) % {"n": minutes}
    return f"{often}, {long}"


def change_line(change: Changed) -> str:
    """One thing that is not as it was in the plan before."""
    said = {
        "added": _("%(part)s: new: %(words)s"),
        "gone": _("%(part)s: taken out: %(words)s"),
        "changed": _("%(part)s: was: %(was)s Is now: %(words)s"),
    }[change.how]
    was = change.was if change.was.endswith(".") else f"{change.was}."
    return said % {"part": change.part, "words": change.words, "was": was}


def stage_sentence(stage: str, *, number: int, answer_by: date | None = None) -> str:
    """What a document is, for its first line."""
    if stage == Issue.Stage.DRAFT:
        words = _("This is a draft, number %(number)s. You can say what you think of it until %(day)s.")
        return words % {"number": number, "day": format_date(answer_by, year=True)}
    if stage == Issue.Stage.FINAL:
        return _("This is the final plan, number %(number)s.") % {"number": number}
    if stage == Issue.Stage.AMENDED:
        return _("This is the final plan, amended, number %(number)s.") % {"number": number}
    return _("This is a copy of the plan as it is today. It is neither a draft nor the final plan.")


def placement_sentence(placement: Placement) -> str:
    """The name and the type, or the type alone."""
    return ", ".join(part for part in (placement.name, placement.type) if part)
