"""What somebody fills in to say that an entry is wrong or how it was, and what is answered to that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.directory import saying
from unstori.directory.forms.fields import OpenForm, box
from unstori.directory.models import Report, Visit
from unstori.directory.rules import voice as rules
from unstori.people.models import Language
from unstori.ui.fields import DayField, choose


def words_field(label: Any, draft: str, rows: int = 4, **more: Any) -> forms.CharField:
    """A box whose words are kept in the tab as they are typed."""
    return forms.CharField(label=label, widget=box(draft, rows), max_length=rules.MOST, **more)


def _ticks(label: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **more)


def _radios(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, **more)


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("In which language?"), choices=Language.choices)


def _named(name: str) -> list[tuple[str, str]]:
    return [(one.id, str(one.words)) for one in saying.choices(name)]


class WrongForm(OpenForm):
    """One step."""

    parts = _ticks(_("What is wrong?"))

    def __init__(self, *args: Any, entry: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, parts=_named("parts"))
        self.fields["words"] = words_field(
            _("What should it say?"), f"wrong-{entry}", required=False,
            help_text=_("Please write no names, and nothing about anybody’s health."),
        )  # fmt: skip
        self.order_fields(["parts", "words", "website"])


class CodeForm(forms.Form):
    """What somebody wrote down."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Twelve letters and digits, with or without the lines between."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "nhsuk-input--width-20"}
        ),
    )


class AnswerForm(forms.Form):
    """What became of it."""

    outcome = _radios(_("What became of it?"), choices=Report.Outcome.choices)
    because = forms.ChoiceField(label=_("Why was nothing changed?"), required=False)
    language = _language()

    def __init__(self, *args: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, because=[("", _("It was changed")), *_named("unchanged")])
        self.fields["words"] = words_field(
            _("What do you want to tell them?"), draft, required=False,
            help_text=_("Plain words, in the language in which they wrote if you can."),
        )  # fmt: skip
        self.order_fields(["outcome", "because", "words", "language"])


class ReviewForm(forms.Form):
    """How it was."""

    again = _radios(_("Would you go again?"))
    as_whom = _radios(_("How shall we call you?"), help_text=_("Your name is never shown."))
    language = _language()

    def __init__(self, *args: Any, kind: str, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        whom = [(one.id, str(one.words)) for one in saying.as_whom(kind)]
        choose(self, again=_named("again"), as_whom=whom)
        if len(whom) == 1:
            self.fields["as_whom"].initial = whom[0][0]
        self.fields["good"] = words_field(_("What was good?"), f"{draft}-good", required=False)
        self.fields["better"] = words_field(
            _("What would make it better?"), f"{draft}-better", required=False
        )
        self.order_fields(["good", "better", "again", "as_whom", "language"])


class ReplyForm(forms.Form):
    """The organisation's one answer."""

    language = _language()

    def __init__(self, *args: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(
            _("What does your organisation say to this?"), draft, rows=5,
            help_text=_("You can answer once. Say nothing about anybody in particular."),
        )  # fmt: skip
        self.order_fields(["words", "language"])


class BackForm(forms.Form):
    """Why it goes back, in kind words that are there already."""

    because = _ticks(_("Why does it go back?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, because=_named("sent_back"))


class LinkForm(forms.Form):
    """Who invites visitors."""

    organisation = forms.ChoiceField(label=_("Which organisation invites them?"))

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, organisation=[("", _("Choose")), *organisations])


class BeginForm(forms.Form):
    """Before the first question."""

    happened_on = DayField(label=_("When were you there?"))
    kind = _radios(
        _("Did they know that you were coming?"),
        choices=[(Visit.Kind.AUDIT, _("Yes, they knew")), (Visit.Kind.SHOPPER, _("No, I just went"))],
    )


class FoundForm(forms.Form):
    """One question of a visit."""

    choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    photo = forms.FileField(label=_("A photo"), help_text=_("Of the place, not of people."), required=False)
    photo_words = forms.CharField(label=_("What does it show?"), max_length=300, required=False)

    def __init__(self, *args: Any, asked: saying.Question, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = str(asked.easy)
        choose(self, choice=[(one.id, str(one.words)) for one in asked.choices])
        self.fields["words"] = words_field(
            _("Tell us more"), draft, rows=3, required=False, help_text=_("Please write no names.")
        )
        self.order_fields(["choice", "words", "photo", "photo_words"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("photo") and not said.get("photo_words", "").strip():
            self.add_error("photo_words", _("Say what the photo shows."))
        return said
