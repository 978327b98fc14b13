"""An agreement by which organisations share, in the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.models import Section
from unstori.access.rules import SHAREABLE
from unstori.ui.fields import DayField, choose

DATA = [
    ("public_task", _("A public task")), ("legal_duty", _("A legal duty")),
    ("vital_interests", _("To save a life")), ("consent", _("Consent")),
]  # fmt: skip
CONFIDENCE = [
    ("direct_care", _("Direct care")), ("consent", _("Consent")), ("legal_duty", _("A legal duty")),
    ("public_interest", _("Overriding public interest")), ("safeguarding", _("To keep somebody safe")),
]  # fmt: skip


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-draft": ""})


class AgreementForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference"),
        max_length=80,
        help_text=_("Of WASPI or another register. Sharing decisions name it."),
    )
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    purpose_cy = forms.CharField(
        label=_("What it is for, in Welsh"), widget=area(3), help_text=_("Everybody may read it.")
    )
    purpose_en = forms.CharField(label=_("What it is for, in English"), widget=area(3))
    parties = forms.MultipleChoiceField(
        label=_("Between which organisations?"), widget=forms.CheckboxSelectMultiple
    )
    sections = forms.MultipleChoiceField(
        label=_("Which parts of a story?"), widget=forms.CheckboxSelectMultiple,
        choices=[one for one in Section.choices if one[0] in SHAREABLE],
    )  # fmt: skip
    data_basis = forms.ChoiceField(
        label=_("On which basis of data protection?"), choices=DATA, widget=forms.RadioSelect
    )
    confidence_basis = forms.ChoiceField(
        label=_("On which basis of confidentiality?"), choices=CONFIDENCE, widget=forms.RadioSelect
    )
    valid_from = DayField(label=_("From when?"))
    review_on = DayField(label=_("When is it looked at again?"))
    valid_until = DayField(
        label=_("When does it end?"), required=False, help_text=_("Leave empty if it does not.")
    )
    link = forms.URLField(label=_("Where is its text?"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], known: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, parties=organisations)
        if known:
            del self.fields["reference"]
