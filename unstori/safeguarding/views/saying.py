"""What the pages of this room do alike."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from unstori.access.request import Request


def form_page(request: Request, form: forms.Form, **more: Any) -> HttpResponse:
    """The plain page of one question."""
    context = {"form": form, **more}
    return render(request, "ui/one_form.html", context)


def said(form: forms.Form, *yes_no: str) -> dict[str, Any]:
    """What a form says, its yes and no as such."""
    data = dict(form.cleaned_data)
    return data | {name: data[name] == "yes" for name in yes_no if name in data}
