"""When somebody cannot go on: what happened, when to try again, who helps."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import presenters
from unstori.access.models import Draft
from unstori.core import clock, dates

# Secrets, and what forms carry by themselves. Everything else somebody typed or chose, be it one word.
NOT_WORDS = {
    "csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "credential",
    "next", "version",
}  # fmt: skip


def words_in(post: QueryDict) -> dict[str, str]:
    """What somebody filled in, field by field."""
    said = {key: ", ".join(filter(str.strip, map(str, post.getlist(key)))) for key in post}
    return {key: words for key, words in said.items() if words and key not in NOT_WORDS}


def kept_in(post: QueryDict) -> dict[str, str]:
    """The same, with the version that was read, so that the form can be filled again and a clash still shows."""
    said = words_in(post)
    return said | ({"version": str(post["version"])} if said and post.get("version") else {})


def ran_out(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The session ended while somebody typed: their words wait for them behind signing in."""
    back = f"{draft.path}?{urlencode({'kept': draft.pk})}"
    address = f"{reverse('account_login')}?{urlencode({'next': back})}"
    said = presenters.kept(draft.fields)
    return render(
        request, "access/ran_out.html", {"draft": draft, "said": said, "sign_in": address}, status=403
    )


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Too many wrong passwords. Says the same whether there is such an account or not."""
    again = clock.now() + timedelta(hours=settings.AXES_COOLOFF_TIME)
    return render(
        request,
        "ui/message.html",
        {
            "heading": _("Wait a quarter of an hour"),
            "text": [
                _(
                    "A wrong password was typed too many times, so we closed the door for a while. "
                    "Nothing is lost."
                ),
                _("You can try again at %(time)s.") % {"time": dates.format_time(again)},
                _(
                    "If you have forgotten your password, make a new one. "
                    "If it was not you, tell the person who invited you."
                ),
            ],
            "links": [(reverse("account_reset_password"), _("I have forgotten my password"))],
        },
        status=429,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or came from somewhere else. What was typed is shown back."""
    return render(
        request,
        "ui/message.html",
        {
            "heading": _("This page was open for too long"),
            "text": [
                _(
                    "To keep you safe, we did not take what you sent. "
                    "Go back, load the page anew and send it again."
                )
            ],
            "kept": [words for _name, words in presenters.kept(words_in(request.POST))],
            "links": [
                (
                    f"{reverse('account_login')}?{urlencode({'next': request.path})}",
                    _("Sign in and come back here"),
                )
                if getattr(request, "actor", None) is None
                else (request.path, _("Open the form again")),
                ("/", _("Go to the start")),
            ],
        },
        status=403,
    )
