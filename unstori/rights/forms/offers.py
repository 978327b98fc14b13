"""Writing down an offer, what was said to it, and asking for it oneself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core import clock
from unstori.rights.forms.fields import give, radios, words_field
from unstori.rights.forms.telling import ask_when
from unstori.rights.models import Offer, OfferNews
from unstori.rights.rules import ANSWERS
from unstori.story.models import ContactWay
from unstori.ui.fields import DayField, SuggestField


class Languages(SuggestField):
    suggestions = ("Cymraeg", "English", "BSL")


class OfferForm(forms.Form):
    """To whom, when, how; and the answer when there is one already."""

    to = radios((), _("To whom was it offered?"))
    offered_on = DayField(label=_("When?"), initial=clock.today)
    format = radios(Offer.Format.choices, _("How?"), initial=Offer.Format.SPOKEN)
    in_language = Languages(label=_("In which language?"), max_length=60, required=False)
    words = words_field(_("What did you say or give them?"), rows=3, required=False)
    answer = radios(
        [("", _("They have not answered")), *((one, OfferNews.What(one).label) for one in ANSWERS)],
        _("What did they say?"),
        required=False,
        initial="",
    )
    answer_words = words_field(
        _("In their words"), rows=2, required=False, help_text=_("If they said no: why, as they said it.")
    )

    def __init__(self, *args: Any, people: Any, **more: Any):
        super().__init__(*args, **more)
        give(self, "to", people)


READ_BY = _(
    "You do not have to. The person you care for, and everybody who sees this part of the story, reads it. In the"
    " assessment itself only who works on it reads what you say."
)


class NewsForm(forms.Form):
    what = radios((), _("What happened?"))
    happened_on = DayField(label=_("When?"), initial=clock.today)
    words = words_field(
        _("Say it in a sentence"),
        rows=3,
        required=False,
        help_text=_("Why not, who was asked, or what came of it."),
    )

    def __init__(self, *args: Any, choices: Any, hears: bool = False, carers: bool = False, **more: Any):
        super().__init__(*args, **more)
        if carers:
            self.fields["words"].help_text = READ_BY
        labels = dict(OfferNews.What.choices)
        give(self, "what", [(one, labels[one]) for one in choices])
        if hears:  # a worker writes down what they said
            self.fields["said_how"] = radios(
                [("", _("It was not said to me")), *ContactWay.choices],
                _("How did they say it?"),
                required=False,
            )


class AskForm(forms.Form):
    words = words_field(_("Is there something you want to say about it?"), rows=3, required=False)
    owner = radios((), _("Who should see to it?"))

    def __init__(self, *args: Any, owners: Any, parties: Any = (), carers: bool = False, **more: Any):
        super().__init__(*args, **more)
        if carers:
            self.fields["words"].help_text = READ_BY
        give(self, "owner", owners)
        if parties:  # a worker writes it down for somebody who cannot sign in
            self.fields["words"].label = _("What did they say, in their words?")
            self.fields = {"party": radios(parties, _("Who asks for it?")), **self.fields}
            ask_when(self)
