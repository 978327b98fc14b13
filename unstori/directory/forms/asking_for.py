"""A few plain questions before the list of what one can ask for. Nothing of it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core.words import Words
from unstori.directory.queries import entitlements as queries
from unstori.directory.rules.entitlements import Situation
from unstori.ui.fields import choose


def _named(items: list[dict[str, Any]]) -> list[tuple[str, Words]]:
    return [(one["id"], Words.read(one["name"])) for one in items]


class AskingForm(forms.Form):
    """Where, roughly how old, and what is so. Their names stand in the address, which holds nothing about anybody."""

    where = forms.ChoiceField(
        label=_("Where do you live?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose Wales or England: the law is not the same."),
            "invalid_choice": _("Choose Wales or England: the law is not the same."),
        },
    )
    council = forms.ChoiceField(
        label=_("Which council, if you live in Wales?"),
        help_text=_("Then the letters that you can send say whom they are for."),
        required=False,
    )
    age = forms.ChoiceField(label=_("How old is the person who needs help?"), required=False)
    so = forms.MultipleChoiceField(
        label=_("Which of these fit?"),
        help_text=_("Tick as many as you like. Tick nothing to see everything."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        asking = queries.asking()
        councils = sorted(
            ((code, Words.read(one)) for code, one in asking["councils"].items()), key=lambda one: str(one[1])
        )
        choose(
            self, where=_named(asking["nations"]), council=[("", _("I would rather not say")), *councils],
            age=[("", _("Any age")), *_named(asking["ages"])], so=_named(asking["situations"]),
        )  # fmt: skip

    def said(self) -> Situation:
        """What was said, for the rule."""
        bands = {one["id"]: (one["from"], one["before"]) for one in queries.asking()["ages"]}
        chosen = self.cleaned_data
        return Situation(chosen["where"], bands.get(chosen["age"]), frozenset(chosen["so"]))

    def pairs(self) -> list[tuple[str, str]]:
        """The address of the same list: the same for the same answers, without what was left out."""
        chosen = self.cleaned_data
        council = chosen["council"] if chosen["where"] == "wales" else ""
        single = [("where", chosen["where"]), ("council", council), ("age", chosen["age"])]
        return [pair for pair in single if pair[1]] + [("so", one) for one in sorted(chosen["so"])]
