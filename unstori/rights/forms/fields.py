"""Fields that several forms share."""

from typing import Any

from django import forms


def radios(choices: Any, label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, **more)


def words_field(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "data-draft": ""}), **more)


def give(form: forms.Form, name: str, choices: Any, hints: dict[str, str] | None = None) -> None:
    """Choices that only the page knows; a question without any is not asked."""
    if not choices:
        del form.fields[name]
        return
    field: Any = form.fields[name]
    field.choices, field.hints = list(choices), hints or {}
