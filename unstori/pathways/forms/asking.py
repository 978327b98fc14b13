"""What is asked of whoever asks for help: short, and only what is not known."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.access.models import Section
from unstori.core import clock
from unstori.plan.models import Outcome, Support
from unstori.ui.fields import DayField, choose

SHORT = forms.Textarea(attrs={"rows": 4, "data-draft": ""})
Choices = list[tuple[str, Any]]
WORRY = "worry"


class ServicesForm(forms.Form):
    """Which services: ticked, found with a few words, or written by name."""

    services = forms.MultipleChoiceField(
        label=_("Which services?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("One or several at once: they see each other’s part."),
    )  # fmt: skip
    find = forms.CharField(
        label=_("Look for another service"), required=False, max_length=200,
        help_text=_("In a few words, such as “speech” or “sleep”."),
    )  # fmt: skip
    names = forms.CharField(
        label=_("A service that is not in the directory"), required=False, max_length=500,
        help_text=_("Its name. You get a letter to send, and write down what they answer."),
    )  # fmt: skip

    def __init__(self, *args: Any, services: Choices, **more: Any):
        super().__init__(*args, **more)
        choose(self, services=services)
        if not services:
            self.fields["services"].widget = forms.MultipleHiddenInput()

    def names_said(self) -> list[str]:
        return [self.cleaned_data["names"]] if self.cleaned_data["names"].strip() else []


class AskForm(ServicesForm):
    """With an outcome or a worry, never for a label."""

    outcome = forms.ChoiceField(label=_("What do you want help with?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Say it in your own words"), required=False, widget=SHORT, max_length=5000,
        help_text=_("What happens, since when, and what you have tried. Short is fine."),
    )  # fmt: skip
    first_asked_on = DayField(
        label=_("When did you first ask anybody for help with this?"),
        help_text=_("That day stays, whoever says no. A guess is fine."),
    )
    section = forms.ChoiceField(
        label=_("Where it belongs"), required=False,
        help_text=_("People who see this part of the story see that you ask."),
    )  # fmt: skip
    tier = forms.ChoiceField(
        label=_("How much help is it about?"), choices=Support.Tier.choices, required=False
    )
    field_order = ["outcome", "words", "services", "find", "names", "first_asked_on", "section", "tier"]

    def __init__(self, *args: Any, opened: Opened, outcomes: Iterable[Outcome], **more: Any):
        super().__init__(*args, **more)
        wanted: Choices = [(str(row.pk), row.words) for row in outcomes]
        choose(self, outcome=[*wanted, (WORRY, _("Something else that worries us"))])
        labels = dict(Section.choices)
        choose(self, section=[(one, labels[one]) for one in opened.may_add_to])
        if not wanted:
            self.fields["outcome"].widget = forms.HiddenInput()
        if not opened.actor.is_professional:
            del self.fields["tier"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("outcome") == WORRY and not said.get("words", "").strip():
            self.add_error("words", _("Say in a few words what help is wanted with."))
        if (first := said.get("first_asked_on")) and first > clock.today():
            self.add_error("first_asked_on", _("It cannot be a day to come."))
        return said


class SendForm(forms.Form):
    """What goes along, to whom, and who said yes."""

    requests = forms.MultipleChoiceField(
        label=_("To whom"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one service to send it to.")},
    )  # fmt: skip
    rows = forms.MultipleChoiceField(
        label=_("What goes along"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They read what is ticked, as it stands today, and nothing else of the story."),
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("What for?"), widget=forms.RadioSelect)
    agreed = forms.ChoiceField(
        label=_("Who said that it may be sent?"), widget=forms.RadioSelect, required=False
    )
    agreed_how = forms.CharField(
        label=_("How and when did they say so?"), required=False, max_length=500,
        help_text=_("For example: Mari said so on the phone on Monday."),
    )  # fmt: skip
    may_pass_on = forms.BooleanField(
        label=_("They may pass it on to a service that fits better"), required=False,
        help_text=_("Otherwise you are asked first. Within their own organisation they may always pass it on."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, requests: Choices, rows: Choices, purposes: Choices, agreed: Choices, decides: bool, **more: Any
    ):  # fmt: skip
        super().__init__(*args, **more)
        choose(self, requests=requests, rows=rows, purpose=purposes, agreed=agreed)
        if not rows:
            del self.fields["rows"]
        if decides:
            del self.fields["agreed"], self.fields["agreed_how"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "agreed" in self.fields and said.get("agreed") and not said.get("agreed_how", "").strip():
            self.add_error("agreed_how", _("Say how and when they said so."))
        return said
