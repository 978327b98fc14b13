"""Bringing records in, and taking one's story away."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unstori.access.door import NotFound, Opened, open_person
from unstori.access.request import Request
from unstori.access.rules import Permission
from unstori.core.errors import RuleBroken
from unstori.exchange import actions, presenters, queries, signing
from unstori.exchange.fhir.reading import Reading, read_bytes
from unstori.exchange.fhir.write import to_json
from unstori.exchange.forms import ImportForm
from unstori.exchange.leaving import bundle_of
from unstori.exchange.leaving.copy import copy_of
from unstori.exchange.models import Upload
from unstori.plan import pdf
from unstori.ui.saving import to_save

PAGE = 25


@login_required
@never_cache
def import_(request: Request) -> HttpResponse:
    """Choose files. Nothing is taken before its sender has seen what it would do."""
    _check_begins(request)
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    if sent and form.is_valid():
        try:
            kept = actions.keep_upload(by=request.actor, files=form.cleaned_data["records"])
            return redirect("exchange:preview", kept.pk)
        except RuleBroken as broken:
            form.add_error("records", _(str(broken.reason)))
    page = Paginator(queries.unclear_of(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [presenters.came(row) for row in page]}
    return render(request, "exchange/import.html", context)


@login_required
@never_cache
def preview(request: Request, id: UUID) -> HttpResponse:
    """What would be new, what is known, what is unclear; then yes, or throw it away."""
    upload = _upload(request, id)
    if request.method == "POST" and "throw_away" in request.POST:
        actions.throw_away_upload(by=request.actor, upload=upload)
        messages.success(request, _("Nothing was taken. The files are gone."))
        return redirect("exchange:import_")
    reading = _read(request, upload)
    if request.method == "POST":
        result = actions.confirm_upload(by=request.actor, upload=upload, reading=reading)
        messages.success(request, presenters.done(result))
        return redirect("exchange:import_")
    result = actions.import_files(by=request.actor, reading=reading, dry_run=True)
    return render(request, "exchange/preview.html", presenters.preview(result))


@login_required
@never_cache
def export(request: Request, reference: str) -> HttpResponse:
    """A person's story to take away: what this reader may see, and no more."""
    if request.GET.get("file") is None:
        opened = open_person(request.actor, reference, what="export.page")
        key = signing.fingerprint(signing.public_key())
        return render(request, "exchange/export.html", {"opened": opened, "key": key})
    opened = open_person(request.actor, reference, what="export")
    content = to_json(signing.signed(bundle_of(_with_own(request, opened, queries.leaving(opened)))))
    return to_save(content, f"unstori-{opened.person.reference}.json", "application/fhir+json")


@login_required
@never_cache
def copy(request: Request, reference: str) -> HttpResponse:
    """The same to read: who said what when, in the language of the page."""
    opened = open_person(request.actor, reference, what="export")
    made = copy_of(_with_own(request, opened, queries.may_leave(opened)))
    return render(
        request, "exchange/copy.html", {"opened": opened, "copy": made, "own": "own" in request.GET}
    )


@login_required
@never_cache
def copy_pdf(request: Request, reference: str) -> HttpResponse:
    """The same on paper."""
    opened = open_person(request.actor, reference, what="export")
    content = pdf.render(copy_of(_with_own(request, opened, queries.may_leave(opened))))
    return to_save(content, f"unstori-{opened.person.reference}.pdf")


def _with_own(request: Request, opened: Opened, found: queries.Leaving) -> queries.Leaving:
    """With what is the reader's own, where they ask for it."""
    return replace(found, own=queries.own_beside(opened)) if "own" in request.GET else found


@login_required
@never_cache
def came(request: Request, reference: str) -> HttpResponse:
    """What came from elsewhere about somebody, from which file, and what is unclear in it."""
    opened = open_person(request.actor, reference, what="export.came")
    page = Paginator(queries.came_for(opened), PAGE).get_page(request.GET.get("page"))
    context = {"opened": opened, "page": page, "rows": [presenters.came(row) for row in page]}
    return render(request, "exchange/came.html", context)


def _check_begins(request: Request) -> None:
    """Whoever may begin somebody's story may bring one in; the answer to others is as for no page at all."""
    if not request.actor.begins_stories:
        raise NotFound(reference="", permission=Permission.ADD)


def _upload(request: Request, id: UUID) -> Upload:
    _check_begins(request)
    upload = queries.upload(request.actor, id)
    if upload is None:
        raise NotFound(reference="", permission=Permission.ADD)
    return upload


def _read(request: Request, upload: Upload) -> Reading:
    reading = Reading()
    for name, content in actions.files_of(by=request.actor, upload=upload):
        read_bytes(content, name, reading)
    return reading
