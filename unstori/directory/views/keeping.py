"""What must be checked; one entry as its editors have it; its sections, and its versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access.request import Request
from unstori.core.errors import Clash
from unstori.core.words import Words
from unstori.directory import actions
from unstori.directory.actions import editing
from unstori.directory.forms.basics import BasicsForm
from unstori.directory.forms.sections import SectionForm
from unstori.directory.models import Entry, EntryDraft
from unstori.directory.presenters import changes, keeping, paragraphs
from unstori.directory.queries import editing as queries
from unstori.directory.rules import basics, beyond
from unstori.directory.rules import editing as rules
from unstori.ui.trying import attempt, pressed

ON_A_PAGE = 20
MOST_DRAFTS = 50


@login_required
def index(request: Request) -> HttpResponse:
    """What waits for this editor, and all that they keep, what is overdue first."""
    by, looked_for = request.actor, request.GET.get("q", "").strip()[:100]
    rows = queries.kept_by(by)
    counts = queries.counts(rows)
    if looked_for:
        rows = rows.filter(name__icontains=looked_for)
    page = Paginator(queries.in_order_of_need(rows), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = [draft for draft in queries.drafts(by, "asked")[:MOST_DRAFTS]]
    context = {
        "counts": counts, "page": page, "q": looked_for,
        "entries": [keeping.entry_line(one) for one in page.object_list],
        "asked": [keeping.draft_line(one, to="keeping:check") for one in asked],
        "back": [keeping.draft_line(one) for one in queries.drafts(by, "back")[:MOST_DRAFTS]],
        "writing": [keeping.draft_line(one) for one in queries.drafts(by, "writing")[:MOST_DRAFTS]],
        "proposed": [keeping.draft_line(one) for one in queries.my_proposals(by)],
        "steward": _for_steward() if rules.keeps_all(by) else None,
        "administers": rules.can_name_editors(by, by.organisation_id),
        "may_add": bool(queries.providers_kept_by(by)) or rules.can_name_editors(by, by.organisation_id),
    }  # fmt: skip
    return render(request, "directory/keep.html", context)


def _for_steward() -> dict[str, int]:
    return {"claims": queries.claims().count(), "alike": queries.likenesses(decided=False).count()}


def kept(request: Request, id: UUID) -> Entry:
    """The entry, for whoever keeps it; for anybody else there is none."""
    found = queries.kept_entry(id)
    if found is None or not queries.edits(request.actor, found):
        raise Http404
    return found


@login_required
def entry(request: Request, id: UUID) -> HttpResponse:
    """One entry. Who does not keep it is asked whether it is theirs."""
    found = queries.kept_entry(id)
    if found is None:
        raise Http404
    if not queries.edits(request.actor, found):
        if found.live_id is None:
            raise Http404
        return redirect("keeping:claim", id=id)
    draft = queries.open_draft(found)
    context = {
        "entry": found, "draft": draft, "sections": keeping.sections(found, draft), "check": keeping.check_said(found),
        "line": keeping.entry_line(found), "changes": keeping.draft_changes(found, draft) if draft else [],
        "may_check": draft is not None and draft.state == "asked" and _may_check(request, draft),
        "dropped": None if draft else queries.last_dropped(found),
    }  # fmt: skip
    return render(request, "directory/keep_entry.html", context)


def _may_check(request: Request, draft: EntryDraft) -> bool:
    hands = queries.users_of([*draft.hands, str(draft.created_by)])
    return rules.can_check(user_id=request.actor.user_id, hands=hands)


@login_required
def change(request: Request, id: UUID, section: str) -> HttpResponse:
    """One section. What two write at once stands side by side."""
    found = kept(request, id)
    names = {one["id"]: one for one in beyond.sections()}
    if section not in (*names, "basics"):
        raise Http404
    draft = queries.open_draft(found)
    form = _form(request, found, draft, section)
    back = reverse("keeping:entry", args=[id])
    context: dict[str, Any] = {
        "entry": found, "form": form, "back": back, "section": section,
        "title": str(Words.read(names[section]["name"])) if section in names else _("The basics"),
        "about": str(Words.read(names[section]["about"])) if section in names else "",
        "at_once": found.live_id is not None and beyond.is_at_once(section),
        "from_feed": section == "basics" and bool(found.feed and found.feed.is_asked),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid() and not context["from_feed"]:
        try:
            done = attempt(form, lambda: _write(request, found, section, form))
        except Clash as clash:
            return _clash(request, context, clash)
        if done:
            return _after(request, found, section)
    return render(request, "directory/keep_change.html", context)


def _form(request: Request, entry: Entry, draft: EntryDraft | None, section: str) -> BasicsForm | SectionForm:
    live = entry.live
    told = draft or live
    seen = {"seen": queries.seen_at(entry, draft, section)}
    if section == "basics":
        now = basics.basics_in(told.document if told else {}, whole=entry.feed_id is None)
        now["description"] = "\n".join(paragraphs(now["description"]))
        return BasicsForm(request.POST or None, whole=entry.feed_id is None, initial=now | seen)
    local = told.local if told else {}
    return SectionForm(request.POST or None, section=section, local=local, initial=seen)


def _write(request: Request, entry: Entry, section: str, form: BasicsForm | SectionForm) -> bool:
    editing.write(
        by=request.actor, entry=entry, section=section, said=form.said(), seen=form.cleaned_data["seen"]
    )
    return True


def _after(request: Request, entry: Entry, section: str) -> HttpResponse:
    """A school is asked more once it is one; lines of Easy Read grow."""
    if entry.live_id is not None and beyond.is_at_once(section):
        messages.success(request, _("It is shown from now on."))
    else:
        messages.success(request, _("It is kept in the draft."))
    if "more" in request.POST:
        return redirect("keeping:change", id=entry.hsds_id, section=section)
    return redirect("keeping:entry", id=entry.hsds_id)


def _clash(request: Request, context: dict[str, Any], clash: Clash) -> HttpResponse:
    """Both, side by side; sending it again keeps what is in the form."""
    form, found = context["form"], context["entry"]
    data = request.POST.copy()
    data["seen"] = queries.seen_at(found, queries.open_draft(found), context["section"])
    form.data = data
    labels = {name: field.label for name, field in form.fields.items()}
    context["clash"] = changes.clash_rows(clash.theirs, clash.mine, labels)
    return render(request, "directory/keep_change.html", context)


@login_required
@require_POST
def still_right(request: Request, id: UUID) -> HttpResponse:
    """One press, on the list or on the entry."""
    found = kept(request, id)
    done = _("Thank you: checked today.")
    pressed(request, lambda: editing.still_right(by=request.actor, entry=found), done)
    return redirect("keeping:index") if "list" in request.POST else redirect("keeping:entry", id=id)


@login_required
def versions(request: Request, id: UUID) -> HttpResponse:
    """Everything that it ever said, the newest first, and what changed each time."""
    found = kept(request, id)
    rows = queries.versions(found)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    here = list(page.object_list)
    older = rows[page.end_index()] if page.end_index() < len(rows) else None
    names = queries.names_of(one.created_by for one in here)
    context = {"entry": found, "page": page, "lines": keeping.version_lines(found, here, older, names)}
    return render(request, "directory/keep_versions.html", context)


@login_required
@require_POST
def back(request: Request, id: UUID, version: UUID) -> HttpResponse:
    """An earlier version stands again, in one step; undone in one."""
    found = kept(request, id)
    older = queries.version_of(found, version)
    if older is None:
        raise Http404
    done = _("Version %(number)s stands again.") % {"number": older.number}
    pressed(request, lambda: actions.go_back(by=request.actor, entry=found, version=older), done)
    return redirect("keeping:versions", id=id)
