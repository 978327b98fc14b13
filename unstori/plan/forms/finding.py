"""What was found in the directory, and for what it is wanted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core.words import spoken
from unstori.plan.forms.fields import radios
from unstori.plan.models import Outcome
from unstori.ui.fields import choose

LIFE = "life"


class SaveForm(forms.Form):
    """One question. With no outcome yet, it is for life as a whole."""

    outcome = radios((), _("What is it for?"), error_messages={"required": _("Choose what it is for.")})

    def __init__(self, *args: Any, outcomes: Iterable[Outcome], **more: Any):
        super().__init__(*args, **more)
        wanted = [(str(one.pk), spoken(one.words, one.language)) for one in outcomes]
        choose(self, outcome=[*wanted, (LIFE, _("For life as a whole"))])
        if not wanted:
            self.initial["outcome"] = LIFE
