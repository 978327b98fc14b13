"""Why an entry is there, and what might keep somebody from going, in words that a family uses."""

from datetime import time
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from unstori.directory.presenters import choices, reasons
from unstori.directory.presenters.drawing import distance, miles_said
from unstori.directory.presenters.finding import _wait as waited
from unstori.directory.presenters.finding import (
    canonical,
    chosen_said,
    in_part,
    near_said,
    span_said,
    tags,
    title,
)
from unstori.directory.queries.searching import Near, Reason
from unstori.directory.rules import asking
from unstori.directory.rules.drawing import MILE


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("age", {"least": 5, "most": 11, "said": 9}, "The age fits: from 5 to 11 years"),
        ("age", {"least": None, "most": 11, "said": 9}, "The age fits: up to 11 years"),
        ("day", {"day": 5, "opens": time(10), "closes": time(12)}, "Open: Saturday: 10 am to midday"),
        ("day", {"day": 5, "opens": None, "closes": None}, "Open: Saturday"),
        ("holidays", {}, "In the school holidays"),
        ("near", {"metres": 2 * MILE}, "2 miles away"),
        ("free", {}, "It costs nothing"),
        ("language", {"language": "cy"}, "In Welsh"),
        ("access", {"what": "hoist"}, "It has: hoist"),
        ("no_referral", {}, "You can go without being referred"),
        ("something new", {}, ""),
    ],
)
def test_why(code, values, said):
    assert reasons.why(Reason(code, values)) == said


def test_what_fits_the_words_stands_in_one_line():
    found = [
        Reason("words", {"words": ("pool", "pool")}),
        Reason("also", {"asked": "swimming", "found": "swimming"}),
        Reason("also", {"asked": "respite", "found": "short-break"}),
        Reason("near", {"metres": 10}),
        Reason("free"),
    ]
    assert reasons.why_lines(found) == [
        "It fits “pool”, “swimming”, “respite” (short break)",
        "It costs nothing",
    ]
    with override("cy"):
        assert "“swimming” (nofio), “respite” (seibiant" in reasons.why_lines(found)[0]
    assert reasons.why_lines([Reason("near", {"metres": 10})]) == []
    assert reasons.why_not_lines(
        [Reason("closed", {"status": "inactive"}), Reason("cost"), Reason("cost")]
    ) == ["It costs something"]


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("age", {"least": 11, "most": None, "said": 9.0}, "from 11 years; you said 9"),
        ("age", {"least": None, "most": 8, "said": 9}, "up to 8 years; you said 9"),
        ("day", {"days": (1, 3), "said": 5}, "It is on Tuesday, Thursday; you said Saturday"),
        ("day", {"days": (), "said": 5}, "It does not say that it is open then"),
        ("closed", {"status": "temporarily closed"}, "Closed for a while"),
        ("cost", {}, "It costs something"),
        ("referral", {}, "Somebody has to refer you"),
        ("lacks", {"words": ("hoist",)}, "It does not say “hoist”"),
        ("language", {"language": "cy"}, "It does not say that it is in Welsh"),
        ("access", {"what": ("hoist",)}, "It does not say whether it has this: hoist. Ask them"),
        ("something new", {}, ""),
    ],
)
def test_why_not(code, values, said):
    assert reasons.why_not(Reason(code, values)) == said


@pytest.mark.parametrize(
    ("metres", "roughly", "said"),
    [
        (50, False, "Less than 0.1 miles away"),
        (50, True, "Less than a mile away"),
        (MILE, False, "1 mile away"),
        (MILE * 2.34, False, "2.3 miles away"),
        (MILE * 2.34, True, "About 2.3 miles away"),
        (MILE * 23.6, False, "24 miles away"),
    ],
)
def test_how_far(metres, roughly, said):
    assert distance(metres, roughly=roughly) == said


@pytest.mark.parametrize(
    ("miles", "said"), [(1, "1 filltir"), (2, "2 filltir"), (3, "3 milltir"), (0.5, "0.5 milltir")]
)
def test_miles_are_counted_in_welsh(miles, said):
    with override("cy"):
        assert miles_said(miles) == said


def test_one_question_has_one_address():
    one = canonical([("q", "swim"), ("age", "9"), ("near", " ")])
    assert one == canonical([("age", "9"), ("q", "swim"), ("q", "swim")]) == "age=9&q=swim"


