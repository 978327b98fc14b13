"""Questions of `safeguarding`: few, in the order in which somebody would tell it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.safeguarding.models import Place
from unstori.ui.fields import DayField, choose

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _words(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "data-draft": ""}), **more)


def _radios(label: Any, choices: Any = (), **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class RaiseForm(forms.Form):
    """Three short parts: what, from whom, and who knows. What only the page knows is set when it is made."""

    known_as = forms.CharField(
        label=_("What is their name?"),
        max_length=200,
        help_text=_("As far as you know. A first name, or “the boy at number 4”, is enough."),
    )
    kind = _radios(_("Is it about a child or an adult?"), Place.Kind.choices[:2])
    authority = forms.ChoiceField(label=_("Which council’s area do they live in?"), choices=())
    born_on = DayField(label=_("When were they born?"), required=False)
    postcode = forms.CharField(label=_("What is their postcode?"), max_length=10, required=False)
    known_more = _words(
        _("What else would help to find them?"),
        2,
        required=False,
        help_text=_("Where they live, which school."),
    )
    heard = _words(
        _("What did you see or hear?"),
        6,
        help_text=_("Their own words, as they were said. When and where it was."),
    )
    said_by = forms.CharField(label=_("Who said it, if somebody told you?"), max_length=200, required=False)
    opinion = _words(
        _("What do you think about it?"),
        3,
        required=False,
        help_text=_("This is kept apart from what you saw or heard."),
    )
    danger_now = _radios(_("Is somebody in danger right now?"), YES_NO)
    sources = forms.MultipleChoiceField(
        label=_("From whom might they be in danger?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever you name here never sees that this was said. Name nobody if you do not know."),
    )  # fmt: skip
    source_name = forms.CharField(
        label=_("Somebody else: their name, or who they are"), max_length=200, required=False
    )
    family_told = _radios(_("Does the family know that you tell us?"), YES_NO)
    why_not_told = _words(
        _("If not, why not?"), 2, required=False, help_text=_("For example: telling them could be dangerous.")
    )
    keep_name = forms.BooleanField(label=_("The family must not learn that it was me"), required=False)

    def __init__(
        self, *args: Any, members: Any, authorities: Any, knows_kind: bool, asks_family: bool, **more: Any
    ):
        super().__init__(*args, **more)
        choose(self, sources=members, authority=authorities)
        unknown = ("known_as", "authority", "born_on", "postcode", "known_more")
        left = [
            *(unknown if not authorities else ()),
            *(["kind"] if knows_kind else []),
            *(["sources"] if not members else []),
            *(["family_told", "why_not_told"] if not asks_family else []),
        ]
        for name in left:
            del self.fields[name]
        if not members:
            self.fields["source_name"].label = _("From whom might they be in danger?")
            self.fields["source_name"].help_text = _(
                "Whoever you name here never sees that this was said. Name nobody if you do not know."
            )


class WordsForm(forms.Form):
    """One box."""

    words = _words("", 5)

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **more: Any):
        super().__init__(*args, **more)
        self.fields["words"].label, self.fields["words"].help_text = label, help_text


class MoreForm(forms.Form):
    words = _words(_("What else did you see or hear?"), 5)
    said_by = forms.CharField(label=_("Who said it, if somebody told you?"), max_length=200, required=False)


class ToldForm(forms.Form):
    whom = forms.CharField(
        label=_("Whom did you tell, and when?"),
        max_length=300,
        help_text=_("The name of who answered the phone, if you have it."),
    )


class DecideForm(forms.Form):
    """What happens now; apart from it, what who raised it may know."""

    outcome = _radios(_("What happens now?"))
    why = _words(_("Why?"), 5, help_text=_("What this rests on. The team alone reads it."))
    instead = _words(_("If nothing more: what happens instead?"), 3, required=False)
    for_raiser = _words(
        _("What may whoever told you know?"), 3, required=False,
        help_text=_("They read just this. Leave it empty if they may know only that it was decided."),
    )  # fmt: skip

    def __init__(self, *args: Any, outcomes: Any, hints: dict[str, str], **more: Any):
        super().__init__(*args, **more)
        choose(self, outcome=outcomes)
        self.fields["outcome"].hints = hints  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    to_name = forms.CharField(label=_("With whom?"), max_length=200, help_text=_("Name and where they work."))
    what = _words(_("What did you share?"), 3)
    why = _words(_("Why?"), 3)
    data_basis = _radios(_("Why may the data be shared?"))
    confidentiality_basis = _radios(_("Why does it break no confidence?"))
    family_told = _radios(_("Was the family told that it is shared?"), YES_NO)
    why_not_told = _words(_("If not, why not?"), 2, required=False)

    def __init__(self, *args: Any, data: Any, confidentiality: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, data_basis=data, confidentiality_basis=confidentiality)


class GiveForm(forms.Form):
    to = _radios(_("Who takes it?"))
    why = _words(_("Why?"), 3, required=False)

    def __init__(self, *args: Any, people: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, to=people)


class PassForm(forms.Form):
    place = _radios(_("Which team?"))
    why = _words(_("Why?"), 3)

    def __init__(self, *args: Any, places: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, place=places)


class PlaceForm(forms.Form):
    team = forms.ChoiceField(label=_("Which team takes them?"), choices=(), required=False)
    phone = forms.CharField(
        label=_("Which number to phone?"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Shown to whoever raises a concern, so that they can also talk to somebody."),
    )  # fmt: skip

    def __init__(self, *args: Any, teams: Any, **more: Any):
        super().__init__(*args, **more)
        choose(self, team=[("", _("None here: people phone")), *teams])
