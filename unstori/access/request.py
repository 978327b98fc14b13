"""The request as pages get it: the middleware has put the actor on it. As whom somebody is here."""

from django.contrib.auth import login
from django.http import HttpRequest

from unstori.access.rules import Actor
from unstori.people.models import Capacity

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Request(HttpRequest):
    """A request of somebody signed in, acting in a capacity."""

    actor: Actor


def act_as(request: HttpRequest, capacity: Capacity) -> None:
    """Under a new key: whoever knows the one from before is not in this capacity."""
    request.session.cycle_key()
    request.session["capacity"] = str(capacity.pk)


def come_in(request: HttpRequest, capacity: Capacity) -> None:
    """Without a password, by a link that is theirs; whoever is signed in stays so."""
    if not request.user.is_authenticated:
        login(request, capacity.user, backend=BACKEND)
    act_as(request, capacity)
