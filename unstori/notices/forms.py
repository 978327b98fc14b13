"""How somebody wants to be told, in plain questions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core.dates import format_time
from unstori.core.words import Words
from unstori.notices.models import Often, Way
from unstori.people.models import Language
from unstori.ui.fields import DayField, choose


def kind_field(kind: str) -> str:
    """The name of a kind's field; a kind may be called as another field is."""
    return f"kind_{kind}"


class TellingForm(forms.Form):
    """The way, the language, each kind, the quiet hours. With a safe contact the number or address stands there."""

    way = forms.ChoiceField(label=_("How shall we tell you?"), widget=forms.RadioSelect)
    to = forms.CharField(
        label=_("Your mobile number or postal address"),
        help_text=_(
            "For texts the number. For letters the address, each line on its own, the postcode last."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    quiet_from = forms.TypedChoiceField(label=_("Nothing arrives from"), coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("until"), coerce=int)

    def __init__(
        self, *args: Any, kinds: list[dict[str, Any]], ways: tuple[str, ...], safe: str = "", **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.kinds = [kind["id"] for kind in kinds]
        offered = [choice for choice in Way.choices if choice[0] in ways]
        choose(self, way=offered, quiet_from=hours(), quiet_until=hours())
        for kind in kinds:
            self.fields[kind_field(kind["id"])] = forms.ChoiceField(
                label=str(Words.read(kind["name"])),
                help_text=str(Words.read(kind["about"])),
                choices=Often.choices,
            )
        if safe:
            del self.fields["to"]

    @property
    def kind_fields(self) -> list[Any]:
        """For the page, in their order."""
        return [self[kind_field(kind)] for kind in self.kinds]

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        own = {name: said[name] for name in ("way", "language", "quiet_from", "quiet_until")}
        often = {kind: said[kind_field(kind)] for kind in self.kinds}
        return {**own, "to": said.get("to", ""), "often": often}


def hours() -> list[tuple[int, str]]:
    """Every full hour, as people say it."""
    return [(hour, format_time(datetime(2026, 1, 1, hour))) for hour in range(24)]


class PauseForm(forms.Form):
    """Until when nothing is sent."""

    until = DayField(label=_("Send me nothing until"))


class StopForm(forms.Form):
    """Which kinds are stopped by the link in a message."""

    kinds = forms.MultipleChoiceField(
        label=_("What shall we no longer send?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kinds: list[dict[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, kinds=[(kind["id"], str(Words.read(kind["name"]))) for kind in kinds])


class FeedForm(forms.Form):
    """How much the calendar says."""

    named = forms.ChoiceField(
        label=_("What shall your calendar say?"),
        widget=forms.RadioSelect,
        choices=[("", _("Only “Review” or “Promise”")), ("1", _("Also the name that the person likes"))],
        required=False,
        help_text=_("Others may see your phone or a calendar on the wall."),
    )
