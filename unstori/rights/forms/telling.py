"""Writing down what somebody said who cannot sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.rights.forms.fields import radios, words_field
from unstori.rights.models import Disagreement
from unstori.story.models import ContactWay
from unstori.ui.fields import DayField

SAID = ("said_on", "said_how")


def ask_when(form: forms.Form) -> None:
    """When and how they said it."""
    form.fields["said_on"] = DayField(label=_("When did they say it?"), initial=clock.today)
    form.fields["said_how"] = radios(ContactWay.choices, _("How?"))


def ask_reply(form: forms.Form) -> None:
    """How the answer reaches them."""
    form.fields["reply_by"] = radios(
        Disagreement.Reply.choices, _("How should the answer reach them?"), initial=Disagreement.Reply.LETTER
    )
    form.fields["reply_to"] = words_field(
        _("Where does a letter reach them safely?"), rows=4, required=False,
        help_text=_("Name and address, a line each. Ask who else opens their letters."),
    )  # fmt: skip


def of_somebody(form: Any) -> None:
    """The same questions in the words of who writes it down."""
    form.fields["words"].label = _("What do they disagree with, and why?")
    form.fields["words"].help_text = _("In their own words, as they said them.")
    if "owner" in form.fields:
        form.fields["owner"].label = _("Who should answer them?")
    if "who_sees" in form.fields:
        form.fields["who_sees"].label = _("Who may read what they say?")
        form.fields["who_sees"].choices = [
            ("all", _("Everybody who sees this part of the story")),
            ("us", _("Only you, the person whose story this is, and who must answer")),
        ]
    ask_when(form)
    ask_reply(form)


def pop_said(said: dict[str, Any]) -> dict[str, Any]:
    """What was asked above, apart from the rest."""
    return {name: said.pop(name, None) for name in SAID}
