"""What people fill in to make a board, to use it, to bring pictures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unstori.boards import rules
from unstori.boards.definitions import option, scales
from unstori.boards.models import Shared
from unstori.people.models import Language
from unstori.ui import symbols
from unstori.ui.fields import DayField, FilesField, SuggestField, choose


class SearchForm(forms.Form):
    """Which boards to see."""

    q = forms.CharField(label=_("Words to look for"), max_length=100, required=False)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            ("", _("All")),
            ("ready", _("Ready-made")),
            (Shared.OWN, _("Made by me")),
            (Shared.ORGANISATION, _("From my organisation")),
            (Shared.REGION, _("Shared with everyone in the region")),
        ],
    )


class BoardForm(forms.Form):
    """A board: what it asks, its pictures, its scale, and who may use it."""

    title_cy = forms.CharField(label=_("What it asks, in Welsh"), max_length=120, required=False)
    title_en = forms.CharField(label=_("What it asks, in English"), max_length=120, required=False)
    symbols = forms.MultipleChoiceField(
        label=_("Pictures"), widget=forms.CheckboxSelectMultiple, required=False
    )
    lines = forms.CharField(
        label=_("Your own words, one on each line"),
        help_text=_(
            "In both languages: “Swimming pool / Pwll nofio”. A picture is found where one has the same words."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "data-draft": "board"}),
        max_length=8000,
        required=False,
    )
    scale = forms.ChoiceField(label=_("Where pictures can be placed"), widget=forms.RadioSelect)
    shared = forms.ChoiceField(
        label=_("Who may use it and copy it?"),
        help_text=_(
            "A board that others see names nobody. Photos of somebody belong to that person, not here."
        ),
        widget=forms.RadioSelect,
        choices=Shared.choices,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kept: list[dict[str, str]], for_organisation: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kept = kept
        offered = [
            choice for choice in Shared.choices if for_organisation or choice[0] != Shared.ORGANISATION
        ]
        ideas = [(one.id, str(one.words)) for one in symbols.everything().values()]
        named = [(one.id, str(one.name)) for one in scales().values()]
        choose(self, symbols=ideas, scale=named, shared=offered)

    def chosen(self) -> set[str]:
        """Which pictures are ticked, as sent or as they stand."""
        return set(self["symbols"].value() or ())

    def said(self) -> dict[str, Any]:
        """The board as the action takes it: the options in the order of the page, with the keys they had."""
        given = self.cleaned_data
        own = {(one["en"], one["cy"]): one for one in self.kept}
        by_symbol = {one["key"]: one for one in self.kept if not is_own(one)}
        options = [by_symbol.get(id) or option(id, id) for id in given["symbols"]]
        for en, cy in rules.own_lines(given["lines"]):
            kept = own.get((en, cy))
            options.append(kept if kept and is_own(kept) else new_option(en, cy))
        names = ("title_en", "title_cy", "scale", "shared")
        return {**{name: given[name] for name in names}, "options": options}


def new_option(en: str, cy: str) -> dict[str, str]:
    """Words of one's own, with the picture whose words they are in either language, where there is one."""
    same = {
        symbols.plain(said).strip(): symbol.id
        for symbol in symbols.everything().values()
        for said in (symbol.words.en, symbol.words.cy)
    }
    found = same.get(symbols.plain(en).strip()) or same.get(symbols.plain(cy).strip()) or ""
    key = "own-" + "-".join(symbols.plain(f"{en} {cy}").split())[:50]
    return option(key, found, en, cy)


def is_own(one: dict[str, str]) -> bool:
    """Whether an option's words are its maker's rather than its symbol's own."""
    return one != option(one["key"], one["key"])


def lines_of(options: list[dict[str, str]]) -> str:
    """Own words as they are typed."""
    return "\n".join(
        one["en"] if one["en"] == one["cy"] else f"{one['en']} / {one['cy']}"
        for one in options
        if is_own(one)
    )


class IdeaField(SuggestField):
    """An idea by a word for it, offered as one types."""

    def prepare_value(self, value: Any) -> Any:
        return symbols.said(value) if value and symbols.find(value) else value

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        if not said or symbols.find(said):
            return said
        found = symbols.search(said)
        if not found:
            raise forms.ValidationError(
                _("There is no picture by that word. Try another, or leave it empty.")
            )
        return found[0].id


def idea_words() -> tuple[str, ...]:
    """Every idea in the language of the page."""
    return tuple(sorted({str(one.words) for one in symbols.everything().values()}))


class OptionForm(forms.Form):
    """One picture of a board: which, and what it is called."""

    symbol = IdeaField(label=_("Picture"), help_text=_("Write a word, such as “swimming”."), required=False)
    cy = forms.CharField(label=_("Words in Welsh"), max_length=120, required=False)
    en = forms.CharField(label=_("Words in English"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].suggestions = idea_words()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("cy") or said.get("en") or said.get("symbol")) and not self.errors:
            self.add_error("cy", _("Say what it is, in Welsh, in English or in both."))
        return said


class BeginForm(forms.Form):
    """With whose help, in which language, and which pictures of their own to add."""

    with_help_of = forms.CharField(
        label=_("Who helps them to say it?"),
        help_text=_("Leave it empty when nobody does."),
        max_length=200,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=Language.choices, widget=forms.RadioSelect
    )
    used_on = DayField(label=_("When?"))
    own = forms.MultipleChoiceField(
        label=_("Their own pictures to add"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, own: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if own:
            choose(self, own=own)
        else:
            del self.fields["own"]


class PlaceForm(forms.Form):
    """Where each picture stands: one set of radio buttons each, so that it works without anything else."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    with_help_of = forms.CharField(label=_("Who helped them to say it?"), max_length=200, required=False)
    on_paper = forms.BooleanField(label=_("It was done on paper, and typed in afterwards"), required=False)

    def __init__(self, *args: Any, keys: list[str], places: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.keys = keys
        for number, _key in enumerate(keys):
            self.fields[f"p{number}"] = forms.ChoiceField(choices=[("", ""), *places], required=False)

    def placed(self) -> dict[str, str]:
        """The place of each picture that has one."""
        found = {key: self.cleaned_data.get(f"p{number}", "") for number, key in enumerate(self.keys)}
        return {key: place for key, place in found.items() if place}


class OwnPictureForm(forms.Form):
    """A photo of one's own."""

    words = forms.CharField(
        label=_("What does it show?"), help_text=_("For example: Nain, Mot, my cup."), max_length=120
    )
    upload = forms.FileField(label=_("The photo"))
    symbol = IdeaField(
        label=_("Does it stand for a picture on every board?"),
        help_text=_("For example “dog”: then this photo is shown wherever a board has a dog."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].suggestions = idea_words()  # type: ignore[attr-defined]
        self.fields["upload"].widget.attrs["accept"] = "image/*"


class SetForm(forms.Form):
    """A set's name, and whose drawings they are."""

    name = forms.CharField(label=_("What is the set called?"), max_length=120)
    licence = forms.CharField(
        label=_("Whose drawings are they, and what does the licence allow?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "set"}),
        max_length=2000,
    )


class DrawForm(forms.Form):
    """Files of a set."""

    uploads = FilesField(
        label=_("SVG or PNG files, or a zip of them"),
        help_text=_("Each file is named by what it shows: happy.svg, toilet.png, hapus.svg."),
    )


class ChooseSetForm(forms.Form):
    """Which set somebody reads."""

    of = forms.ChoiceField(label=_("Which symbols?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, sets: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, of=[("", _("OpenMoji, which everybody has")), *sets])
