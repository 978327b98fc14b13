"""What people fill in about what happened, was promised and is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.access.models import Section
from unstori.people.models import Capacity, Language
from unstori.story import rules
from unstori.story.models import ContactWay, Entry, SaidHow
from unstori.ui.fields import DayField, FilesField, PartialDateField, choose

NOT_SAID = [("", _("Not said"))]
WHO_CHOICES = [("changed", _("It has changed")), ("differs", _("I see it differently: show both"))]
CONTACT_SAYS = {
    "contact_way": _("Say how you were in touch."),
    "contact_with": _("Say with whom you were in touch."),
}
MOST = 5


def words_field(label: Any, draft: str, **more: Any) -> forms.CharField:
    """A large box whose words are kept in the tab as they are typed."""
    widget = forms.Textarea(attrs={"data-draft": draft, "spellcheck": "true", "rows": 5})
    return forms.CharField(label=label, widget=widget, max_length=20_000, **more)


def files_field(label: Any) -> FilesField:
    """Several files, none of them needed."""
    return FilesField(
        label=label, required=False, most=MOST, error_messages={"too_many": _("Choose five files at most.")}
    )


class SaidForm(forms.Form):
    """Whose words these are, how they were said, and with whose help."""

    said_by = forms.CharField(
        label=_("Whose words are these?"),
        help_text=_("Only when you wrote them down just as they were said."),
        max_length=200,
        required=False,
    )
    said_how = forms.ChoiceField(
        label=_("How were they said?"), choices=[*NOT_SAID, *SaidHow.choices], required=False
    )
    with_help_of = forms.CharField(label=_("Who helped them to say it?"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)


class EntryForm(SaidForm):
    """Add what happened."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        widget=forms.RadioSelect,
        choices=[(kind, Entry.Kind(kind).label) for kind in rules.PEOPLE_ADD],
    )
    happened_on = PartialDateField(
        label=_("When was it?"),
        help_text=_("As you know it: last night, 3 March 2026, spring 2019."),
        max_length=40,
    )
    title = forms.CharField(label=_("In a few words"), max_length=200, required=False)
    section = forms.ChoiceField(
        label=_("Which part of the story does it belong to?"),
        help_text=_("People see the parts that are shared with them."),
    )
    contact_way = forms.ChoiceField(
        label=_("How were you in touch?"),
        help_text=_("For a contact or a visit."),
        choices=[*NOT_SAID, *ContactWay.choices],
        required=False,
    )
    contact_with = forms.CharField(
        label=_("With whom?"), help_text=_("For a contact or a visit."), max_length=200, required=False
    )
    narrowed = forms.BooleanField(label=_("Only me, and the people it is shared with later"), required=False)
    names_others = forms.BooleanField(
        label=_("It says something about another person"),
        help_text=_("A brother or sister, another child, another parent. It is left out of copies."),
        required=False,
    )
    uploads = files_field(_("Photos, sound, film or letters"))
    heard = forms.CharField(
        label=_("What do the files say or show?"),
        help_text=_("For people who cannot see or hear them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, sections: tuple[str, ...], draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(_("What happened?"), draft, required=False)
        choose(self, section=sections_named(sections))

    def clean(self) -> dict[str, Any]:
        """A call or a visit says how and with whom; a visit is how in itself."""
        said = super().clean() or {}
        if said.get("kind") == Entry.Kind.VISIT:
            said["contact_way"] = said.get("contact_way") or ContactWay.VISIT
        way, with_whom = said.get("contact_way", ""), said.get("contact_with", "")
        missing = rules.unsaid_of_contact(kind=said.get("kind", ""), way=way, with_whom=with_whom)
        for name in missing:
            self.add_error(name, CONTACT_SAYS[name])
        return said


class CorrectForm(SaidForm):
    """What it should have said."""

    happened_on = PartialDateField(label=_("When was it?"), max_length=40)
    title = forms.CharField(label=_("In a few words"), max_length=200, required=False)

    def __init__(self, *args: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(_("What should it say?"), draft, required=False)


class FilterForm(forms.Form):
    """What to see of the story."""

    q = forms.CharField(label=_("Words to look for"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("What it was"), required=False)
    section = forms.ChoiceField(label=_("Part of the story"), required=False)
    who = forms.ChoiceField(label=_("Who wrote it"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, sections: tuple[str, ...], authors: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        written = [(rules.WRITTEN, _("What people wrote"))]
        choose(
            self,
            kind=[*everything, *written, *Entry.Kind.choices],
            section=[*everything, *sections_named(sections)],
            who=[*everything, *authors],
        )


class OwnerForm(forms.Form):
    """Somebody around the person."""

    owner = forms.ChoiceField(label=_("Who will do it?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, owner=people)


class PromiseForm(OwnerForm):
    """An "I will"."""

    what = forms.CharField(
        label=_("What will be done?"),
        help_text=_("For example: send the letter to the school."),
        max_length=200,
    )
    due_on = DayField(label=_("By when?"))
    section = forms.ChoiceField(label=_("Which part of the story does it belong to?"))
    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    field_order = ["what", "owner", "due_on", "section", "language"]

    def __init__(self, *args: Any, sections: tuple[str, ...], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, section=sections_named(sections))


class KeepForm(forms.Form):
    """It was done."""

    outcome = forms.CharField(
        label=_("What came of it?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, required=False
    )


class HandOverForm(OwnerForm):
    """Somebody else will do it."""

    why = forms.CharField(label=_("Why?"), max_length=1000, required=False)


class FactForm(forms.Form):
    """Tell a fact, or say that it has changed."""

    said_by = forms.CharField(label=_("Who says so?"), max_length=200)
    said_how = forms.ChoiceField(
        label=_("How was it said?"), choices=[*NOT_SAID, *SaidHow.choices], required=False
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)

    def __init__(self, *args: Any, label: Any, hint: Any, draft: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["words"] = words_field(str(label), draft, help_text=str(hint))
        self.order_fields(["words"])


class ChangeFactForm(FactForm):
    """A known fact is put right, or stands beside another view."""

    how = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, choices=WHO_CHOICES)
    settler = forms.ChoiceField(
        label=_("If you see it differently: who settles it?"),
        help_text=_("They will be asked to find out which is right."),
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, settler=[*NOT_SAID, *people])


class SettleForm(forms.Form):
    """Which of two stands."""

    stands = forms.ChoiceField(label=_("Which is right?"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("How do you know?"), max_length=1000, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        both = ("both", _("Both: they are about different things"))
        choose(self, stands=[*choices, both])


def sections_named(sections: tuple[str, ...]) -> list[tuple[str, Any]]:
    """Sections with their names, in the order of the house."""
    return [(section, Section(section).label) for section in sections]


def people_named(people: list[Capacity], labels: dict[Any, str]) -> list[tuple[str, str]]:
    """People to choose from."""
    return [(str(person.pk), labels[person.pk]) for person in people]
