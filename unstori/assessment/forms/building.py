"""One element: what it rests on, and what one makes of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.assessment.drawing import Source
from unstori.assessment.forms.fields import boxes, words_field
from unstori.core.dates import format_date
from unstori.core.words import spoken


def source_choices(sources: Iterable[Source]) -> list[tuple[str, str]]:
    return [(str(one.id), spoken(one.words, one.row.language)) for one in sources]


def source_hints(sources: Iterable[Source]) -> dict[str, str]:
    return {
        str(one.id): ", ".join(str(said) for said in (one.label, one.by, format_date(one.on)) if said)
        for one in sources
    }


class ElementForm(forms.Form):
    rows = boxes(
        _("What is known already"), help_text=_("Choose what belongs here. It is pointed at, not copied.")
    )
    words = words_field(_("What would you add?"), rows=5, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sources: list[Source], **more: Any):
        super().__init__(*args, **more)
        rows = self.fields["rows"]
        rows.choices, rows.hints = source_choices(sources), source_hints(sources)  # type: ignore[attr-defined]
        if not sources:
            del self.fields["rows"]

    def clean_rows(self) -> list[UUID]:
        return [UUID(id) for id in self.cleaned_data["rows"]]
