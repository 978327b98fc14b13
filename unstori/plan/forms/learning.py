"""A plan for learning: provision said exactly, the place, parts in words, advice; its draft, final plan and end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.people.models import Language, Organisation
from unstori.plan.forms.fields import radios, section_field, words_field
from unstori.plan.models import Advice, Need, Outcome, Placement, Provision
from unstori.ui.fields import DayField, choose

KINDS = {"wales": ("education", "health"), "england": Provision.Kind.values}
WELSH = [("yes", _("Yes")), ("no", _("No"))]


def number_field(label: Any, most: int, **more: Any) -> forms.IntegerField:
    box = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=most, required=False, widget=box, **more)


class Places:
    """A field `organisation` with those of the list; one place: what is chosen stands before what is typed."""

    places: dict[str, Organisation]

    def offer(self, form: forms.Form, organisations: Iterable[Organisation]) -> None:
        self.places = {str(place.pk): place for place in organisations}
        named = [(key, str(place.name)) for key, place in self.places.items()]
        choose(form, organisation=[("", _("None, or one that is not in this list")), *named])

    def chosen(self, data: dict[str, Any]) -> dict[str, Any]:
        data["organisation"] = self.places.get(data.get("organisation", ""))
        if data["organisation"] and "place" in data:
            data["place"] = ""
        return data


class ProvisionForm(Places, forms.Form):
    """What exactly is given, for which need and outcome, by whom, how much and how often."""

    kind = radios((), _("What kind of provision is it?"))
    need = forms.ChoiceField(label=_("For which need?"), required=False)
    outcome = forms.ChoiceField(label=_("For which outcome?"), required=False)
    what = forms.CharField(
        label=_("What exactly will be done?"), max_length=300,
        help_text=_("For example: speech and language therapy for understanding longer sentences."),
    )  # fmt: skip
    every = forms.ChoiceField(label=_("How often?"), required=False)
    times = number_field(_("How many times?"), 200)
    minutes = number_field(_("How many minutes each time?"), 2000)
    how = words_field(
        _("How is it given?"), required=False,
        help_text=_("Alone or in a group of how many, and what whoever gives it has learned."),
    )  # fmt: skip
    who = forms.CharField(label=_("Who gives it?"), max_length=200)
    organisation = forms.ChoiceField(label=_("Which organisation?"), required=False)
    place = forms.CharField(
        label=_("Or another organisation, in words"), max_length=200, required=False,
        help_text=_("For one that is not in the list above."),
    )  # fmt: skip
    in_welsh = radios(WELSH, _("Should it be given in Welsh?"), required=False)
    starts_on = DayField(label=_("From when?"), required=False)
    ends_on = DayField(label=_("Until when?"), required=False)
    review_on = DayField(label=_("When is it looked at again?"), required=False)
    why = words_field(_("Why this, and not something else?"), required=False)
    adulthood = forms.BooleanField(label=_("It gets the person ready for adult life"), required=False)
    by_payment = forms.BooleanField(label=_("It is paid by a direct payment"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, opened: Opened, needs: Iterable[Need], outcomes: Iterable[Outcome],
        organisations: Iterable[Organisation], placed: bool = False, **more: Any,
    ):  # fmt: skip
        super().__init__(*args, **more)
        self.offer(self, organisations)
        here = KINDS.get(opened.person.jurisdiction, KINDS["wales"])
        self.links: dict[str, dict[str, Any]] = {
            "need": {str(one.pk): one for one in needs},
            "outcome": {str(one.pk): one for one in outcomes},
        }
        named = {name: [(key, one.words) for key, one in rows.items()] for name, rows in self.links.items()}
        choose(self, **{name: [("", _("None yet")), *rows] for name, rows in named.items()})
        choose(self, kind=[pair for pair in Provision.Kind.choices if pair[0] in here])
        choose(self, every=[("", _("Not said yet")), *Provision.Every.choices])
        if not placed:
            self.fields["section"] = section_field(opened)
        del self.fields["by_payment" if opened.person.jurisdiction == "wales" else "in_welsh"]

    def clean(self) -> dict[str, Any]:
        data = self.chosen(self.cleaned_data)
        for name, rows in self.links.items():
            data[name] = rows.get(data.get(name, ""))
        if "in_welsh" in self.fields:
            data["in_welsh"] = {"yes": True, "no": False}.get(data.get("in_welsh", ""))
        return data


class PlacementForm(forms.Form):
    """The name and type of the school or place, or the type alone."""

    basis = radios(Placement.Basis.choices, _("What does the plan say?"))
    name = forms.CharField(label=_("Its name"), max_length=200, required=False)
    type = forms.CharField(
        label=_("What type is it?"), max_length=200, required=False,
        help_text=_("For example: mainstream primary school, special school, further education college."),
    )  # fmt: skip
    boarding = words_field(_("Board and lodging, if the plan secures it"), required=False)
    why = words_field(_("Why there?"), required=False)
    starts_on = DayField(label=_("From when?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PartForm(forms.Form):
    """A part in words, or that it was looked for and there is none."""

    none = forms.BooleanField(label=_("It was looked for, and there is none"), required=False)
    words = words_field(_("In words"), rows=6, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, none: bool, **more: Any):
        super().__init__(*args, **more)
        if not none:
            del self.fields["none"]


class AdviceForm(Places, forms.Form):
    kind = radios(Advice.Kind.choices, _("Whose advice is it?"))
    who = forms.CharField(label=_("Who gave it?"), max_length=200)
    role = forms.CharField(label=_("What are they?"), max_length=200, required=False)
    organisation = forms.ChoiceField(label=_("Which organisation?"), required=False)
    given_on = DayField(label=_("When was it given?"))
    words = words_field(_("The advice, whole"), rows=10)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **more: Any):
        super().__init__(*args, **more)
        self.offer(self, organisations)

    def clean(self) -> dict[str, Any]:
        return self.chosen(self.cleaned_data)


class AreaForm(forms.Form):
    area = radios(Need.Area.choices, _("What kind of need is it?"))


class DraftForm(forms.Form):
    language = radios(Language.choices, _("In which language?"))
    answer_by = DayField(label=_("Until when can the family answer?"))


class AnswerForm(forms.Form):
    """What somebody thinks of a draft. A worker says whose words they are."""

    whose = forms.CharField(label=_("Whose words are these?"), max_length=200)
    words = words_field(_("What do you think of the draft?"), rows=6)
    school = forms.CharField(
        label=_("Which school or college would you like?"), max_length=200, required=False,
        help_text=_("If you want to ask for one."),
    )  # fmt: skip

    def __init__(self, *args: Any, by_worker: bool, **more: Any):
        super().__init__(*args, **more)
        if not by_worker:
            del self.fields["whose"]


class FinalForm(forms.Form):
    language = radios(Language.choices, _("In which language?"))
    heard = words_field(
        _("What did the family say of the draft?"), rows=5, required=False,
        help_text=_("In their words. With any school that they asked for."),
    )  # fmt: skip
    silent = forms.BooleanField(label=_("They said nothing in their days"), required=False)


class CeaseForm(forms.Form):
    why = words_field(_("Why does the plan end?"), help_text=_("In words for the family."))
