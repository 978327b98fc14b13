"""One form for each section of what an entry says beyond the standard, made from its definition."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unstori.core.dates import language
from unstori.core.words import Words
from unstori.directory.forms.fields import box
from unstori.directory.rules import beyond
from unstori.ui import symbols

Document = dict[str, Any]
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
MORE_LINES = 3  # empty ones that are offered


class SectionForm(forms.Form):
    """Nothing must be answered: what is empty is not said."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, section: str, local: Document, **more: Any):
        super().__init__(*args, **more)
        self.section, self.local = section, local
        self.asked = [one for one in beyond.fields_of(section) if one["kind"] != "questions"]
        self.questions = beyond.questions(local.get("school_in", "")) if section == "school" else {}
        for field in self.asked:
            getattr(self, f"_add_{field['kind']}")(field)
        for id, one in self.questions.items():
            self._add_words({"id": f"q-{id}", "label": one["label"]}, local.get("answers", {}).get(id))

    def _add_words(self, field: Document, value: Document | None = None) -> None:
        said = value if value is not None else self.local.get(field["id"], {})
        here = language()
        for code in (here, *(one for one in beyond.LANGUAGES if one != here)):
            name = f"{field['id']}__{code}"
            self.fields[name] = forms.CharField(
                label=f"{Words.read(field['label'])} ({LANGUAGES[code]})", max_length=beyond.LONGEST, required=False,
                help_text=str(Words.read(field["help"])) if "help" in field and code == here else "",
                widget=forms.TextInput() if field.get("short") else box(name),
            )  # fmt: skip
            self.initial.setdefault(name, said.get(code, ""))

    def _add_choice(self, field: Document) -> None:
        offered = [
            (id, str(Words.read(one["label"]))) for id, one in beyond.options(field["options"]).items()
        ]
        self._add(
            field, forms.ChoiceField(choices=[*offered, ("", _("I do not say"))], widget=forms.RadioSelect)
        )

    def _add_choices(self, field: Document) -> None:
        offered = [
            (id, str(Words.read(one["label"]))) for id, one in beyond.options(field["options"]).items()
        ]
        self._add(field, forms.MultipleChoiceField(choices=offered, widget=forms.CheckboxSelectMultiple))

    def _add_number(self, field: Document) -> None:
        least, most = field["limits"]
        box = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "nhsuk-input--width-5"}
        )
        self._add(field, forms.IntegerField(min_value=least, max_value=most, widget=box))

    def _add_districts(self, field: Document) -> None:
        self._add(field, forms.CharField(max_length=2000))
        self.initial[field["id"]] = ", ".join(self.local.get(field["id"], ()))

    def _add(self, field: Document, made: forms.Field) -> None:
        made.label, made.required = str(Words.read(field["label"])), False
        made.help_text = str(Words.read(field["help"])) if "help" in field else ""
        self.fields[field["id"]] = made
        self.initial.setdefault(field["id"], self.local.get(field["id"], ""))

    def _add_lines(self, field: Document) -> None:
        held = self.local.get(field["id"], [])
        known = [(id, str(one.words)) for id, one in symbols.everything().items()]
        pictures = [("", _("No picture")), *sorted(known, key=lambda one: one[1].casefold())]
        here = language()
        for row in range(min(len(held) + MORE_LINES, beyond.MOST_LINES)):
            line = held[row] if row < len(held) else {}
            for code in (here, *(one for one in beyond.LANGUAGES if one != here)):
                label = _("Line %(n)s") % {"n": row + 1}
                self.fields[f"line{row}__{code}"] = forms.CharField(
                    label=f"{label} ({LANGUAGES[code]})", max_length=beyond.LONGEST_LINE, required=False
                )
                self.initial[f"line{row}__{code}"] = line.get(code, "")
            self.fields[f"line{row}__symbol"] = forms.ChoiceField(
                label=_("Picture for line %(n)s") % {"n": row + 1}, choices=pictures, required=False
            )
            self.initial[f"line{row}__symbol"] = line.get("symbol", "")

    def clean_districts(self) -> list[str]:
        try:
            return beyond.districts_in(self.cleaned_data["districts"])
        except ValueError as wrong:
            said = _("“%(part)s” is not the first half of a postcode, such as CF10.") % {"part": wrong}
            raise forms.ValidationError(said) from None

    def clean(self) -> Document:
        data = super().clean() or {}
        least, most = data.get("age_from"), data.get("age_to")
        if least is not None and most is not None and least > most:
            self.add_error("age_to", _("The last age comes before the first."))
        return data

    def said(self) -> Document:
        """Each answer by its stable id; None where nothing is said any more."""
        data = self.cleaned_data
        found: Document = {}
        for field in self.asked:
            id = field["id"]
            if field["kind"] == "words":
                found[id] = self._words(id)
            elif field["kind"] == "lines":
                found[id] = self._lines()
            else:
                found[id] = data.get(id) if data.get(id) not in ("", []) else None
        if self.questions:
            answered = {id: self._words(f"q-{id}") for id in self.questions}
            others = {
                id: said for id, said in self.local.get("answers", {}).items() if id not in self.questions
            }
            found["answers"] = others | {id: said for id, said in answered.items() if said} or None
        return found

    def _words(self, id: str) -> Document | None:
        said = {code: self.cleaned_data.get(f"{id}__{code}", "").strip() for code in beyond.LANGUAGES}
        return {code: words for code, words in said.items() if words} or None

    def _lines(self) -> list[Document] | None:
        rows = []
        for row in range(beyond.MOST_LINES):
            said = self._words(f"line{row}")
            if said:
                symbol = self.cleaned_data.get(f"line{row}__symbol", "")
                rows.append(said | ({"symbol": symbol} if symbol else {}))
        return rows or None
