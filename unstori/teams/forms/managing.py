"""How the list of a team is wanted."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ShowForm(forms.Form):
    show = forms.ChoiceField(
        label=_("Show"),
        choices=[
            ("all", _("Everybody")), ("late", _("With promises late")), ("quiet", _("With people gone quiet")),
            ("away", _("Who is away")),
        ],
        required=False,
    )  # fmt: skip
    sort = forms.ChoiceField(
        label=_("The most on top"),
        choices=[
            ("name", _("By name")), ("late", _("Promises late")), ("week", _("Due this week")),
            ("reviews", _("Reviews due")), ("quiet", _("Gone quiet")), ("people", _("People")),
            ("key", _("Key worker of")),
        ],
        required=False,
    )  # fmt: skip

    def said(self) -> dict[str, str]:
        """What was asked for; anything else is as if nothing was."""
        self.is_valid()
        return {
            name: self.cleaned_data.get(name) or first for name, first in (("show", "all"), ("sort", "name"))
        }
