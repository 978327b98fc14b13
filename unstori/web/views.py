"""Pages that bring several rooms together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


def now(request: HttpRequest, reference: str) -> HttpResponse:
    return render(request, "web/now.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/message.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/message.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/message.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/message.html", status=500)
