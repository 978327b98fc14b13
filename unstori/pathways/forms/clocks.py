"""A day to try a clock with, and what is known beside it. Nothing of it is kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unstori.core.errors import RuleBroken
from unstori.pathways.rules import Claim, Clock, Instance
from unstori.ui.fields import DayField


class TryForm(forms.Form):
    """Fields follow the clock: what it counts from, what can have happened, which exceptions it has."""

    def __init__(self, clock: Clock, data: Any = None):
        super().__init__(data)
        self.clock = clock
        self.fields["start"] = DayField(label=clock.starts_on)
        if clock.under_age < 200 or any(step.from_age or step.under_age < 200 for step in clock.steps):
            self.fields["born"] = DayField(
                label=_("Date of birth"), help_text=_("Some days and rights depend on age."), required=False
            )
        for known in clock.known:
            self.fields[f"known-{known.id}"] = DayField(label=known.name, required=False)
        for id, name in self._can_have_happened():
            self.fields[f"done-{id}"] = DayField(label=name, required=False)
        if clock.excuses:
            self.fields["exceptions"] = forms.MultipleChoiceField(
                label=_("What was in the way?"), required=False, widget=forms.CheckboxSelectMultiple,
                help_text=_("An exception excuses being late. It moves no day."),
                choices=[(each.id, each.name) for each in clock.excuses],
            )  # fmt: skip
        for excuse in clock.excuses:
            self.fields[f"from-{excuse.id}"] = DayField(label=_("First day"), required=False)
            self.fields[f"to-{excuse.id}"] = DayField(label=_("Last day"), required=False)

    def _can_have_happened(self) -> Iterator[tuple[str, Any]]:
        """What somebody must do, and what ends it; not the time that somebody is given."""
        given = {step.id for step in self.clock.steps if step.at_least}
        yield from ((id, name) for id, name in self.clock.happenings.items() if id not in given)

    def clean(self) -> dict[str, Any]:
        """Whoever ticks an exception says when it was."""
        said: dict[str, Any] = super().clean() or {}
        for excuse in self.clock.excuses:
            names = (f"from-{excuse.id}", f"to-{excuse.id}")
            if excuse.id in said.get("exceptions", []):
                for name in names:
                    if not said.get(name) and name not in self.errors:
                        self.add_error(name, gettext("%(name)s: say on which day.") % {"name": excuse.name})
        return said

    def instance(self) -> Instance:
        said = self.cleaned_data
        return Instance(
            start=said["start"], born=said.get("born"), known=self._days("known-"), done=self._days("done-"),
            claims=tuple(
                Claim(code, said[f"from-{code}"], said[f"to-{code}"]) for code in said.get("exceptions", [])
            ),
        )  # fmt: skip

    def _days(self, prefix: str) -> dict[str, date]:
        return {
            name.removeprefix(prefix): day
            for name, day in self.cleaned_data.items()
            if name.startswith(prefix) and day
        }

    def say_no(self, no: RuleBroken) -> None:
        """The rule's own words, at the top of the page."""
        self.add_error(None, gettext(str(no.reason)))

    def known(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name == "born" or name.startswith("known-")]

    def happened(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("done-")]

    def spans(self) -> dict[str, tuple[BoundField, BoundField]]:
        """The days of each exception."""
        return {each.id: (self[f"from-{each.id}"], self[f"to-{each.id}"]) for each in self.clock.excuses}

    def without_birth(self) -> str:
        """What was typed, for an address: not when somebody was born, and nothing that no field of ours is for."""
        ours = tuple(f"{name}-" for name in self.fields if name not in ("born", "exceptions"))
        said = self.data.lists() if isinstance(self.data, QueryDict) else ()
        pairs = [
            (key, value)
            for key, values in said for value in values
            if value and (key == "exceptions" or key.startswith(ours))
        ]  # fmt: skip
        return urlencode(pairs)

    def says(self, beginning: str) -> bool:
        """Whether something of that kind was said, so that it stays open to be seen."""
        return any(value for name, value in self.data.items() if name.startswith(beginning))
