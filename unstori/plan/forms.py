"""What people type into a plan."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.access.models import Section
from unstori.people.models import Language
from unstori.plan import catalogue, rules
from unstori.plan.models import Agreement, Outcome, Rating, Support
from unstori.story.models import Statement
from unstori.ui.fields import DayField

SCALE = [(str(number), str(number)) for number in rules.SCALE]
FACES = [
    (str(rules.FACES[1]), _("Very bad")),
    (str(rules.FACES[2]), _("Bad")),
    (str(rules.FACES[3]), _("In between")),
    (str(rules.FACES[4]), _("Good")),
    (str(rules.FACES[5]), _("Very good")),
]
THERE = [("yes", _("They were there")), ("no", _("They were not there"))]


def _radios(choices: Any, label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, label=label, widget=forms.RadioSelect, **more)


def _words(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def section_field(opened: Opened) -> forms.ChoiceField:
    """Where it belongs decides who sees it: only sections to which the actor may add."""
    labels = dict(Section.choices)
    return forms.ChoiceField(
        choices=[(s, labels[s]) for s in opened.may_add_to],
        label=_("Where it belongs"),
        initial="what_matters",
        help_text=_("People who see this part of the story will see it."),
    )


class OutcomeForm(forms.Form):
    """An outcome in the person's words, made from what they said."""

    statements = forms.TypedMultipleChoiceField(
        label=_("Which words does this come from?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = _words(_("What I want, in my words"), help_text=_("For example: I want to sleep in my own bed."))
    language = _radios(Language.choices, _("In which language?"))
    why_it_matters = _words(_("Why it matters"), required=False)
    baseline = _words(_("How it is now"), required=False)
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
        self.fields["domains"].choices = [  # type: ignore[attr-defined]
            (domain["id"], _short(domain)) for domain in catalogue.domains()
        ]
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


class SupportForm(forms.Form):
    comes_from = _radios(Support.Comes.choices, _("Where does it come from?"))
    what = forms.CharField(label=_("What helps?"), max_length=300)
    who = forms.CharField(label=_("Who gives it?"), max_length=200)
    how_often = forms.CharField(label=_("How often?"), max_length=120, required=False)
    tier = forms.ChoiceField(
        label=_("How much support is this?"), choices=Support.Tier.choices, initial=Support.Tier.UNIVERSAL
    )

    def __init__(self, *args: Any, opened: Opened, **more: Any):
        super().__init__(*args, **more)
        self.fields["section"] = section_field(opened)


class MoveForm(forms.Form):
    status = _radios((), _("Where does it stand now?"))

    def __init__(self, *args: Any, support: Support, **more: Any):
        super().__init__(*args, **more)
        labels = dict(Support.Status.choices)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (state, labels[state]) for state in rules.SUPPORT_MOVES[support.status]
        ]


class NeedForm(forms.Form):
    words = _words(_("What is needed?"))
    eligible = forms.BooleanField(label=_("This is an eligible need"), required=False)

    def __init__(self, *args: Any, opened: Opened, **more: Any):
        super().__init__(*args, **more)
        self.fields["section"] = section_field(opened)


class NeedAnswerForm(forms.Form):
    """Which outcome answers a need, or why none does."""

    outcome = _radios((), _("Which outcome answers it?"), required=False)
    why = _words(_("Or why is there no outcome for it?"), required=False)

    def __init__(self, *args: Any, outcomes: Iterable[Outcome], **more: Any):
        super().__init__(*args, **more)
        self.fields["outcome"].choices = [(str(o.pk), o.words) for o in outcomes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("outcome") and not data.get("why"):
            raise forms.ValidationError(_("Choose an outcome, or say why there is none."))
        return data


class RateForm(forms.Form):
    """One view of how it is going. The easy version asks with five faces and nothing more."""

    rater = _radios((), _("Whose view is this?"))
    going = _radios(SCALE, _("How is it going?"), help_text=_("1 is very bad, 10 is very good."))
    happy = _radios(SCALE, _("How happy are you with that?"), required=False)
    words = _words(_("Say more if you like"), required=False)
    helped_by = forms.CharField(label=_("Who helped?"), max_length=200, required=False)
    basis = _radios(Rating.Basis.choices, _("How do you know?"), required=False)
    present = _radios(THERE, _("Was the person there?"), required=False)

    def __init__(self, *args: Any, raters: list[tuple[str, str]], easy: bool = False, **more: Any):
        super().__init__(*args, **more)
        own_alone = all(rater in rules.OWN for rater, _label in raters)
        self.fields["rater"].choices = raters  # type: ignore[attr-defined]
        self.fields["rater"].initial = raters[0][0]
        if easy:
            self.fields["going"].choices = FACES  # type: ignore[attr-defined]
            self.fields["going"].help_text = ""
        dropped = ["basis", "present"] if own_alone else []
        dropped += ["happy"] + (["words"] if own_alone else []) if easy else []
        for name in dropped:
            del self.fields[name]

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


class AgreeForm(forms.Form):
    verdict = _radios(Agreement.Verdict.choices, _("Do you agree with this plan?"))
    reasons = _words(
        _("What do you not agree with?"),
        required=False,
        help_text=_("Needed when you agree in part or do not agree."),
    )
    party = forms.CharField(
        label=_("Whose answer is this, if it is not yours?"),
        max_length=200,
        required=False,
        help_text=_("For someone who has no account and told you."),
    )


class PlanReviewForm(forms.Form):
    due_on = DayField(label=_("When do we look at the plan again?"))


class HoldReviewForm(forms.Form):
    """Three questions, from whose view; a conclusion; the next day."""

    whose = forms.CharField(label=_("Whose view is this?"), max_length=200)
    conclusion = _radios((), _("What did you decide?"))
    next_on = DayField(label=_("When do you look again?"), required=False)

    def __init__(self, *args: Any, whose: str = "", **more: Any):
        super().__init__(*args, **more)
        guide, words = catalogue.review_guide(), catalogue.Words
        conclusion = self.fields.pop("conclusion")
        next_on = self.fields.pop("next_on")
        for number in (1, 2, 3):
            field = self.fields.pop("whose", None) if number == 1 else None
            self.fields[f"whose_{number}"] = field or forms.CharField(
                label=_("Someone else's view: whose?"), max_length=200, required=False
            )
            for question in guide["questions"]:
                self.fields[f"{question['id']}_{number}"] = _words(
                    str(words.read(question["words"])),
                    required=False,
                    help_text=str(words.read(question["hint"])),
                )
        self.fields["whose_1"].initial = whose
        conclusion.choices = [(c["id"], str(words.read(c["words"]))) for c in guide["conclusions"]]  # type: ignore[attr-defined]
        self.fields |= {"conclusion": conclusion, "next_on": next_on}

    def views(self) -> list[dict[str, str]]:
        """Each answer with whose it is, in the language of the page."""
        said, language = [], (get_language() or "en")[:2]
        for number in (1, 2, 3):
            whose = self.cleaned_data.get(f"whose_{number}", "")
            for question in catalogue.review_guide()["questions"]:
                words = self.cleaned_data.get(f"{question['id']}_{number}", "")
                if words and whose:
                    said.append(
                        {"question": question["id"], "whose": whose, "words": words, "language": language}
                    )
        return said

    def clean(self) -> dict[str, Any]:
        """Words without whose they are would be nobody's."""
        for number in (2, 3):
            asked = [f"{question['id']}_{number}" for question in catalogue.review_guide()["questions"]]
            if any(self.cleaned_data.get(name) for name in asked) and not self.cleaned_data.get(
                f"whose_{number}"
            ):
                self.add_error(f"whose_{number}", _("Say whose view this is."))
        return self.cleaned_data


class DocumentForm(forms.Form):
    layout = _radios((), _("Which document?"))
    language = _radios(Language.choices, _("In which language?"))

    def __init__(self, *args: Any, layouts: list[dict[str, Any]], **more: Any):
        super().__init__(*args, **more)
        words = catalogue.Words
        field = self.fields["layout"]
        field.choices = [(one["id"], str(words.read(one["title"]))) for one in layouts]  # type: ignore[attr-defined]
        field.hints = {one["id"]: str(words.read(one["about"])) for one in layouts}  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    capacity = _radios((), _("Who may open this document, and nothing else?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        self.fields["capacity"].choices = people  # type: ignore[attr-defined]
