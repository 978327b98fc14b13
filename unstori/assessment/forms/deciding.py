"""Deciding about one need, test by test; and what a party says of it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from unstori.assessment.actions import Answered, NextStep
from unstori.assessment.catalogue import Kind, Test, outcome_words
from unstori.assessment.forms.building import source_hints
from unstori.assessment.forms.fields import StepForm, boxes, radios, words_field
from unstori.assessment.models import FindingView, Judged
from unstori.core.words import capital, spoken
from unstori.plan.models import Need
from unstori.ui.fields import choose

OTHER = "other"


class DecideForm(StepForm):
    """Which need; each test with its answer, reasons and grounds; what happens instead."""

    need = radios(_("Which need is this about?"), required=False)
    words = words_field(_("The need, in plain words"), required=False)

    def __init__(
        self, *args: Any, kind: Kind, needs: list[Need], grounds: list[tuple[UUID, Any]], **more: Any
    ):
        super().__init__(*args, **more)
        self.kind, self.needs = kind, {str(need.pk): need for need in needs}
        choices = [(key, spoken(need.words, need.language)) for key, need in self.needs.items()]
        if choices:
            choose(self, need=[*choices, (OTHER, _("Another need"))])
        else:
            del self.fields["need"]
        if kind.whole:
            del self.fields["words"]
        for test in kind.tests:
            self.fields |= _fields(test, grounds)

    def head(self) -> Iterator[BoundField]:
        return (self[name] for name in ("need", "words") if name in self.fields)

    def parts(self, test: Test) -> list[BoundField]:
        """The fields of one test, in the order in which one answers."""
        names = (f"{test.id}-{part}" for part in ("answer", "outcomes", "reasons", "grounds"))
        return [self[name] for name in names if name in self.fields]

    def tail(self) -> list[BoundField]:
        return [self["instead"], self["next_owner"], self["next_on"]]

    def decided(self) -> dict[str, Any]:
        """As the action wants it."""
        data = self.cleaned_data
        chosen = self.needs.get(data.get("need", ""))
        return {
            "need": chosen,
            "words": "" if chosen else data.get("words", ""),
            "tests": {test.id: self._answered(test) for test in self.kind.tests},
            "step": NextStep(data["instead"], data["next_owner"], data["next_on"]),
        }

    def _answered(self, test: Test) -> Answered:
        data = self.cleaned_data
        return Answered(
            answer=data[f"{test.id}-answer"],
            reasons=data[f"{test.id}-reasons"],
            outcomes=tuple(data.get(f"{test.id}-outcomes", ())),
            grounds=tuple(UUID(id) for id in data.get(f"{test.id}-grounds", ())),
        )


def _fields(test: Test, grounds: list[tuple[UUID, Any]]) -> dict[str, forms.Field]:
    """One test's. Grounds are citations, said as the rows that they name."""
    made: dict[str, forms.Field] = {f"{test.id}-answer": radios(test.ask, Judged.Answer.choices)}
    if test.outcomes:
        words = outcome_words()
        made[f"{test.id}-outcomes"] = boxes(_("Which?"), [(id, capital(words[id])) for id in test.outcomes])
    made[f"{test.id}-reasons"] = words_field(_("The reasons, in plain words"))
    if grounds:
        rests = boxes(
            _("What it rests on"), [(str(id), spoken(one.words, one.row.language)) for id, one in grounds]
        )
        said = source_hints(one for _id, one in grounds)
        rests.hints = {str(id): said[str(one.id)] for id, one in grounds}  # type: ignore[attr-defined]
        made[f"{test.id}-grounds"] = rests
    return made


class ViewForm(forms.Form):
    """A worker writes down also what somebody says who cannot sign in."""

    verdict = radios(_("Do you agree?"), FindingView.Verdict.choices)
    words = words_field(_("What do you see differently?"), required=False)
    said_by = forms.CharField(
        label=_("Whose view is it, if you write it down for somebody?"), max_length=200, required=False
    )

    def __init__(self, *args: Any, for_others: bool, **more: Any):
        super().__init__(*args, **more)
        if not for_others:
            del self.fields["said_by"]
