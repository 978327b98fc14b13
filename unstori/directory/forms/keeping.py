"""What editors write about an entry: its basics, and one form for each section of what it says beyond them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.core.dates import language
from unstori.core.words import Words
from unstori.directory.presenters.choices import DAYS
from unstori.directory.presenters.entries import STATES
from unstori.directory.rules import basics, beyond, values
from unstori.ui import symbols

Document = dict[str, Any]
LANGUAGES = {"en": "English", "cy": "Cymraeg"}
MORE_LINES = 3  # empty ones that are offered
HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|yb|yp)?", re.IGNORECASE)


def _area(name: str, rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-draft": name, "spellcheck": "true"})


class SectionForm(forms.Form):
    """Made from the definition. Nothing must be answered: what is empty is not said."""

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
                widget=forms.TextInput() if field.get("short") else _area(name),
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


class BasicsForm(forms.Form):
    """What the standard has. Where another directory's parts stand, only single values are changed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    name = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    description = forms.CharField(
        label=gettext_lazy("What is it, and what happens there?"), max_length=beyond.LONGEST, widget=_area("description"))  # fmt: skip
    status = forms.ChoiceField(
        label=gettext_lazy("Is it running?"), widget=forms.RadioSelect, initial="active",
        choices=[("active", gettext_lazy("Running")), *STATES.items()])  # fmt: skip
    alert = forms.CharField(
        label=gettext_lazy("Something that people should know now"), required=False, max_length=500, widget=_area("alert", 2),
        help_text=gettext_lazy("For example: closed in August."))  # fmt: skip
    minimum_age = forms.FloatField(
        label=gettext_lazy("From which age?"), required=False, min_value=0, max_value=120
    )
    maximum_age = forms.FloatField(
        label=gettext_lazy("Up to which age?"), required=False, min_value=0, max_value=120
    )
    application_process = forms.CharField(
        label=gettext_lazy("How does somebody get in?"), required=False, max_length=beyond.LONGEST,
        widget=_area("application_process", 3))  # fmt: skip
    fees = forms.CharField(
        label=gettext_lazy("What does it cost?"), required=False, max_length=1000, widget=_area("fees", 2)
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone that anybody may call"), required=False, max_length=40
    )
    email = forms.EmailField(label=gettext_lazy("Email that anybody may write to"), required=False)
    url = forms.CharField(label=gettext_lazy("Web page"), required=False, max_length=500)
    place = forms.CharField(label=gettext_lazy("Name of the place"), required=False, max_length=200)
    street = forms.CharField(label=gettext_lazy("Street and number"), required=False, max_length=200)
    town = forms.CharField(label=gettext_lazy("Town or village"), required=False, max_length=100)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), required=False, max_length=10)
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days?"), required=False, coerce=int, choices=list(enumerate(DAYS)),
        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    opens = forms.CharField(label=gettext_lazy("From what time?"), required=False, max_length=10,
                            help_text=gettext_lazy("For example 10:30 or 2pm"))  # fmt: skip
    closes = forms.CharField(label=gettext_lazy("Until what time?"), required=False, max_length=10)
    when = forms.CharField(label=gettext_lazy("Anything else about when"), required=False, max_length=300)

    def __init__(self, *args: Any, whole: bool = True, **more: Any):
        super().__init__(*args, **more)
        for name in () if whole else basics.PLACED:
            del self.fields[name]
        for name in ("minimum_age", "maximum_age"):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "class": "nhsuk-input--width-5"}
            )

    def clean_url(self) -> str:
        said = self.cleaned_data["url"].strip()
        if said and "://" not in said:
            said = f"https://{said}"
        if said and values.link(said):
            raise forms.ValidationError(_("This is not a web address."))
        return said

    def clean_postcode(self) -> str:
        said = " ".join(self.cleaned_data["postcode"].upper().split())
        if values.postcode(said):
            raise forms.ValidationError(_("This is not a postcode."))
        return said

    def clean_opens(self) -> str:
        return self._hour("opens")

    def clean_closes(self) -> str:
        return self._hour("closes")

    def _hour(self, name: str) -> str:
        """ "2pm", "14:00" and "2 yp" are one hour."""
        said = self.cleaned_data[name].strip().lower()
        if not said:
            return ""
        found = HOUR.fullmatch(said)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3] in ("pm", "yp"):
            hour += 12 if hour < 12 else 0
        elif found and found[3] in ("am", "yb") and hour == 12:
            hour = 0
        if hour > 23 or minute > 59:
            raise forms.ValidationError(_("Write a time such as 10:30 or 2pm."))
        return f"{hour:02}:{minute:02}"

    def clean(self) -> Document:
        data = super().clean() or {}
        least, most = data.get("minimum_age"), data.get("maximum_age")
        if least is not None and most is not None and least > most:
            self.add_error("maximum_age", _("The last age comes before the first."))
        if data.get("opens") and data.get("closes") and data["opens"] >= data["closes"]:
            self.add_error("closes", _("It ends before it begins."))
        return data

    def said(self) -> Document:
        found = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        for name in ("minimum_age", "maximum_age"):
            if found[name] is not None and found[name].is_integer():
                found[name] = int(found[name])
        return found


