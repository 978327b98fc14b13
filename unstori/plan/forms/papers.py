"""Documents: making one, and opening it to somebody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Language
from unstori.plan import catalogue
from unstori.plan.forms.fields import radios
from unstori.ui.fields import choose


class DocumentForm(forms.Form):
    layout = radios((), _("Which document?"))
    language = radios(Language.choices, _("In which language?"))

    def __init__(self, *args: Any, layouts: list[dict[str, Any]], **more: Any):
        super().__init__(*args, **more)
        words = catalogue.Words
        choose(self, layout=[(one["id"], str(words.read(one["title"]))) for one in layouts])
        hints = {one["id"]: str(words.read(one["about"])) for one in layouts}
        self.fields["layout"].hints = hints  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    capacity = radios((), _("Who may open this document, and nothing else?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        choose(self, capacity=people)
