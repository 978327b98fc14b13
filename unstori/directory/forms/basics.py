"""What the standard has of an entry: of one that is here, of a group that anybody suggests, of an organisation's own service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.core.dates import language
from unstori.directory.forms.fields import OpenForm, box
from unstori.directory.presenters.choices import DAYS
from unstori.directory.presenters.entries import STATES
from unstori.directory.rules import basics, beyond, hours, values
from unstori.ui.fields import choose

Document = dict[str, Any]


class BasicsForm(forms.Form):
    """What the standard has. Where another directory's parts stand, only single values are changed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    description = forms.CharField(
        label=_("What is it, and what happens there?"), max_length=beyond.LONGEST, widget=box("description"))  # fmt: skip
    status = forms.ChoiceField(
        label=_("Is it running?"), widget=forms.RadioSelect, initial="active",
        choices=[("active", _("Running")), *STATES.items()])  # fmt: skip
    alert = forms.CharField(
        label=_("Something that people should know now"), required=False, max_length=500, widget=box("alert", 2),
        help_text=_("For example: closed in August."))  # fmt: skip
    minimum_age = forms.FloatField(label=_("From which age?"), required=False, min_value=0, max_value=120)
    maximum_age = forms.FloatField(label=_("Up to which age?"), required=False, min_value=0, max_value=120)
    application_process = forms.CharField(
        label=_("How does somebody get in?"), required=False, max_length=beyond.LONGEST,
        widget=box("application_process", 3))  # fmt: skip
    fees = forms.CharField(
        label=_("What does it cost?"), required=False, max_length=1000, widget=box("fees", 2)
    )
    phone = forms.CharField(label=_("Telephone that anybody may call"), required=False, max_length=40)
    email = forms.EmailField(label=_("Email that anybody may write to"), required=False)
    url = forms.CharField(label=_("Web page"), required=False, max_length=500)
    place = forms.CharField(label=_("Name of the place"), required=False, max_length=200)
    street = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    town = forms.CharField(label=_("Town or village"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"), required=False, coerce=int, choices=list(enumerate(DAYS)),
        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    opens = forms.CharField(label=_("From what time?"), required=False, max_length=10,
                            help_text=_("For example 10:30 or 2pm"))  # fmt: skip
    closes = forms.CharField(label=_("Until what time?"), required=False, max_length=10)
    when = forms.CharField(label=_("Anything else about when"), required=False, max_length=300)

    def __init__(self, *args: Any, whole: bool = True, **more: Any):
        super().__init__(*args, **more)
        for name in () if whole else basics.PLACED:
            del self.fields[name]
        for name in ("minimum_age", "maximum_age"):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "class": "nhsuk-input--width-5"}
            )

    def clean_url(self) -> str:
        said = self.cleaned_data["url"].strip()
        if said and "://" not in said:
            said = f"https://{said}"
        if said and values.link(said):
            raise forms.ValidationError(_("This is not a web address."))
        return said

    def clean_postcode(self) -> str:
        said = " ".join(self.cleaned_data["postcode"].upper().split())
        if values.postcode(said):
            raise forms.ValidationError(_("This is not a postcode."))
        return said

    def clean_opens(self) -> str:
        return self._hour("opens")

    def clean_closes(self) -> str:
        return self._hour("closes")

    def _hour(self, name: str) -> str:
        """ "2pm", "14:00" and "2 yp" are one hour; a bare "2" could be at night."""
        said = hours.time_of(self.cleaned_data[name].strip())
        if said and values.clock_time(said):
            raise forms.ValidationError(_("Write a time such as 10:30 or 2pm."))
        return said

    def clean(self) -> Document:
        data = super().clean() or {}
        least, most = data.get("minimum_age"), data.get("maximum_age")
        if least is not None and most is not None and least > most:
            self.add_error("maximum_age", _("The last age comes before the first."))
        if data.get("opens") and data.get("closes") and data["opens"] >= data["closes"]:
            self.add_error("closes", _("It ends before it begins."))
        return data

    def said(self) -> Document:
        found = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        for name in ("minimum_age", "maximum_age"):
            if found[name] is not None and found[name].is_integer():
                found[name] = int(found[name])
        return found


class SuggestForm(BasicsForm, OpenForm):
    """A group that no organisation owns, by whoever knows it."""

    like = forms.CharField(
        label=_("What is it like there?"), required=False, max_length=beyond.LONGEST, widget=box("like", 3),
        help_text=_("As you would tell a friend."))  # fmt: skip

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name in ("seen", "status", "alert", "application_process"):
            del self.fields[name]

    def said(self) -> Document:
        return {name: value for name, value in super().said().items() if name not in ("like", "website")}

    def words(self) -> Document | None:
        """What it is like, in the language of the page on which it was written."""
        said = self.cleaned_data["like"].strip()
        return {language(): said} if said else None


class NewForm(BasicsForm):
    """A service of an organisation's own."""

    provider = forms.ChoiceField(label=_("Who runs it?"), widget=forms.RadioSelect)

    field_order = ("provider",)

    def __init__(self, *args: Any, providers: list[tuple[str, str]], **more: Any):
        super().__init__(*args, **more)
        choose(self, provider=providers)
        del self.fields["seen"]
        if len(providers) == 1:
            self.fields["provider"].initial = providers[0][0]

    def said(self) -> Document:
        return {name: value for name, value in super().said().items() if name != "provider"}
