"""The request as pages get it: the middleware has put the actor on it."""

from django.http import HttpRequest

from unstori.access.rules import Actor


class Request(HttpRequest):
    """A request of somebody signed in, acting in a capacity."""

    actor: Actor
