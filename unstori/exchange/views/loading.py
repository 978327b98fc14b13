"""An authority's first load: send tables, say what they mean, see what would happen, say yes, take it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unstori.access.door import NotFound
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.exchange import presenters
from unstori.exchange.actions import loading
from unstori.exchange.forms import Asked, ColumnsForm, TablesForm
from unstori.exchange.loading.choices import Settings, asks_days, not_known
from unstori.exchange.loading.columns import TABLES, columns, guessed, plain
from unstori.exchange.models import Load
from unstori.exchange.queries import loading as queries
from unstori.ui.saving import CSV, to_save
from unstori.ui.tables import written
from unstori.ui.trying import attempt, pressed

PAGE = 25


@login_required
@never_cache
def load(request: Request) -> HttpResponse:
    """Choose tables, or look at those that were sent."""
    _check(request)
    sent = request.method == "POST"
    form = TablesForm(request.POST, request.FILES) if sent else TablesForm()
    if sent and form.is_valid():
        made = attempt(form, lambda: loading.keep_tables(by=request.actor, files=form.contents()))
        if made:
            _guess(request, made)
            return redirect("exchange:load_columns", made.pk)
    page = Paginator(queries.loads(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [presenters.load_row(one) for one in page]}
    return render(request, "exchange/load.html", {**context, "tables": presenters.meanings()})


@login_required
@require_safe
def load_template(request: Request, key: str) -> HttpResponse:
    """An empty table with its headings, and one row to show what stands where."""
    _check(request)
    if key not in TABLES:
        raise Http404
    those = [one for one in columns(key).values() if one.required or one.example or one.key in ("team",)]
    return to_save(
        written([[str(one.name) for one in those], [one.example for one in those]]),
        presenters.file_name(key),
        CSV,
    )


@login_required
@never_cache
def load_columns(request: Request, id: UUID) -> HttpResponse:
    """What columns and values mean: guessed, changed by hand, and remembered for the next tables."""
    one = _load(request, id)
    if one.state not in (Load.State.NEW, Load.State.CHECKED) or not queries.tables(one):
        return redirect("exchange:load_one", one.pk)
    asked = _asked(one)
    form = ColumnsForm(request.POST or None, asked=asked, initial={"jurisdiction": "wales", **one.settings})
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if pressed(request, lambda: loading.say(by=request.actor, load=one, settings=said)):
            one.settings = said
            return _check_or_ask(request, one, asked)
    return render(
        request, "exchange/load_columns.html", {"load": one, **presenters.columns_page(form, asked)}
    )


@login_required
@never_cache
def load_one(request: Request, id: UUID) -> HttpResponse:
    """Where these tables stand, what is wrong with which rows, and what can be done now."""
    one = _load(request, id)
    if request.method == "POST":
        return _do(request, one)
    if one.state == Load.State.NEW:
        return redirect("exchange:load_columns", one.pk)
    tables = queries.tables(one)
    waiting = {of: queries.to_invite(one, of).count() for of in ("workers", "circle")}
    stayed = Paginator(queries.stayed(one), PAGE).get_page(request.GET.get("page"))
    said = presenters.load_page(one, tables, waiting)
    return render(request, "exchange/load_one.html", {"load": one, "stayed": stayed, **said})


@login_required
@require_safe
def load_faults(request: Request, id: UUID, key: str) -> HttpResponse:
    """The faulty rows of one table as they came, with what is wrong: to mend and to send again."""
    table = queries.tables(_load(request, id)).get(key)
    if table is None or not table.faults:
        raise NotFound(reference="", permission=Permission.SEE)
    return to_save(
        written(presenters.faulty_rows(table, queries.sheet_of(table))), presenters.file_name(key), CSV
    )


def _do(request: Request, one: Load) -> HttpResponse:
    what = request.POST.get("do", "")
    by, invites = request.actor, {"invite_workers": "workers", "invite_circle": "circle"}
    if what in ("take_in", "take_good"):
        only_good = what == "take_good"
        pressed(request, lambda: loading.ask(by=by, load=one, what="take_in", only_good=only_good))
    elif what in ("take_back", "check"):
        pressed(request, lambda: loading.ask(by=by, load=one, what=what))
    elif what == "throw_away" and pressed(request, lambda: loading.throw_away(by=by, load=one)):
        messages.success(request, _("Nothing was taken in. The tables are gone."))
        return redirect("exchange:load")
    elif what in invites:
        pressed(request, lambda: _invite(request, one, invites[what]))
    return redirect("exchange:load_one", one.pk)


def _invite(request: Request, one: Load, of: str) -> None:
    origin = request.build_absolute_uri("/")
    done, not_done = loading.invite(by=request.actor, load=one, of=of, origin=origin)
    words = ngettext("%(count)s invitation was sent.", "%(count)s invitations were sent.", done)
    messages.success(request, words % {"count": done})
    if not_done:
        words = ngettext("%(count)s could not be invited.", "%(count)s could not be invited.", not_done)
        messages.warning(request, words % {"count": not_done})


def _guess(request: Request, one: Load) -> None:
    """Columns by what this organisation said before, or by their words; values as it said before."""
    before = queries.remembered(request.actor)
    mapped = {
        of: guessed(of, sheet.headings, {key: plain(said) for key, said in before.get("columns", {}).get(of, {}).items()})
        for of, sheet in queries.sheets(one).items()
    }  # fmt: skip
    more: dict[str, Any] = {
        name: before[name] for name in ("values", "team", "jurisdiction", "protocol") if name in before
    }
    loading.say(by=request.actor, load=one, settings={**more, "columns": mapped})


def _asked(one: Load) -> Asked:
    sheets, settings = queries.sheets(one), Settings.of(one.settings)
    teams = queries.team_names(one.organisation_id)
    values = [
        (f"{of}-{column}", value, times)
        for of, sheet in sheets.items()
        for column, those in not_known(of, sheet, settings, teams).items()
        for value, times in those
    ]
    return Asked(
        headings={of: sheet.headings for of, sheet in sheets.items()},
        mapped={of: dict(said) for of, said in settings.columns.items()},
        values=values,
        known={key: dict(said) for key, said in settings.values.items()},
        teams=[(str(pk), str(name)) for pk, name in teams.items()],
        days="people" in sheets and asks_days(sheets["people"], settings),
    )


def _check_or_ask(request: Request, one: Load, before: Asked) -> HttpResponse:
    """Another column can bring values, or days, that nobody was asked about yet."""
    now = _asked(one)
    new = set(now.values) - set(before.values) or (now.days and not before.days)
    if new:
        messages.info(request, _("There are values that need a word from you."))
        return redirect("exchange:load_columns", one.pk)
    pressed(request, lambda: loading.ask(by=request.actor, load=one, what="check"))
    return redirect("exchange:load_one", one.pk)


def _check(request: Request) -> None:
    """The answer to others is as for no page at all."""
    if not queries.can_load(request.actor):
        raise NotFound(reference="", permission=Permission.DECIDE)


def _load(request: Request, id: UUID) -> Load:
    _check(request)
    found = queries.load(request.actor, id)
    if found is None:
        raise NotFound(reference="", permission=Permission.DECIDE)
    return found