def test_each_thing_that_was_understood_can_be_taken_away():
    asked = asking.understood(
        "swimming for 9 year olds on Saturdays within 10 miles of CF10 1AA with a hoist"
    )
    made = {one["words"]: one["href"] for one in tags(asked, [("q", asked.text), ("free", "on")])}
    assert {"9 years old", "Saturday", "near CF10 1AA", "within 10 miles", "Hoist", "costs nothing"} <= set(
        made
    )
    assert made["9 years old"].endswith("not=age&q=" + canonical([("q", asked.text)])[2:])
    assert "free" not in made["costs nothing"] and "not" not in made["costs nothing"]
    left = asking.understood(asked.text, leave=frozenset({"age"}))
    assert left.age is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_kind_that_is_understood_has_words(language):
    asked = asking.understood(
        "free swimming in Welsh at the weekend after school in the holidays without a referral"
    )
    with override(language):
        assert all(span_said(span) for span in asked.spans) and asked.spans
        for name, value in (("age", "9"), ("near", "CF10"), ("within", "5"), ("day", "5"), ("time", "evening"),
                            ("welsh", "on"), ("open", "on"), ("free", "on"), ("access", "hoist"), ("need", "autism")):  # fmt: skip
            assert chosen_said(name, value)
        assert chosen_said("q", "swim") == chosen_said("not", "age") == ""
        assert all(said for _key, said in (*choices.access(), *choices.needs(), *choices.miles()))


@pytest.mark.parametrize(
    ("how", "part"),
    [("postcode", ""), ("unknown", "We do not know where"), ("town", "from the middle of Bangor")],
)
def test_how_well_a_place_is_known_is_said(how, part):
    said = near_said(Near("Bangor", how, None))
    assert part in said and bool(part) == bool(said)
    assert near_said(None) == ""


def test_a_page_says_what_was_looked_for():
    asked = asking.merged(asking.understood("swim"), place="CF10")
    assert title(asked, 3, 1) == "swim, CF10: 3 found"
    assert title(asked, 30, 2) == "swim, CF10: 30 found, page 2"
    assert (
        title(asking.understood("word " * 30), 0, 1).startswith("word word")
        and len(title(asking.understood("word " * 30), 0, 1)) < 90
    )


@pytest.mark.parametrize(
    ("found", "asked", "said"),
    [
        ("short break", "short breaks", "It fits “short breaks”"),
        ("club", "clubs", "It fits “clubs”"),
        ("nofio", "swimming", "It fits “swimming” (nofio)"),
    ],
)
def test_a_word_is_not_said_twice(found, asked, said):
    assert reasons.why_lines([Reason("also", {"asked": asked, "found": found})]) == [said]


@pytest.mark.parametrize(
    ("lacking", "first"),
    [("..!!", 23), (".!.!", 24), ("....", 0), ("!!!!", 0), ("", 0), ("!..!", 24)],
)
def test_where_those_begin_that_fit_in_part(lacking, first):
    hits = [{"number": at, "why_not": ["no"] if one == "!" else []} for at, one in enumerate(lacking, 21)]
    assert in_part(hits) == first


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ({"places": "closed", "wait_weeks": 6}, "The waiting list is closed."),
        ({"places": "list", "wait_weeks": 6}, "About 6 weeks from asking to the first visit"),
        ({"places": "list"}, "Two months."),
    ],
)
def test_nobody_is_told_to_wait_where_no_more_are_taken(local, said):
    live = SimpleNamespace(local=local, document={"wait_time": "Two months."})
    assert waited(SimpleNamespace(entry=SimpleNamespace(live=live))) == said


@pytest.mark.parametrize(
    ("asked", "how", "said"),
    [("ll55 1go", "sector", "LL55 1."), ("LL55 1GO", "district", "LL55."), ("M1 1AA", "district", "M1."),
     ("LL55", "district", "LL55."), ("Bangor", "town", "Bangor.")],
)  # fmt: skip
def test_what_is_known_of_where_somebody_asked_and_no_more(asked, how, said):
    assert near_said(Near(asked, how, (53.0, -4.0))).endswith(f"the middle of {said}")
