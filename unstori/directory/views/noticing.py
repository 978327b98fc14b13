"""What a search leaves behind: a count of its words, and nothing of who looked (ADR 0072). Never costs them their page."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from unstori.access.actions.identity import system_actor
from unstori.core.patience import hardly_waiting
from unstori.directory.actions import questions as actions
from unstori.directory.forms import LookForm
from unstori.directory.models import Question
from unstori.directory.presenters import questions as presenters
from unstori.directory.queries import questions as queries
from unstori.directory.queries.searching import Results
from unstori.directory.rules import asking
from unstori.directory.rules import questions as rules


def searched(request: HttpRequest, asked: asking.Asked, found: Results) -> None:
    """The first page of an answer: whether there was one."""
    _note(request, asked, rules.outcome_of(total=found.total, relaxed=found.relaxed))


def opened(request: HttpRequest) -> None:
    """An entry that was opened from an answer: the browser says from which page of ours somebody came, and no more."""
    form = _asked_before(request)
    if form and form.is_valid() and form.cleaned_data["q"]:
        asked = asking.merged(asking.understood(form.cleaned_data["q"]), **form.chosen())
        _note(request, asked, Question.Outcome.OPENED)


def _asked_before(request: HttpRequest) -> LookForm | None:
    """Anything can stand there: what is no address of ours asked nothing."""
    try:
        came = urlsplit(request.headers.get("referer", ""))
        ours = came.netloc == request.get_host() and came.path == reverse("finding:index")
        return LookForm(QueryDict(came.query)) if ours else None
    except (ValueError, SuspiciousOperation):
        return None


def _note(request: HttpRequest, asked: asking.Asked, outcome: str) -> None:
    agent = request.headers.get("user-agent", "")
    # Somebody else is writing: a count less, and the page all the same.
    with suppress(DatabaseError), hardly_waiting():
        actions.note(by=system_actor(), asked=asked, outcome=outcome, agent=agent)


def above(asked: asking.Asked) -> list[dict[str, Any]]:
    """What stands above the results."""
    return presenters.above(queries.answers_for(asked))
