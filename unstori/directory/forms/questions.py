"""What somebody tells us that they looked for, what is asked of the counts, and what an answer says."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from unstori.core import clock, dates
from unstori.directory.forms.fields import OpenForm, box
from unstori.directory.models import AnswerVersion
from unstori.directory.queries import entitlements, entries
from unstori.directory.queries.questions import Narrowed
from unstori.directory.rules import meaning
from unstori.ui.fields import choose

MONTHS = {"3": _("The last 3 months"), "12": _("The last 12 months"), "24": _("The last 2 years")}


class TellForm(OpenForm):
    """One box, and half a postcode if they like."""

    field_order = ("words", "near")

    words = forms.CharField(
        label=_("What did you look for?"),
        help_text=_("Please write no names, telephone numbers or addresses, and nothing about anybody’s health that could tell who it is."),
        max_length=2000,
        widget=box("wish", 3),
    )  # fmt: skip
    near = forms.CharField(
        label=_("Near where?"),
        help_text=_("The first half of a postcode, such as SA1. Nothing more is kept."),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "nhsuk-input--width-5"}),
    )


class NarrowForm(forms.Form):
    """Which counts: where and since when."""

    area = forms.ChoiceField(label=_("Where"), required=False)
    months = forms.ChoiceField(label=_("Since when"), choices=list(MONTHS.items()), required=False)

    def __init__(self, data: Any, areas: list[str]) -> None:
        super().__init__(data)
        choose(self, area=[("", _("Everywhere")), *((area, area) for area in areas)])

    def narrowed(self, theme: str = "") -> Narrowed:
        said = self.cleaned_data if self.is_valid() else {}
        today = clock.today()
        past = today.year * 12 + today.month - 1 - (int(said.get("months") or "3") - 1)
        return Narrowed(
            said.get("area", ""), today.replace(year=past // 12, month=past % 12 + 1, day=1), None, theme
        )


class AnswerForm(forms.Form):
    """A question that is asked often, its answer, and where it leads; each text in both languages."""

    asked_en = forms.CharField(label=_("The question, in English"), max_length=300)
    asked_cy = forms.CharField(label=_("The question, in Welsh"), max_length=300)
    said_en = forms.CharField(label=_("The answer, in English"), max_length=5000)
    said_cy = forms.CharField(label=_("The answer, in Welsh"), max_length=5000)
    theme = forms.ChoiceField(label=_("Which theme does it answer?"), required=False)
    links = forms.CharField(
        label=_("Pages here that help"),
        help_text=_("Addresses of services or of things to ask for, one on each line."),
        required=False,
        max_length=3000,
    )
    found_en = forms.CharField(label=_("You asked, we found: in English"), required=False, max_length=2000)
    found_cy = forms.CharField(label=_("You asked, we found: in Welsh"), required=False, max_length=2000)
    times = forms.IntegerField(
        label=_("How often it was asked until then"),
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-5"}),
    )

    def __init__(self, *args: Any, draft: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("said", 5), ("found", 3)):
            for key in ("en", "cy"):
                widget = self.fields[f"{name}_{key}"].widget = box(f"{draft}-{name}-{key}", rows)
                widget.attrs["lang"] = key
        self.fields["links"].widget = forms.Textarea(attrs={"rows": 3, "data-draft": f"{draft}-links"})
        named = sorted((meaning.label(id, dates.language()), id) for id in meaning.groups())
        choose(self, theme=[("", _("None of these")), *((id, name) for name, id in named)])

    def clean_links(self) -> list[tuple[str, str]]:
        """Which page each address is; one that leads nowhere is said back."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["links"].splitlines())):
            what = _page_at(line)
            if what is None:
                raise forms.ValidationError(_("We do not know this page: %(line)s"), params={"line": line})
            found.append(what)
        return found

    def entries(self) -> tuple[str, ...]:
        return tuple(id for kind, id in self.cleaned_data["links"] if kind == "entry")

    def entitlements(self) -> tuple[str, ...]:
        return tuple(id for kind, id in self.cleaned_data["links"] if kind == "entitlement")


def _page_at(address: str) -> tuple[str, str] | None:
    path = re.sub(r"^https?://[^/]+", "", address).partition("?")[0].partition("#")[0]
    try:
        found = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return None
    if found.view_name == "finding:entry" and entries.entry(UUID(str(found.kwargs["id"]))):
        return ("entry", str(found.kwargs["id"]))
    if found.view_name == "asking_for:one" and entitlements.entitlement(found.kwargs["key"]):
        return ("entitlement", found.kwargs["key"])
    return None


def written(version: AnswerVersion) -> dict[str, Any]:
    """A version as the form has it."""
    names = ("asked_en", "asked_cy", "said_en", "said_cy", "found_en", "found_cy", "times")
    links = [f"/services/{id}/" for id in version.entries]
    links += [f"/what-can-i-ask/{id}/" for id in version.entitlements]
    return {
        **{name: getattr(version, name) for name in names},
        "theme": version.themes[0] if version.themes else "",
        "links": "\n".join(links),
    }
