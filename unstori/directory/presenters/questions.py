"""Counts of what was asked, in words and bars; answers, in the language of the page."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core import dates
from unstori.core.words import Words
from unstori.directory.models import Answer, AnswerVersion, Entry, Wish
from unstori.directory.presenters.entries import paragraphs
from unstori.directory.queries import entitlements
from unstori.directory.queries.questions import Answered, Counted
from unstori.directory.rules import meaning
from unstori.directory.rules.questions import shown

MOST_BARS = 30
Bars = list[dict[str, Any]]
HEAD = ("month", "area", "theme_en", "theme_cy", "nothing_found", "only_nearly", "not_opened", "all")


def theme_name(theme: str, language: str = "") -> str:
    if theme.startswith("~"):
        return theme[1:]
    return meaning.label(theme, language or dates.language()) if theme in meaning.groups() else theme


def overview(rows: list[Counted], least: int, address: str) -> dict[str, Any]:
    """By theme, month and area. What was asked too seldom is a number of themes, and no more."""
    themes = _bars(rows, lambda row: row.theme, least)
    for bar in themes:
        bar["name"], bar["href"] = theme_name(bar["key"]), f"{address}theme={bar['key']}"
        bar["asked"] = bar["key"].startswith("~")
    months = sorted(_bars(rows, lambda row: row.month, least), key=lambda bar: bar["key"])
    for bar in months:
        bar["name"] = dates.format_partial(bar["key"].strftime("%Y-%m"))
    areas = _bars([row for row in rows if row.area], lambda row: row.area, least)
    for bar in areas:
        bar["name"] = bar["key"]
    few = len({row.theme for row in rows}) - len(themes)
    return {"themes": themes[:MOST_BARS], "months": months, "areas": areas[:MOST_BARS],
            "total": shown(sum(row.count for row in rows), least), "few": few}  # fmt: skip


def one_theme(rows: list[Counted], least: int) -> Bars:
    """The words in which it was asked."""
    bars = _bars(rows, lambda row: row.terms, least)
    for bar in bars:
        bar["name"], bar["asked"] = bar["key"], True  # nobody said in which language
    return bars[:MOST_BARS]


def _bars(rows: Iterable[Counted], key: Callable[[Counted], Hashable], least: int) -> Bars:
    sums: dict[Any, Counter[str]] = {}
    for row in rows:
        sums.setdefault(key(row), Counter()).update(
            count=row.count, nothing=row.nothing, relaxed=row.relaxed, left=row.left
        )
    told = {each: counts for each, counts in sums.items() if shown(counts["count"], least) is not None}
    most = max((counts["count"] for counts in told.values()), default=1)
    ordered = sorted(told.items(), key=lambda pair: (-pair[1]["count"], str(pair[0])))
    return [
        {"key": each, "count": counts["count"], "width": round(100 * counts["count"] / most, 1),
         "times": _times(counts["count"]), "why": _why(counts, least)}
        for each, counts in ordered
    ]  # fmt: skip


def _times(count: int) -> str:
    return ngettext("asked %(count)s time", "asked %(count)s times", count) % {"count": count}


def _why(counts: Counter[str], least: int) -> str:
    """What came of it, as far as that may be told."""
    said = (
        (counts["nothing"], _("nothing found: %(count)s")),
        (counts["relaxed"], _("only something near: %(count)s")),
        (counts["left"], _("found, and not opened: %(count)s")),
    )
    return "; ".join(words % {"count": count} for count, words in said if count >= least)


def lines(rows: list[Counted], least: int) -> Iterator[list[str]]:
    """The same as a table: a line for each month, area and theme that was asked often enough.

    Of parts of which one is small none is told: all that are beside it would say how small.
    """
    sums: dict[tuple[str, str, str], Counter[str]] = {}
    for row in rows:
        sums.setdefault((row.month.strftime("%Y-%m"), row.area, row.theme), Counter()).update(
            nothing=row.nothing, relaxed=row.relaxed, left=row.left, all=row.count
        )
    yield list(HEAD)
    for (month, area, theme), of in sorted(sums.items()):
        if of["all"] >= least:
            parts = [of[name] for name in ("nothing", "relaxed", "left")]
            told = all(part == 0 or part >= least for part in parts)
            numbers = [str(part) if told else "" for part in parts]
            yield [month, area, theme_name(theme, "en"), theme_name(theme, "cy"), *numbers, str(of["all"])]


def wish(one: Wish) -> dict[str, Any]:
    return {"id": one.pk, "words": one.words, "lang": one.language, "area": one.area,
            "when": dates.format_date(dates.as_day(one.created_at), year=True), "state": one.state}  # fmt: skip


def asked(version: AnswerVersion) -> Words:
    return Words(en=version.asked_en, cy=version.asked_cy)


def in_a_list(answer: Answer) -> dict[str, Any]:
    version = answer.live
    assert version is not None
    first = next(iter(paragraphs(str(Words(en=version.said_en, cy=version.said_cy)))), "")
    return {"href": reverse("questions:one", args=[answer.pk]), "asked": asked(version), "said": first}


def answer(version: AnswerVersion, entries: list[Entry]) -> dict[str, Any]:
    """Question, answer, where it leads, and what was found since somebody asked."""
    found = str(Words(en=version.found_en, cy=version.found_cy))
    named = entitlements.entitlements_named(version.entitlements)
    links = [{"words": one.name, "href": reverse("finding:entry", args=[one.hsds_id])} for one in entries]
    links += [{"words": str(one.name), "href": reverse("asking_for:one", args=[one.id])} for one in named]
    return {
        "asked": asked(version),
        "said": paragraphs(str(Words(en=version.said_en, cy=version.said_cy))),
        "links": links,
        "found": paragraphs(found),
        "found_on": dates.format_date(version.found_on, year=True) if version.found_on else "",
        "times": _times(version.times) if version.times else "",
    }


def above(answered: Answered) -> list[dict[str, Any]]:
    """Answers and rights, before what was found."""
    made = [{"kind": _("Answered before"), **in_a_list(one)} for one in answered.answers]
    made += [
        {"kind": _("You can ask for this"), "asked": one.name, "said": "",
         "href": reverse("asking_for:one", args=[one.id])}
        for one in answered.rights
    ]  # fmt: skip
    return made


def kept(one: Answer) -> dict[str, Any]:
    """For who writes answers: the newest words, and whether everybody reads them."""
    newest = max(one.versions.all(), key=lambda version: version.number)
    return {
        "id": one.pk,
        "asked": asked(newest),
        "is_live": one.live_id is not None,
        "is_newest": one.live_id == newest.pk,
        "versions": [
            {"id": version.pk, "number": version.number, "is_live": version.pk == one.live_id,
             "when": dates.format_date(dates.as_day(version.created_at), year=True), "asked": asked(version)}
            for version in sorted(one.versions.all(), key=lambda version: -version.number)
        ],
    }  # fmt: skip
