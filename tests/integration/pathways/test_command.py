"""`manage.py clock`: days with their sources, as lines or JSON, and clear words for what cannot be."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from unstori.pathways import catalogue


def clock(*said: str) -> str:
    out = StringIO()
    call_command("clock", *said, stdout=out)
    return out.getvalue()


def test_it_lists_the_clocks():
    assert "ehc-assessment" in clock() and "England" not in clock().splitlines()[0]
    assert [row["id"] for row in json.loads(clock("--json"))] == [one.id for one in catalogue.clocks()]


def test_lines_say_day_state_and_source():
    text = clock("ehc-assessment", "--start", "2026-11-02", "--on", "2027-03-16", "--born", "2001-01-01")
    assert "by 2027-03-22 (Monday)  Send the final plan" in text
    assert "will be at least 9 days late" in text and "SI 2014/1530 reg. 13(2)" in text and "Too old" in text
    assert "before 2027-02-15 (Monday)" in clock("ehc-phase-school", "--start", "2027-09-01")
    assert "[not yet confirmed]" in clock("idp-authority", "--start", "2026-11-02")
    assert "(estimate: term dates)" in clock("idp-school", "--start", "2031-01-06")
    assert "until at least 2027-03-15" in clock(
        "ehc-assessment", "--start", "2026-11-02", "--done", "draft:2027-03-01", "--on", "2027-03-02"
    )


def test_json_says_everything():
    made = json.loads(
        clock("ehc-assessment", "--start", "2027-06-07", "--born", "2012-01-31", "--on", "2027-11-20", "--json",
              "--known", "advice_asked:2027-07-20", "--exception", "school_closed:2027-07-21:2027-09-01",
              "--exception", "absent:2027-06-10:2027-06-20", "--done", "decide:2027-07-28")
    )  # fmt: skip
    steps = {step["id"]: step for step in made["steps"]}
    assert (made["clock"], made["version"], made["jurisdiction"], made["verified"]) == (
        "ehc-assessment",
        1,
        "england",
        True,
    )
    assert made["compulsory_school_age_ends"] == "2028-06-30"
    assert steps["final"]["due"] == "2027-10-25" and steps["final"]["days_from_start"] == 140
    assert (steps["final"]["state"], steps["final"]["days"], steps["final"]["excused_by"]) == (
        "late",
        26,
        ["school_closed"],
    )
    assert (steps["decide"]["state"], steps["decide"]["days"], steps["decide"]["excused_by"]) == (
        "done_late",
        9,
        [],
    )
    assert steps["draft"]["needed_by"] == "2027-10-10" and steps["draft"]["due"] is None
    assert steps["final"]["whose_rights"] == "parent" and steps["final"]["name"]["cy"]
    assert [(one["code"], one["holds"], one["why_not"], one["moves_days"]) for one in made["exceptions"]] == [
        ("school_closed", True, "", 0), ("absent", False, "too_short", 0),
    ]  # fmt: skip
    assert (made["exceptions"][0]["asked_from"], made["exceptions"][0]["asked_to"]) == (
        "2027-07-14",
        "2027-08-26",
    )
    assert all(right["source"] or right["id"] == "ask_why" for right in made["rights"])
    dates = json.loads(clock("ehc-phase-school", "--start", "2027-09-01", "--json"))["steps"][0]
    assert dates["counts"][0]["on"] == "02-15" and dates["last_day"] == "2027-02-14"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["nothing", "--start", "2026-11-02"], "There is no clock 'nothing'"),
        (["ehc-assessment"], "--start YYYY-MM-DD"),
        (["ehc-assessment", "--start", "2.11.2026"], "is no day"),
        (["ehc-assessment", "--start", "20261102"], "is no day"),
        (["ehc-assessment", "--start", "2026-02-29"], "is no day"),
        (["ehc-assessment", "--start", "2999-01-01"], "too far off"),
        (["ehc-assessment", "--start", "2014-08-31"], "did not hold yet"),
        (["ehc-assessment", "--start", "2026-11-02", "--born", "soon"], "--born 'soon' is no day"),
        (["ehc-assessment", "--start", "2026-11-02", "--born", "2026-12-02"], "born before"),
        (["ehc-assessment", "--start", "2026-11-02", "--area", "Conwy"], "no code of a local authority"),
        (["ehc-assessment", "--start", "2026-11-02", "--area", "W06000003"], "lies elsewhere"),
        (["ehc-assessment", "--start", "2026-11-02", "--exception", "absent"], "CODE:FROM:TO"),
        (["ehc-assessment", "--start", "2026-11-02", "--exception", "absent:2026-11-02:never"], "is no day"),
        (["ehc-assessment", "--start", "2026-11-02", "--exception", "snow:2026-11-02:2026-12-31"], "exceptions: school_closed"),
        (["ehc-assessment", "--start", "2026-11-02", "--exception", "absent:2026-12-02:2026-11-02"], "ends on or after"),
        (["ehc-assessment", "--start", "2026-11-02", "--known", "advice_asked"], "NAME:YYYY-MM-DD"),
        (["ehc-assessment", "--start", "2026-11-02", "--known", "x:2026-11-02"], "known: advice_asked"),
        (["ehc-assessment", "--start", "2026-11-02", "--on", "2026-11-03", "--done", "decide:2026-11-04"], "has been"),
        (["ehc-assessment", "--start", "2026-11-02", "--done", "draft:2026-11-02", "--done", "draft:2026-11-03"], "twice"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(said, why):
    with pytest.raises(CommandError, match=why):
        clock(*said)


def test_an_authority_of_the_nation_is_taken():
    plain, named = (
        clock("idp-school", "--start", "2026-11-02", *more) for more in ([], ["--area", "W06000003"])
    )
    assert plain == named
    made = clock("idp-school", "--start", "2026-11-02", "--area", "W06000003", "--json")
    assert json.loads(made)["area"] == "W06000003"
