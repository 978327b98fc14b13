"""A form with every kind of field, for the style page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.ui.fields import DayField, PartialDateField


class SampleForm(forms.Form):
    """One of each; sent empty, it shows each one's error."""

    name = forms.CharField(label=_("What do you like to be called?"), help_text=_("A nickname is fine."))
    said = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea(attrs={"data-draft": "sample", "spellcheck": "true", "rows": 4}),
    )
    kind = forms.ChoiceField(
        label=_("How was it said?"),
        widget=forms.RadioSelect,
        choices=[("speech", _("In speech")), ("sign", _("With signs")), ("symbols", _("With symbols"))],
    )
    help = forms.MultipleChoiceField(
        label=_("Who helped?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("family", _("Family")), ("worker", _("A worker"))],
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("cy", "Cymraeg"), ("en", "English")])
    day = DayField(label=_("When was it?"))
    since = PartialDateField(
        label=_("Since when?"), help_text=_("As you know it: 2019, spring 2019, 3 March 2019.")
    )
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, required=False)
    picture = forms.FileField(label=_("A picture or a recording"), required=False)
    agree = forms.BooleanField(label=_("I have read this"), required=False)
