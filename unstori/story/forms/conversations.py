"""What people fill in when they talk: before the first question, one answer, what they see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Language
from unstori.story.definitions import ASKED, TOGETHER, Guide, Question
from unstori.story.forms.telling import SaidForm, files_field, words_field
from unstori.ui.fields import DayField, choose

EASY, ALL = "easy", "all"


class StartForm(forms.Form):
    """Before the first question."""

    held_on = DayField(label=_("When do you talk?"))
    language = forms.ChoiceField(
        label=_("In which language?"), choices=Language.choices, widget=forms.RadioSelect
    )
    who_was_there = forms.CharField(label=_("Who is there?"), max_length=300, required=False)
    way = forms.ChoiceField(
        label=_("How would you like the questions?"),
        choices=[
            (EASY, _("One at a time, with pictures and short words")),
            (ALL, _("All of them in a list")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    narrowed = forms.BooleanField(label=_("Only me, and the people it is shared with later"), required=False)

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if guide.shape != ASKED or not guide.easy:
            del self.fields["way"]
        if guide.shape == TOGETHER:
            del self.fields["narrowed"]


class AnswerForm(SaidForm):
    """One answer, verbatim."""

    said_by = forms.CharField(label=_("Whose words are these?"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asked: Question, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(_("Write it just as it is said"), draft, required=False)
        choose_from(self, asked)


class EasyForm(AnswerForm):
    """One question the Easy Read way: choose, write, or show."""

    uploads = files_field(_("A photo, a sound or a film"))
    heard = forms.CharField(
        label=_("What does it say or show?"),
        help_text=_("For people who cannot see or hear it."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, asked: Question, **kwargs: Any):
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["said_by"].label = _("Who is answering?")
        self.fields["words"].label = _("Tell us more") if asked.choices else _("Write it here")


class ObserveForm(forms.Form):
    """What I see, in my words."""

    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    said_by = forms.CharField(widget=forms.HiddenInput, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(_("What I see"), draft, required=False)
        self.order_fields(["words"])


class EchoForm(forms.Form):
    """Whether I see the same."""

    so_too = forms.ChoiceField(
        label=_("Do you see the same?"),
        choices=[("yes", _("I see it so too")), ("no", _("I see it differently"))],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(
            _("How do you see it?"), draft, required=False, help_text=_("When you see it differently.")
        )
        self.order_fields(["so_too", "words"])


class OwnAnswerForm(forms.Form):
    """One answer about myself."""

    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, asked: Question, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        label = _("Tell us more") if asked.choices else _("Write it here")
        self.fields["words"] = words_field(label, draft, required=False)
        choose_from(self, asked)
        self.order_fields(["choice", "words"])


class ShowForm(forms.Form):
    """Whom to show it to."""

    shown_to = forms.MultipleChoiceField(
        label=_("Who may read it?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, shown_to=people)


class SomeOfField(forms.MultipleChoiceField):
    """Several, kept as their ids by commas."""

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value


def choose_from(form: forms.Form, asked: Question) -> None:
    """Faces or symbols, where the question has any."""
    if asked.choices:
        choices = [(one.id, str(one.words)) for one in asked.choices]
        kind, widget = (
            (SomeOfField, forms.CheckboxSelectMultiple)
            if asked.many
            else (forms.ChoiceField, forms.RadioSelect)
        )
        form.fields["choice"] = kind(label=str(asked.easy), choices=choices, widget=widget, required=False)
