"""What somebody asks about the data kept of them, and where it stands: for whoever asks, and for who must answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unstori.access.door import Opened, open_person
from unstori.access.request import Request
from unstori.core.words import Words
from unstori.exchange.fhir.write import to_json
from unstori.exchange.leaving import bundle_of
from unstori.exchange.leaving.copy import copy_of
from unstori.governance.actions import requests as actions
from unstori.governance.forms.requests import AskForm, SayForm
from unstori.governance.models import DataRequest
from unstori.governance.presenters import requests as said
from unstori.governance.queries import copies
from unstori.governance.queries import requests as queries
from unstori.plan import pdf
from unstori.story import queries as story
from unstori.ui.saving import to_save
from unstori.ui.trying import pressed, tried


def _open(request: Request, reference: str, what: str = "data") -> Opened:
    opened = open_person(request.actor, reference, what=what)
    queries.check_asks(opened)
    return opened


@login_required
def index(request: Request, reference: str) -> HttpResponse:
    """What can be asked, and what was."""
    opened = _open(request, reference)
    rows = said.lines_asked(queries.asked_by(opened), opened.person.reference)
    context = {
        "opened": opened,
        "rows": rows,
        "kinds": said.kinds(opened.person.reference),
        "complain": said.complain(),
    }
    return render(request, "governance/asked.html", context)


@login_required
def ask(request: Request, reference: str, kind: str) -> HttpResponse:
    """One question, in one's own words. `row` comes from the page of an entry."""
    opened, made = _open(request, reference), list[DataRequest]()
    asked = queries.kind(kind)
    if asked is None:
        raise queries.missing(opened)
    form = AskForm(request.POST or None, initial={"row": request.GET.get("row", "")})
    form.fields["words"].label = str(Words.read(asked["asks"]))
    if request.method == "POST" and form.is_valid():
        answers = {"kind": kind, "words": form.cleaned_data["words"], "row_id": form.cleaned_data["row"]}
        if tried(form, lambda: made.append(actions.ask(by=request.actor, person=opened.person, **answers))):
            messages.success(
                request, _("Sent. You see here where it stands, and by when you have an answer.")
            )
            return redirect("asked:request", opened.person.reference, made[0].pk)
    context = {"opened": opened, "form": form, "asked": asked, "heading": str(Words.read(asked["words"])),
               "about": str(Words.read(asked["about"])), "entry": _entry(opened, request)}  # fmt: skip
    return render(request, "governance/ask.html", context)


def _entry(opened: Opened, request: Request) -> str:
    """What a correction is about, by its heading."""
    row = request.POST.get("row") or request.GET.get("row", "")
    try:
        return str(story.entry(opened, UUID(row)).headline or _("An entry of the story")) if row else ""
    except ValueError:
        return ""


@login_required
def one(request: Request, reference: str, id: UUID) -> HttpResponse:
    """Where it stands; the answer, and what one can do against it."""
    opened = _open(request, reference)
    row = queries.one_asked(opened, id)
    form = SayForm(request.POST or None)
    form.fields["words"].label = _("What do you not agree with?")
    if request.method == "POST" and form.is_valid() and tried(
        form, lambda: actions.disagree(by=request.actor, request=row, words=form.cleaned_data["words"])
    ):  # fmt: skip
        messages.success(request, _("Your words stand beside the answer."))
        return redirect("asked:request", opened.person.reference, id)
    page = said.page(row, request.actor, opened.person.reference)
    return render(
        request, "governance/asked_one.html", {"opened": opened, "page": page, "row": row, "form": form}
    )


@login_required
@require_POST
def take_back(request: Request, reference: str, id: UUID) -> HttpResponse:
    opened = _open(request, reference)
    row = queries.one_asked(opened, id)
    pressed(request, lambda: actions.take_back(by=request.actor, request=row), _("Taken back."))
    return redirect("asked:request", opened.person.reference, id)


@login_required
@never_cache
def copy(request: Request, reference: str, id: UUID, form: str = "page") -> HttpResponse:
    """The copy that was handed over, to read, on paper, or for another system."""
    opened = _open(request, reference, what="export")
    row = queries.one_asked(opened, id)
    if row.released_at is None or row.asker_id != request.actor.capacity_id:
        raise queries.missing(opened)
    return as_copy(request, row, form, {"opened": opened})


def as_copy(request: Request, row: DataRequest, form: str, context: dict[str, object]) -> HttpResponse:
    """A copy in one of its three forms."""
    name = f"unstori-{row.person.reference}"
    if form == "file":
        content = to_json(bundle_of(copies.bundle_for(row))).encode()
        return to_save(content, f"{name}.json", "application/fhir+json")
    made = copy_of(copies.copy_for(row))
    if form == "pdf":
        return to_save(pdf.render(made), f"{name}.pdf")
    if form != "page":
        raise Http404
    return render(request, "governance/copy.html", {**context, "copy": made, "row": row})


@login_required
def owed(request: Request) -> HttpResponse:
    """What waits for what this worker thinks: is it right as it stands?"""
    queries.check_works(request.actor)
    rows = list(queries.owed_by(request.actor))
    forms = {row.pk: SayForm(prefix=str(row.pk)) for row in rows}
    form = None
    if request.method == "POST":
        row = queries.one_owed(request.actor, _uuid(request.POST.get("request", "")))
        form = forms[row.pk] = SayForm(request.POST, prefix=str(row.pk))
        if form.is_valid() and _said(request, row, form):
            messages.success(request, _("Information governance has your answer."))
            return redirect("asked:owed")
    about = queries.entries_owed(request.actor, rows)
    lines = [(said.line(row, ""), row, about.get(row.pk), forms[row.pk]) for row in rows]
    return render(request, "governance/asked_owed.html", {"lines": lines, "form": form})


def _said(request: Request, row: DataRequest, form: SayForm) -> bool:
    return tried(form, lambda: actions.say(by=request.actor, request=row, words=form.cleaned_data["words"]))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
