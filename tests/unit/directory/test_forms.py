"""What somebody types of an hour, as it is kept."""

import pytest

from unstori.directory.forms.basics import BasicsForm


def form(**said):
    return BasicsForm({"name": "A", "description": "B", "status": "active"} | said)


@pytest.mark.parametrize(
    ("typed", "kept"), [("2pm", "14:00"), ("7 yh", "19:00"), ("10.30", "10:30"), ("", "")]
)
def test_an_hour_is_read_however_it_is_written(typed, kept):
    one = form(opens=typed)
    assert one.is_valid() and one.said()["opens"] == kept


@pytest.mark.parametrize("typed", ["2", "25:00", "late"])
def test_what_could_be_at_night_or_is_no_hour_is_asked_again(typed):
    assert "opens" in form(opens=typed).errors
