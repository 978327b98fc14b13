"""A Django form field as the design system's macro wants it, and the fields that only we have."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unstori.core import dates

_kept: ContextVar[dict[str, str]] = ContextVar("kept", default={})  # noqa: B039 - never written to


@contextmanager
def filled(kept: dict[str, str]) -> Iterator[None]:
    """Forms that are shown meanwhile begin with what was typed before and could not be saved."""
    before = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(before)


def _begun(bound: BoundField, kind: str) -> Any:
    """What a field shows: as sent, else as it was kept, else as it stands."""
    kept = {} if bound.form.is_bound else _kept.get()
    if kind == "day" and f"{bound.html_name}-day" in kept:
        return DayInput().value_from_datadict(kept, None, bound.html_name)
    if kind in ("file", "password") or bound.html_name not in kept:
        return bound.value()
    said = kept[bound.html_name]
    return said.split(", ") if kind == "checkboxes" else said


def choose(form: forms.Form, **choices: Any) -> None:
    """What can be chosen in these fields of a form, known only when it is made."""
    for name, options in choices.items():
        form.fields[name].choices = options  # type: ignore[attr-defined]


class DayInput(forms.Widget):
    """Day, month and year in three boxes: people know their dates; calendars are hard on a phone."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """The three boxes as one date text; impossible dates stay texts, for the field to refuse."""
        day, month, year = (data.get(f"{name}-{part}", "").strip() for part in self.parts)
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if day or month or year else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Only when none of the boxes came back."""
        return not any(f"{name}-{part}" in data for part in self.parts)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Errors lead to the first box."""
        return f"{id_}-day"

    @staticmethod
    def split(value: Any) -> dict[str, str]:
        """The three texts to show for a value, as typed when it was refused."""
        if isinstance(value, dt.date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        year, month, day = ([*(value or "").split("-"), "", "", ""])[:3]
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


YEARS = range(1900, 2200)  # no day of anybody here is further off; 9999 has no day after it


class DayField(forms.DateField):
    """A whole day, in three boxes."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Enter a real date, for example 27 3 2026"),
        "year": _("Write the whole year, for example 2026"),
    }

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError(self.error_messages["year"], code="year")


class SuggestField(forms.CharField):
    """Words of one's own, or one of many that are offered as one types; without that it is a plain box."""

    suggestions: tuple[str, ...] = ()


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or many; with `most`, no more than that, in the words of the error message `too_many`."""

    widget = FilesInput

    def __init__(self, *, most: int | None = None, **more: Any):
        super().__init__(**more)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if self.most and len(chosen) > self.most:
            raise forms.ValidationError(self.error_messages["too_many"], code="too_many")
        nothing = [None] if self.required else []  # which says that something is wanted
        return [super(FilesField, self).clean(file, initial) for file in chosen or nothing]


class PartialDateField(forms.CharField):
    """A day as remembered: '2019', 'spring 2019', 'March 2019', '3 March 2019', in either language."""

    default_error_messages = {
        "unclear": _("Enter a date as you know it, for example 2019, spring 2019 or 3 March 2019")
    }

    def clean(self, value: Any) -> str:
        """The kept form of the date, as precise as it was given."""
        said = super().clean(value)
        try:
            return dates.read_partial(said) if said else ""
        except ValueError as unclear:
            raise forms.ValidationError(self.error_messages["unclear"], code="unclear") from unclear

    def prepare_value(self, value: Any) -> Any:
        """A kept date is shown as it is said."""
        try:
            dates.partial_range(value or "")
        except ValueError:
            return value
        return dates.format_partial(value)


KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayInput, "day"),
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)
OWN = ("type", "id", "name", "class", "autocomplete", "inputmode", "spellcheck", "rows", "aria-describedby")


def parts(bound: BoundField) -> dict[str, Any]:
    """What the `field` macro needs to know: which component, and its values."""
    widget = bound.field.widget
    kind = next((kind for cls, kind in KINDS if isinstance(widget, cls)), "input")
    value = _begun(bound, kind)
    attrs = {**widget.attrs, **({"required": True} if widget.attrs.get("required") else {})}
    if kind in ("input", "textarea"):
        value = widget.format_value(value)
    return {
        "kind": kind,
        "value": "" if value is None else value,
        "values": [str(v) for v in value or []] if kind == "checkboxes" else [],
        "boxes": DayInput.split(value) if kind == "day" else {},
        "type": getattr(widget, "input_type", "text"),
        "items": choices(bound, kind, value),
        "suggestions": getattr(bound.field, "suggestions", ()),
        "id": bound.auto_id or bound.html_name,
        "rows": attrs.get("rows", 5),
        "attrs": attrs,
        "attributes": {key: val for key, val in attrs.items() if key not in OWN},
        "multiple": bool(getattr(widget, "allow_multiple_selected", False)),
    }


def choices(bound: BoundField, kind: str, value: Any) -> list[dict[str, Any]]:
    """The options, each with its hint when the form gives `hints` for it."""
    if kind not in ("radios", "checkboxes", "select"):
        return []
    hints = getattr(bound.field, "hints", {})
    chosen = (
        {str(v) for v in value or []} if kind == "checkboxes" else {str(value if value is not None else "")}
    )
    items = []
    for key, label in bound.field.choices:  # type: ignore[attr-defined]
        text = str(key if key is not None else "")
        hint = {"hint": {"text": str(hints[key])}} if key in hints else {}
        mark = {"selected" if kind == "select" else "checked": text in chosen}
        items.append({"value": text, "text": str(label), **mark, **hint})
    return items


def errors(bound: BoundField) -> list[str]:
    """What is wrong with one field; an empty one is asked for by its own words, not "this field"."""
    plain = str(forms.Field.default_error_messages["required"])
    return [
        gettext("Answer: %(label)s") % {"label": bound.label} if str(error) == plain else str(error)
        for error in bound.errors
    ]


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of a form, the field's with an address that leads to it."""
    found = [{"text": str(error)} for error in form.non_field_errors()]
    for bound in form:
        first = f"{bound.auto_id}-day" if isinstance(bound.field.widget, DayInput) else bound.auto_id
        found += [{"text": error, "href": f"#{first}"} for error in errors(bound)]
    return found
