"""Agreeing and looking again."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unstori.plan import catalogue
from unstori.plan.forms.fields import radios, words_field
from unstori.plan.models import Agreement
from unstori.ui.fields import DayField, choose

# An answer is given in the first person; told about others it is `Agreement.Verdict`'s own words.
ANSWERS = [
    (Agreement.Verdict.AGREES, _("I agree")),
    (Agreement.Verdict.IN_PART, _("I agree in part")),
    (Agreement.Verdict.DISAGREES, _("I do not agree")),
]


class AgreeForm(forms.Form):
    verdict = radios(ANSWERS, _("Do you agree with this plan?"))
    reasons = words_field(
        _("What do you not agree with?"),
        required=False,
        help_text=_("Needed when you agree in part or do not agree."),
    )
    party = forms.ChoiceField(
        label=_("Whose answer is this?"),
        required=False,
        help_text=_("Yours, or that of somebody who cannot sign in and told you."),
    )
    basis = radios(Agreement.Basis.choices, _("If it is not yours: how did they tell you?"), required=False)

    def __init__(self, *args: Any, parties: dict[str, str], **more: Any):
        super().__init__(*args, **more)
        if not parties:
            del self.fields["party"], self.fields["basis"]
        else:
            choices = [("", _("My own answer")), *parties.items()]
            choose(self, party=choices)


class PlanReviewForm(forms.Form):
    due_on = DayField(label=_("When do we look at the plan again?"))


class HoldReviewForm(forms.Form):
    """Three questions, from whose view; a conclusion; the next day."""

    whose = forms.CharField(label=_("Whose view is this?"), max_length=200)
    conclusion = radios((), _("What did you decide?"))
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
                self.fields[f"{question['id']}_{number}"] = words_field(
                    str(words.read(question["words"])),
                    required=False,
                    help_text=str(words.read(question["hint"])),
                )
        self.fields["whose_1"].initial = whose
        conclusion.choices = [(c["id"], str(words.read(c["words"]))) for c in guide["conclusions"]]  # type: ignore[attr-defined]
        self.fields |= {
            "conclusion": conclusion,
            "why": words_field(_("If the plan closes: why?"), required=False),
            "met_otherwise": words_field(
                _("If the plan closes: how is what is still needed met?"), required=False
            ),
            "next_on": next_on,
        }

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
