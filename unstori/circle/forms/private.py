"""What the person alone opens: a private thing, and asking somebody to get in touch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.circle.forms.fields import Choices
from unstori.ui.fields import choose


class LetInForm(forms.Form):
    """To whom the person opens one private thing."""

    member = forms.ChoiceField(label=_("Who may see this?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, member=members)


class CallForm(LetInForm):
    """Whom the person asks to get in touch, and how it is safe."""

    safe_way = forms.CharField(
        label=_("How can they reach you safely?"),
        help_text=_("For example: at school, not at home. Leave it empty if you like."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].label = _("Who should get in touch with you?")
