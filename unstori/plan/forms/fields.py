"""Fields that several forms of the plan share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.access.models import Section


def radios(choices: Any, label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, **more)


def words_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "data-draft": ""}), **more)


def section_field(opened: Opened) -> forms.ChoiceField:
    """Where it belongs decides who sees it: only sections to which the actor may add."""
    labels = dict(Section.choices)
    return forms.ChoiceField(
        choices=[(s, labels[s]) for s in opened.may_add_to],
        label=_("Where it belongs"),
        initial="what_matters",
        help_text=_("People who see this part of the story will see it."),
    )
