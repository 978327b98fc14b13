"""Fields that forms of this room share: a box for words, and a box that only machines fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


def box(draft: str, rows: int = 4) -> forms.Textarea:
    """Words are kept in the tab as they are typed, under this name."""
    return forms.Textarea(attrs={"rows": rows, "data-draft": draft, "spellcheck": "true"})


class OpenForm(forms.Form):
    """Sent by anybody without an account. The box is for machines: people neither see it nor need it."""

    website = forms.CharField(
        label=_("Leave this box empty. Only machines fill it in."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Empty this box and send it again."))
        return ""
