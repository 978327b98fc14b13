"""What somebody typed that could not be saved."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unstori.access import presenters, queries
from unstori.access.actions import drafts
from unstori.access.request import Request
from unstori.people.models import User


def _own(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@login_required
def kept(request: Request) -> HttpResponse:
    """Only its author sees it, for seven days."""
    return render(
        request,
        "access/drafts.html",
        {
            "drafts": [
                (one, presenters.kept(one.fields))
                for one in queries.drafts_of(_own(request), request.session)
            ]
        },
    )


@login_required
@require_POST
def throw_away(request: Request, draft_id: UUID) -> HttpResponse:
    draft = queries.drafts_of(_own(request), request.session).filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    drafts.throw_away(draft=draft, by=request.actor)
    messages.success(request, _("It is gone."))
    return redirect("access:kept")
