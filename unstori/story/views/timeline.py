"""The timeline, one entry, adding and correcting."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.door import Opened, open_person
from unstori.access.queries import label_of
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.story import actions, presenters, queries, rules
from unstori.story.beside import beside
from unstori.story.forms import CorrectForm, EntryForm, FilterForm
from unstori.story.models import Entry
from unstori.ui.trying import attempt, tried

MINE_FIRST = ("care", "learning", "about_me")


@login_required
def timeline(request: Request, reference: str) -> HttpResponse:
    """Everything that happened, newest first, by whatever the reader asks."""
    opened = open_person(request.actor, reference, what="story")
    authors = [(str(each.pk), label_of(each)) for each in queries.authors(opened)]
    sections = tuple(section for section in opened.rights)
    form = FilterForm(request.GET, sections=sections, authors=authors, auto_id="f-%s")
    form.is_valid()
    asked = queries.Filters(**{name: value for name, value in form.cleaned_data.items() if value})
    rows = queries.timeline(opened, asked, _cursor(request.GET.get("before", "")))
    shown, more = rows[: queries.PAGE], len(rows) > queries.PAGE
    filtered = asked != queries.Filters()
    entries = [_shown(opened, row) for row in shown]
    context = {
        "opened": opened,
        "form": form,
        "filtered": filtered,
        "only_written": asked == queries.Filters(kind=rules.WRITTEN),
        "written": "?" + urlencode({"kind": rules.WRITTEN}),
        "beside": beside(opened, shown),
        "entries": entries if filtered else presenters.folded(entries),
        "older": _older(request, shown[-1]) if more else "",
        "later_page": "before" in request.GET,
        "contact": presenters.contact_summary(queries.last_contacts(opened)),
    }
    return render(request, "story/timeline.html", context)


@login_required
def entry(request: Request, reference: str, id: UUID) -> HttpResponse:
    """One entry with everything about it, and what it said before it was corrected."""
    opened = open_person(request.actor, reference, what="entry")
    row = queries.entry(opened, id)
    may_correct = row.kind in rules.PEOPLE_ADD and opened.may(Permission.ADD, row.section)
    context = {
        "opened": opened,
        "shown": _shown(opened, row),
        "beside": beside(opened, [row]),
        "before": [presenters.entry(each) for each in queries.entry_chain(opened, row)],
        "correction": queries.correction_of(opened, row),
        "may_correct": may_correct,
    }
    return render(request, "story/entry.html", context)


@login_required
def add(request: Request, reference: str) -> HttpResponse:
    """Add what happened: one page, with today and the page's language already there."""
    opened = open_person(request.actor, reference, Permission.ADD, what="add")
    sections = opened.may_add_to
    asked = (request.GET.get("section", ""), *MINE_FIRST, *sections)
    initial = {
        "kind": request.GET.get("kind", rules.PEOPLE_ADD[0]),
        "happened_on": clock.today().isoformat(),
        "section": next(section for section in asked if section in sections),
        "language": (get_language() or "en")[:2],
    }
    draft = f"add-{opened.person.reference}"
    form = EntryForm(
        request.POST or None, request.FILES or None, initial=initial, sections=sections, draft=draft
    )
    if request.method == "POST" and form.is_valid():
        said = {"person": opened.person, **form.cleaned_data}
        if tried(form, lambda: actions.add_entry(by=request.actor, **said)):
            messages.success(request, _("It is part of the story now."))
            return redirect("story:timeline", opened.person.reference)
    return render(request, "story/add.html", {"opened": opened, "form": form})


@login_required
def correct(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Put an entry right; what it said stays to be seen."""
    opened = open_person(request.actor, reference, Permission.ADD, what="entry")
    row = queries.entry(opened, id)
    names = ("words", "title", "happened_on", "said_by", "said_how", "with_help_of", "language")
    form = CorrectForm(
        request.POST or None, initial={name: getattr(row, name) for name in names}, draft=f"correct-{row.pk}"
    )
    if request.method == "POST" and form.is_valid():
        said = {"entry": row, **form.cleaned_data}
        correction = attempt(form, lambda: actions.correct_entry(by=request.actor, **said))
        if correction:
            messages.success(request, _("It is corrected. What it said before can still be seen."))
            return redirect("story:entry", opened.person.reference, correction.pk)
    context = {"opened": opened, "form": form, "shown": _shown(opened, row)}
    return render(request, "story/correct.html", context)


@login_required
def contacts(request: Request, reference: str) -> HttpResponse:
    """Who contacted the family, day by day."""
    opened = open_person(request.actor, reference, what="contacts")
    rows = queries.contacts(opened)
    lately = [row for row in rows if row.sort_on >= rules.week_before(clock.today())]
    context = {
        "opened": opened,
        "days": presenters.contacts_by_day(rows),
        "lately": presenters.how_many(len(lately)),
        "summary": presenters.contact_summary(rows),
    }
    return render(request, "story/contacts.html", context)


def _shown(opened: Opened, row: Entry) -> presenters.Shown:
    return presenters.entry(row, sees_original=row.corrects is not None and opened.sees(row.corrects))


def _cursor(text: str) -> tuple[date, UUID] | None:
    """The row after which a page begins; anything else begins at the top."""
    day, _separator, key = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


def _older(request: Request, last: Entry) -> str:
    asked: dict[str, Any] = {key: value for key, value in request.GET.items() if value and key != "before"}
    return "?" + urlencode({**asked, "before": f"{last.sort_on.isoformat()}_{last.pk}"})
