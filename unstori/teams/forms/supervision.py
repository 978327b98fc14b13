"""What was said in supervision."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.people.models import Capacity, Language, Person
from unstori.teams.wording import whole_name
from unstori.ui.fields import DayField, choose

ACTIONS = 3


class NoteForm(forms.Form):
    held_on = DayField(label=_("When did you speak?"))
    words = forms.CharField(
        label=_("What you spoke about"),
        help_text=_(
            "Only the two of you ever read it. Write nothing about a person here: it belongs in their story."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "data-draft": "supervision", "spellcheck": "true"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    about = forms.MultipleChoiceField(
        label=_("Whom did it touch on?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only their names are kept with it."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Person], two: tuple[Capacity, Capacity], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.two = {str(each.pk): each for each in two}
        names = [(key, whole_name(each)) for key, each in self.people.items()]
        choose(self, about=names)
        if not names:
            del self.fields["about"]
        who = [("", _("Choose")), *((key, each.user.name) for key, each in self.two.items())]
        for n in range(1, ACTIONS + 1):
            self.fields[f"what_{n}"] = forms.CharField(
                label=_("What will be done"), max_length=300, required=False
            )
            self.fields[f"who_{n}"] = forms.ChoiceField(label=_("By whom"), choices=who, required=False)
            self.fields[f"due_{n}"] = DayField(label=_("By when"), required=False)
        self.fields["held_on"].initial = clock.today()

    def first(self) -> list[Any]:
        """The fields before what was agreed."""
        return [self[name] for name in ("held_on", "words", "language", "about") if name in self.fields]

    def agreed_fields(self) -> list[list[Any]]:
        return [[self[f"{name}_{n}"] for name in ("what", "who", "due")] for n in range(1, ACTIONS + 1)]

    def clean(self) -> dict[str, Any]:
        """What is agreed has a name and a day, or it is not agreed."""
        said = super().clean() or {}
        for n in range(1, ACTIONS + 1):
            given = {name: said.get(f"{name}_{n}") for name in ("what", "who", "due")}
            for name, value in given.items():
                if any(given.values()) and not value and f"{name}_{n}" not in self.errors:
                    self.add_error(f"{name}_{n}", _("Say what, by whom and by when."))
        return said

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        numbers = [n for n in range(1, ACTIONS + 1) if given[f"what_{n}"]]
        return {
            "held_on": given["held_on"], "words": given["words"], "language": given["language"],
            "about": [self.people[key] for key in given.get("about", [])],
            "agreed": [(given[f"what_{n}"], self.two[given[f"who_{n}"]], given[f"due_{n}"]) for n in numbers],
        }  # fmt: skip


class DoneForm(forms.Form):
    words = forms.CharField(
        label=_("What came of it?"), required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "supervision-done", "spellcheck": "true"}),
    )  # fmt: skip
