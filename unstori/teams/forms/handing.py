"""To whom somebody's people go."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.people.models import Capacity
from unstori.teams.forms.absences import named
from unstori.teams.queries import Held
from unstori.teams.wording import whole_name
from unstori.ui.fields import choose


class HandoverForm(forms.Form):
    """One choice for each person: stays, or goes to a colleague."""

    why = forms.CharField(
        label=_("Why, in words for the families"), required=False, max_length=300,
        help_text=_("For example: Huw starts another job on Monday. They read it in the story."),
    )  # fmt: skip
    everybody = forms.ChoiceField(label=_("Everybody goes to"), required=False)

    def __init__(self, *args: Any, held: Iterable[Held], colleagues: Iterable[Capacity], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.held, self.by_id = list(held), {str(each.pk): each for each in colleagues}
        those = [(pk, named(each)) for pk, each in self.by_id.items()]
        choose(self, everybody=[("", _("I choose for each below")), *those])
        for one in self.held:
            key = one.person.reference
            label = whole_name(one.person)
            self.fields[f"to_{key}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("As for everybody")), ("stay", _("Stays")), *those],
            )
            if one.member.is_key_worker:
                self.fields[f"key_{key}"] = forms.BooleanField(
                    label=_("Becomes key worker too"), required=False, initial=True
                )

    def rows(self) -> list[dict[str, Any]]:
        """The boxes for each person, with what would go."""
        return [
            {
                "held": one,
                "to": self[f"to_{one.person.reference}"],
                "key": self[f"key_{one.person.reference}"] if one.member.is_key_worker else None,
            }
            for one in self.held
        ]

    def chosen(self) -> list[tuple[Held, Capacity, bool]]:
        """Who goes to whom, and whether as their key worker."""
        said = self.cleaned_data
        found = []
        for one in self.held:
            key = one.person.reference
            to = self.by_id.get(said[f"to_{key}"] or said["everybody"])
            if to is not None:
                found.append((one, to, bool(said.get(f"key_{key}"))))
        return found