class SuggestForm(BasicsForm):
    """A group that no organisation owns, by whoever knows it."""

    like = forms.CharField(
        label=gettext_lazy("What is it like there?"), required=False, max_length=beyond.LONGEST, widget=_area("like", 3),
        help_text=gettext_lazy("As you would tell a friend."))  # fmt: skip
    subject = forms.CharField(required=False, label=gettext_lazy("Leave this empty"),
                              widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))  # fmt: skip

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name in ("seen", "status", "alert", "application_process"):
            del self.fields[name]

    def clean_subject(self) -> str:
        """People do not see this box; machines fill it."""
        if self.cleaned_data["subject"]:
            raise forms.ValidationError(_("Leave this empty."))
        return ""

    def said(self) -> Document:
        return {name: value for name, value in super().said().items() if name not in ("like", "subject")}

    def words(self) -> Document | None:
        """What it is like, in the language of the page on which it was written."""
        said = self.cleaned_data["like"].strip()
        return {language(): said} if said else None


class NewForm(BasicsForm):
    """A service of an organisation's own."""

    provider = forms.ChoiceField(label=gettext_lazy("Who runs it?"), widget=forms.RadioSelect)

    field_order = ("provider",)

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        self.fields["provider"].choices = providers  # type: ignore[attr-defined]
        del self.fields["seen"]
        if len(providers) == 1:
            self.fields["provider"].initial = providers[0][0]

    def said(self) -> Document:
        return {name: value for name, value in super().said().items() if name != "provider"}


class ClaimForm(forms.Form):
    """ "We run this." """

    why = forms.CharField(
        label=gettext_lazy("How do you know this service?"), max_length=1000, widget=_area("why", 4),
        help_text=gettext_lazy("For example: I am its manager, and my name is on its web page. Only a steward reads this."))  # fmt: skip
    for_organisation = forms.BooleanField(
        label=gettext_lazy("It is run by the organisation that I administer"), required=False)  # fmt: skip

    def __init__(self, *args: Any, administers: bool, **more: Any):
        super().__init__(*args, **more)
        if not administers:
            del self.fields["for_organisation"]


class WordForm(forms.Form):
    """Why a draft goes back, or is not for the directory."""

    word = forms.CharField(label=gettext_lazy("What is missing?"), max_length=1000, widget=_area("word", 3))


class EditorForm(forms.Form):
    """Who of the organisation writes its entries."""

    provider = forms.ChoiceField(label=gettext_lazy("Whose entries?"))
    capacity = forms.ChoiceField(label=gettext_lazy("Who writes them?"))

    def __init__(
        self, *args: Any, providers: list[tuple[str, str]], people: list[tuple[str, str]], **more: Any
    ):
        super().__init__(*args, **more)
        self.fields["provider"].choices = providers  # type: ignore[attr-defined]
        self.fields["capacity"].choices = people  # type: ignore[attr-defined]
