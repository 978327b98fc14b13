"""Pages of signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def choose_capacity(request: HttpRequest) -> HttpResponse:
    return render(request, "access/choose_capacity.html")


def become(request: HttpRequest) -> HttpResponse:
    return render(request, "access/become.html")


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    return render(request, "ui/message.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/message.html", status=403)
