"""Supports, needs, payments and enquiries."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.people.models import Organisation
from unstori.plan import rules
from unstori.plan.forms.fields import radios, section_field, words_field
from unstori.plan.models import DirectPayment, Enquiry, Need, Outcome, Support
from unstori.ui.fields import DayField, choose


class SupportForm(forms.Form):
    """What helps. An organisation is chosen from the directory, or named in words."""

    comes_from = radios(Support.Comes.choices, _("Where does it come from?"))
    what = forms.CharField(label=_("What helps?"), max_length=300)
    who = forms.CharField(label=_("Who gives it?"), max_length=200)
    organisation = forms.ChoiceField(label=_("Which organisation?"), required=False)
    place = forms.CharField(
        label=_("Or another organisation, in words"),
        max_length=200,
        required=False,
        help_text=_("For one that is not in the list above."),
    )
    how_often = forms.CharField(label=_("How often?"), max_length=120, required=False)
    starts_on = DayField(label=_("From when?"), required=False)
    ends_on = DayField(label=_("Until when?"), required=False)
    tier = forms.ChoiceField(
        label=_("How much support is this?"), choices=Support.Tier.choices, initial=Support.Tier.UNIVERSAL
    )
    status = radios((), _("Where does it stand now?"), initial=Support.Status.PROPOSED)

    def __init__(self, *args: Any, opened: Opened, organisations: Iterable[Organisation], **more: Any):
        super().__init__(*args, **more)
        self.places = {str(place.pk): place for place in organisations}
        named = [(key, str(place.name)) for key, place in self.places.items()]
        choose(self, organisation=[("", _("None, or one that is not in this list")), *named])
        labels = dict(Support.Status.choices)
        choose(self, status=[(state, labels[state]) for state, moves in rules.SUPPORT_MOVES.items() if moves])
        self.fields["section"] = section_field(opened)

    def clean(self) -> dict[str, Any]:
        """One place: what is chosen from the list stands before what is typed."""
        data = self.cleaned_data
        data["organisation"] = self.places.get(data.get("organisation", ""))
        if data["organisation"]:
            data["place"] = ""
        return data


class MoveForm(forms.Form):
    status = radios((), _("Where does it stand now?"))

    def __init__(self, *args: Any, support: Support, **more: Any):
        super().__init__(*args, **more)
        labels = dict(Support.Status.choices)
        choose(self, status=[(state, labels[state]) for state in rules.SUPPORT_MOVES[support.status]])


class NeedForm(forms.Form):
    words = words_field(_("What is needed?"))
    eligible = forms.BooleanField(
        label=_("An assessment found that this is an eligible need"), required=False
    )

    def __init__(self, *args: Any, opened: Opened, **more: Any):
        super().__init__(*args, **more)
        self.fields["section"] = section_field(opened)
        if not rules.can_say_eligible(opened.actor.kind):
            del self.fields["eligible"]


class NeedAnswerForm(forms.Form):
    """Which outcome answers a need, or why none does."""

    outcome = radios((), _("Which outcome answers it?"), required=False)
    why = words_field(_("Or why is there no outcome for it?"), required=False)

    def __init__(self, *args: Any, outcomes: Iterable[Outcome], **more: Any):
        super().__init__(*args, **more)
        choose(self, outcome=[(str(o.pk), o.words) for o in outcomes])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("outcome") and not data.get("why"):
            raise forms.ValidationError(_("Choose an outcome, or say why there is none."))
        return data


class PaymentForm(forms.Form):
    needs = forms.MultipleChoiceField(
        label=_("Which needs is the money for?"), widget=forms.CheckboxSelectMultiple
    )
    amount = forms.DecimalField(
        label=_("How much, in pounds?"),
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("For example 120.50"),
    )
    every = radios(DirectPayment.Every.choices, _("How often is it paid?"))
    starts_on = DayField(label=_("From when?"), required=False)
    ends_on = DayField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, needs: Iterable[Need], **more: Any):
        super().__init__(*args, **more)
        choose(self, needs=[(str(need.pk), need.words) for need in needs])


class ConcludeForm(forms.Form):
    concluded_on = DayField(label=_("When did it end?"))
    conclusion = words_field(_("What was the conclusion?"))


class EnquiryForm(ConcludeForm):
    """An enquiry, with its conclusion when there is one already."""

    kind = radios(Enquiry.Kind.choices, _("About whom was it?"))
    began_on = DayField(label=_("When did it begin?"))

    field_order = ("kind", "began_on", "concluded_on", "conclusion")

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name in ("concluded_on", "conclusion"):
            self.fields[name].required = False
