"""An outcome, its steps, and how it is going."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.people.models import Language
from unstori.plan import catalogue, rules
from unstori.plan.forms.fields import radios, section_field, words_field
from unstori.plan.models import Outcome, Rating
from unstori.story.models import Statement
from unstori.ui.fields import DayField, choose

SCALE = [(str(number), str(number)) for number in rules.SCALE]
FACES = [
    (str(rules.FACES[1]), _("Very bad")),
    (str(rules.FACES[2]), _("Bad")),
    (str(rules.FACES[3]), _("OK")),
    (str(rules.FACES[4]), _("Good")),
    (str(rules.FACES[5]), _("Very good")),
]
THERE = [("yes", _("They were there")), ("no", _("They were not there"))]


class OutcomeForm(forms.Form):
    """An outcome in the person's words, made from what they said."""

    statements = forms.TypedMultipleChoiceField(
        label=_("Which words does this come from?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = words_field(
        _("What I want, in my words"), help_text=_("For example: I want to sleep in my own bed.")
    )
    language = radios(Language.choices, _("In which language?"))
    why_it_matters = words_field(_("Why it matters"), required=False)
    baseline = words_field(_("How it is now"), required=False)
    followed_how = words_field(
        _("How will we see whether it gets better?"),
        required=False,
        help_text=_("Who looks, how, and how often."),
    )
    by_when = DayField(
        label=_("By when?"), required=False, help_text=_("A plan of the school or the law needs a day.")
    )
    domains = forms.MultipleChoiceField(
        label=_("Which parts of life is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        opened: Opened,
        statements: Iterable[Statement],
        outcome: Outcome | None = None,
        **more: Any,
    ):
        super().__init__(*args, **more)
        cited = self.fields["statements"]
        cited.choices = [(str(s.pk), f"“{s.words}” ({s.said_by})") for s in statements]  # type: ignore[attr-defined]
        if not cited.choices:  # type: ignore[attr-defined]
            del self.fields["statements"]
        choose(self, domains=[(domain["id"], _short(domain)) for domain in catalogue.domains()])
        if outcome is None:
            self.fields["section"] = section_field(opened)
        else:
            del self.fields["language"]


def _short(domain: dict[str, Any]) -> str:
    return str(catalogue.Words.read(domain["short"]))


class StepForm(forms.Form):
    what = forms.CharField(label=_("What is the step?"), max_length=300)
    who = forms.CharField(label=_("Who does it?"), max_length=200)
    by_when = DayField(label=_("By when?"), required=False)


def check_ground_said(form: forms.Form) -> None:
    """On what a view stands: asked for at its own question, and only of whose view it is."""
    data, rater = form.cleaned_data, form.cleaned_data.get("rater", "")
    if rater == "self_helped" and not data.get("helped_by", "").strip():
        form.add_error("helped_by", _("Say who helped."))
    if rater and rater not in rules.OWN:
        if not data.get("basis"):
            form.add_error("basis", _("Say how you know."))
        if not data.get("present"):
            form.add_error("present", _("Say whether they were there when you saw or asked."))


class RateForm(forms.Form):
    """One view of how it is going. The easy version asks with five faces and nothing more."""

    rater = radios((), _("Whose view is this?"))
    going = radios(SCALE, _("How is it going?"), help_text=_("1 is very bad, 10 is very good."))
    happy = radios(SCALE, _("How happy are you with that?"), required=False)
    words = words_field(_("Say more if you like"), required=False)
    helped_by = forms.CharField(label=_("Who helped?"), max_length=200, required=False)
    basis = radios(Rating.Basis.choices, _("How do you know?"), required=False)
    present = radios(THERE, _("Was the person there?"), required=False)

    def __init__(self, *args: Any, raters: list[tuple[str, str]], easy: bool = False, **more: Any):
        super().__init__(*args, **more)
        own_alone = all(rater in rules.OWN for rater, _label in raters)
        choose(self, rater=raters)
        self.fields["rater"].initial = raters[0][0]
        if easy:
            choose(self, going=FACES)
            self.fields["going"].help_text = ""
        dropped = ["basis", "present"] if own_alone else []
        dropped += ["happy"] + (["words"] if own_alone else []) if easy else []
        for name in dropped:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What is missing is asked for at its own question, and only of whose view it is."""
        check_ground_said(self)
        return self.cleaned_data

    def view(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        present = {"yes": True, "no": False}.get(data.get("present", ""))
        return {
            "rater": data["rater"],
            "going": int(data["going"]),
            "person_present": present,
            "happy": int(data["happy"]) if data.get("happy") else None,
            "words": data.get("words", ""),
            "helped_by": data.get("helped_by", ""),
            "basis": data.get("basis", ""),
        }
