"""Five levels of an outcome, and where the person stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.plan import rules
from unstori.plan.forms.fields import radios, words_field
from unstori.plan.models import GoalScale
from unstori.ui.fields import DayField, choose

NAMES = {
    -2: _("Much less than hoped"),
    -1: _("Less than hoped"),
    0: _("As hoped"),
    1: _("More than hoped"),
    2: _("Much more than hoped"),
}
IMPORTANT = [("1", _("A little important")), ("2", _("Important")), ("3", _("Very important"))]
HARD = [("1", _("A little hard")), ("2", _("Hard")), ("3", _("Very hard"))]
NOT_COUNTED = [("0", _("Do not count it"))]
BASELINES = [
    ("-1", _("Less than hoped")),
    ("-2", _("Much less than hoped: it could not be worse")),
]
ORDER = (0, 1, 2, -1, -2)  # what is hoped for is said first, then what is around it


class ScaleForm(forms.Form):
    """What each level would look like, said before anybody looks."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        hints = {
            0: _("What would you see if it went as hoped?"),
            -2: _("What would you see if it went as badly as could be?"),
        }
        for level in ORDER:
            self.fields[_name(level)] = words_field(NAMES[level], rows=2, help_text=hints.get(level, ""))
        self.fields["baseline"] = radios(BASELINES, _("How is it now?"))
        self.fields["importance"] = radios(
            [*IMPORTANT, *NOT_COUNTED], _("How important is it to the person?")
        )
        self.fields["difficulty"] = radios([*HARD, *NOT_COUNTED], _("How hard is it to reach?"))

    def scale(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        numbers = {name: int(data[name]) for name in ("baseline", "importance", "difficulty")}
        return {"levels": [data[_name(level)] for level in rules.LEVELS], **numbers}

    @staticmethod
    def initial_of(scale: GoalScale) -> dict[str, str]:
        """The levels as they are, for a scale that follows another."""
        words = dict(zip((_name(level) for level in rules.LEVELS), scale.levels, strict=True))
        numbers = {name: str(getattr(scale, name)) for name in ("baseline", "importance", "difficulty")}
        return words | numbers


class LevelForm(forms.Form):
    level = radios((), _("Where does it stand?"))
    reached_on = DayField(label=_("When was that?"))
    seen_how = words_field(_("What did you see?"), required=False)

    def __init__(self, *args: Any, scale: GoalScale, **more: Any):
        super().__init__(*args, **more)
        described = zip(rules.LEVELS, scale.levels, strict=True)
        choose(self, level=[(str(level), f"{NAMES[level]}: {words}") for level, words in described])


def _name(level: int) -> str:
    return f"level_{rules.LEVELS.index(level)}"
