"""Disagreeing, and every turn after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.rights.forms.fields import give, radios, words_field
from unstori.ui.fields import DayField


class DisagreeForm(forms.Form):
    """In one's own words; about a row that the page shows, or about what one names."""

    about = forms.CharField(
        label=_("What is it about?"),
        max_length=300,
        help_text=_("For example: the letter of 3 May, or what was said at the meeting."),
    )
    words = words_field(
        _("What do you disagree with, and why?"), rows=6, help_text=_("In your own words. Short is fine.")
    )
    route = radios((), _("Whose decision is it?"))
    decided_on = DayField(
        label=_("Which day is on the letter?"),
        required=False,
        help_text=_("If there is a letter. Time limits count from that day."),
    )
    owner = radios((), _("Who should answer you?"))
    who_sees = radios(
        [
            ("all", _("Everybody who sees this part of the story")),
            ("us", _("Only me, the person whose story this is, and who must answer")),
        ],
        _("Who may read what you write?"),
        initial="all",
    )

    def __init__(self, *args: Any, routes: Any, owners: Any, has_row: bool, apart: bool = False, **more: Any):
        super().__init__(*args, **more)
        give(self, "route", routes)
        give(self, "owner", owners)
        if has_row:
            del self.fields["about"]
        if apart:  # nobody to choose: the carer and who must answer
            del self.fields["who_sees"]


class AnswerForm(forms.Form):
    words = words_field(
        _("What is your answer?"), rows=6, help_text=_("Say what you will do, by when, and why. Plain words.")
    )


class MoreForm(forms.Form):
    words = words_field(_("What do you want to add?"), rows=5)


class MoveForm(forms.Form):
    step = radios((), _("What do you want to do?"))
    words = words_field(_("Is there something you want to say with it?"), rows=3, required=False)

    def __init__(self, *args: Any, steps: Any, hints: Any, **more: Any):
        super().__init__(*args, **more)
        give(self, "step", steps, hints)


class HandOverForm(forms.Form):
    to = radios((), _("Who should answer?"))
    words = words_field(_("Why?"), rows=3, required=False)

    def __init__(self, *args: Any, owners: Any, **more: Any):
        super().__init__(*args, **more)
        give(self, "to", owners)


class CertificateForm(forms.Form):
    day = DayField(label=_("Which day is on the certificate?"), initial=clock.today)


class LetterForm(forms.Form):
    day = DayField(label=_("Which day is on the letter?"))


class SettleForm(forms.Form):
    words = words_field(_("What came of it?"), rows=4)


class WithdrawForm(forms.Form):
    words = words_field(_("Do you want to say why? You do not have to."), rows=3, required=False)
