"""Fields as the design system wants them."""

import datetime as dt

import pytest
from django import forms

from unstori.ui import fields
from unstori.ui.forms import SampleForm


class Three(forms.Form):
    """What most forms have."""

    day = fields.DayField()
    since = fields.PartialDateField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_day_in_three_boxes_is_one_date():
    """Leading noughts and spaces do not matter."""
    form = Three(
        {"day-day": " 3", "day-month": "9", "day-year": "2026", "since": "Gwanwyn 2019", "kind": "a"}
    )
    assert form.is_valid()
    assert form.cleaned_data["day"] == dt.date(2026, 9, 3)
    assert form.cleaned_data["since"] == "2019-spring"


def test_day_that_is_not_real_is_shown_back_as_typed():
    """What was typed stays in its boxes, and the error leads to the first of them."""
    form = Three({"day-day": "31", "day-month": "2", "day-year": "2026", "since": "soon", "kind": "a"})
    assert not form.is_valid()
    assert fields.parts(form["day"])["boxes"] == {"day": "31", "month": "2", "year": "2026"}
    assert [error["href"] for error in fields.error_list(form)] == ["#id_day-day", "#id_since"]


def test_error_of_an_empty_field_names_it():
    """Five times "this field is required" helps nobody."""
    form = Three({})
    assert [error["text"] for error in fields.error_list(form)] == ["Answer: Day", "Answer: Kind"]


def test_error_of_the_whole_form_stands_first():
    """A refusal that belongs to no field is told without an address."""
    form = Three({})
    form.add_error(None, "Refused")
    assert fields.error_list(form)[0] == {"text": "Refused"}


def test_kept_dates_are_shown_as_said():
    """A kept date comes back into its field in words; text that is no date comes back untouched."""
    form = Three(initial={"day": dt.date(2026, 9, 3), "since": "2019-spring"})
    assert fields.parts(form["since"])["value"] == "spring 2019"
    assert fields.parts(form["day"])["boxes"] == {"day": "3", "month": "9", "year": "2026"}
    assert fields.PartialDateField().prepare_value("soon") == "soon"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "input"),
        ("said", "textarea"),
        ("kind", "radios"),
        ("help", "checkboxes"),
        ("language", "select"),
        ("day", "day"),
        ("since", "input"),
        ("password", "password"),
        ("picture", "file"),
        ("agree", "checkbox"),
    ],
)
def test_every_widget_has_its_component(name, kind):
    """The macro asks only for the kind."""
    assert fields.parts(SampleForm()[name])["kind"] == kind


def test_choices_keep_what_was_chosen_and_hints():
    """What was chosen stays chosen; a choice can carry its hint."""
    form = SampleForm({"help": ["worker"], "kind": "sign", "language": "cy"})
    assert [item["checked"] for item in fields.parts(form["help"])["items"]] == [False, True]
    assert [item["selected"] for item in fields.parts(form["language"])["items"]] == [True, False]
    form.fields["kind"].hints = {"sign": "Makaton"}
    assert fields.parts(form["kind"])["items"][1]["hint"] == {"text": "Makaton"}


@pytest.mark.parametrize("year", ["0026", "1899", "9999"])
def test_a_year_is_written_whole_and_near(year):
    form = Three({"day-day": "1", "day-month": "11", "day-year": year})
    assert form.errors["day"] == ["Write the whole year, for example 2026"]
