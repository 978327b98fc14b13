"""For those who keep the directory: feeds that are read by themselves, files with services, and what became of each."""

import zipfile
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unstori.access.request import Request
from unstori.core.errors import RuleBroken
from unstori.directory.queries import feeds
from unstori.exchange.actions import sources as actions
from unstori.exchange.forms import ServiceColumnsForm, ServicesForm, SourceForm
from unstori.exchange.hsds.bringing import TABLES, is_service_table
from unstori.exchange.hsds.columns import columns, guessed
from unstori.exchange.loading.reading import Sheet, read
from unstori.exchange.models import Bringing, Source
from unstori.exchange.presenters import sources as presenters
from unstori.exchange.queries import sources as queries
from unstori.exchange.rules import answers_for
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written
from unstori.ui.trying import attempt, pressed, tried

PAGE = 25


def _check(request: Request) -> None:
    """To others there is no such page."""
    if not queries.keeps(request.actor):
        raise Http404


@login_required
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    """Every feed with what became of it last, and files that were brought."""
    _check(request)
    rows = [presenters.source_row(one) for one in queries.sources()]
    page = Paginator(queries.bringings(None), PAGE).get_page(request.GET.get("page"))
    context = {"rows": rows, "page": page, "brought": [presenters.bringing_row(one) for one in page]}
    return render(request, "exchange/services.html", context)


@login_required
@never_cache
def add(request: Request) -> HttpResponse:
    """A feed is tried before anything of it is taken in."""
    _check(request)
    form = SourceForm(request.POST or None, organisations=_organisations(request), initial={"every": "week"})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.add_source(by=request.actor, **form.said()), "address")
        if made:
            return redirect("exchange:source", made.pk)
    return render(
        request,
        "exchange/source_form.html",
        {"form": form, "title": _("Add a feed"), "save": _("Add it and try it")},
    )


@login_required
@never_cache
def change(request: Request, id: UUID) -> HttpResponse:
    one = _source(request, id)
    known = {"name": one.name, "organisation": str(one.organisation_id), "every": one.every}
    form = SourceForm(
        request.POST or None, organisations=_organisations(request, one), known=True, initial=known
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(form, lambda: actions.change_source(by=request.actor, source=one, **form.said())):
        return redirect("exchange:source", one.pk)
    context = {"form": form, "title": _("Change how this feed is read"), "save": _("Save"), "source": one}
    return render(request, "exchange/source_form.html", context)


@login_required
@never_cache
def source(request: Request, id: UUID) -> HttpResponse:
    """One feed: how it is read, what came of it, and what can be done now."""
    one = _source(request, id)
    if request.method == "POST":
        return _do_source(request, one)
    page = Paginator(queries.bringings(one), PAGE).get_page(request.GET.get("page"))
    said = presenters.source_page(one, feeds.listed_of(one.feed) if one.feed else 0)
    may = answers_for(request.actor, one.organisation_id)
    context = {"may": may, "page": page, "brought": [presenters.bringing_row(each) for each in page], **said}
    return render(request, "exchange/source.html", context)


def _do_source(request: Request, one: Source) -> HttpResponse:
    what, by = request.POST.get("do", ""), request.actor
    made: list[Bringing] = []
    if what in ("try", "take"):
        pressed(request, lambda: made.append(actions.read_source(by=by, source=one, what=what)))
    elif what in ("pause", "go_on"):
        pressed(request, lambda: actions.pause_source(by=by, source=one, paused=what == "pause"))
    return redirect("exchange:bringing", made[0].pk) if made else redirect("exchange:source", one.pk)


@login_required
@never_cache
def bring(request: Request) -> HttpResponse:
    """Files that somebody has."""
    _check(request)
    sent = request.method == "POST"
    form = ServicesForm(request.POST, request.FILES) if sent else ServicesForm()
    if sent and form.is_valid():
        made = attempt(form, lambda: actions.bring_files(by=request.actor, files=form.contents()), "services")
        if made and _sheet(made):
            return redirect("exchange:bringing_columns", made.pk)
        if made:
            pressed(request, lambda: actions.ask(by=request.actor, bringing=made, what="try"))
            return redirect("exchange:bringing", made.pk)
    named = [one.name for one in columns().values()]
    return render(request, "exchange/services_bring.html", {"form": form, "named": named})


@login_required
@never_cache
def bringing_columns(request: Request, id: UUID) -> HttpResponse:
    """What the columns of a table say: guessed, and changed by hand."""
    one = _bringing(request, id)
    sheet = _sheet(one)
    if sheet is None:
        return redirect("exchange:bringing", one.pk)
    initial = one.settings.get("columns") or guessed(sheet.headings)
    initial = {**initial, "date_order": one.settings.get("days", "")}
    named = {key: column.name for key, column in columns().items()}
    form = ServiceColumnsForm(request.POST or None, named=named, headings=sheet.headings, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(
        form, lambda: actions.say_columns(by=request.actor, bringing=one, settings=form.said())
    ):
        return redirect("exchange:bringing", one.pk)
    context = {
        "form": form,
        "one": one,
        "headings": [format_html('<span lang="">{}</span>', one) for one in sheet.headings],
        "rows": [row.cells for row in sheet.rows[:3]],
        "parts": form.parts(),
    }
    return render(request, "exchange/services_columns.html", context)


@login_required
@never_cache
def bringing(request: Request, id: UUID) -> HttpResponse:
    """What became of each record, or would; and what can be done now."""
    one = _bringing(request, id)
    if request.method == "POST":
        what, agreed = request.POST.get("do", ""), request.POST.get("agreed") == "yes"
        if what in actions.ASKED:
            pressed(request, lambda: actions.ask(by=request.actor, bringing=one, what=what, agreed=agreed))
        return redirect("exchange:bringing", one.pk)
    if one.state == Bringing.State.NEW:
        return redirect("exchange:bringing_columns", one.pk)
    may = answers_for(request.actor, queries.answers_for(one))
    return render(request, "exchange/services_brought.html", {"may": may, **presenters.bringing_page(one)})


@login_required
@require_safe
def bringing_report(request: Request, id: UUID) -> HttpResponse:
    one = _bringing(request, id)
    return to_save(written(presenters.report(one)), _("report.csv"), CSV)


def _organisations(request: Request, one: Source | None = None) -> dict[str, Any]:
    found = {str(each.pk): each for each in queries.organisations(request.actor)}
    return found | ({str(one.organisation_id): one.organisation} if one else {})


def _source(request: Request, id: UUID) -> Source:
    _check(request)
    found = queries.source(id)
    if found is None:
        raise Http404
    return found


def _bringing(request: Request, id: UUID) -> Bringing:
    _check(request)
    found = queries.bringing(id)
    if found is None:
        raise Http404
    return found


def _sheet(one: Bringing) -> Sheet | None:
    """Of one table that is not the standard's own; its columns want a look."""
    if not one.content:
        return None
    with zipfile.ZipFile(BytesIO(bytes(one.content))) as packed:
        names = packed.namelist()
        if len(names) != 1 or not names[0].lower().endswith(TABLES):
            return None
        try:
            sheet = read(packed.read(names[0]))
        except RuleBroken:
            return None
    return None if is_service_table(names[0], sheet) else sheet
