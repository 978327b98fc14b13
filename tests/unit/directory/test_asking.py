"""What is read out of the box, as a table: families' own words, in both languages."""

from datetime import time

import pytest

from unstori.directory.rules.asking import Asked, merged, understood

MILES = 16093
AFTER_SCHOOL, EVENING = (time(15), time(18, 30)), (time(17), time(23, 59))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my son is 9 and needs a swimming club that gets autism", {"age": 9, "need": ("autism",)}),
        ("somewhere he can go on Saturdays", {"day": 5}),
        ("short breaks within 10 miles of SA1 with a hoist", {"within": MILES, "place": "SA1", "access": ("hoist",)}),
        ("rhywle i fynd ar ddydd Sadwrn i fachgen 9 oed", {"age": 9, "day": 5}),
        ("seibiant o fewn 10 milltir i Aberystwyth", {"within": MILES, "place": "Aberystwyth"}),
        ("9-year-old girl with ADHD, after school, near Swansea",
         {"age": 9, "need": ("adhd",), "opens": AFTER_SCHOOL[0], "closes": AFTER_SCHOOL[1], "place": "Swansea"}),
        ("clwb nos Fercher am ddim", {"day": 2, "opens": EVENING[0], "closes": EVENING[1], "free": True}),
        ("my daughter is nine", {"age": 9}),
        ("18 months old, near me", {"age": 1.5}),
        ("things to do at the weekend", {"weekend": True}),
        ("holiday club half term", {"holidays": True}),
        ("no referral needed counselling", {"no_referral": True}),
        ("cyfrwng Cymraeg nos Lun", {"language": "cy", "day": 0, "opens": EVENING[0], "closes": EVENING[1]}),
        ("club in cf10 1aa", {"place": "CF10 1AA"}),
        ("coffee morning", {}),
        ("year 9", {}),
        ("he is 5 miles away", {}),
        ("bore coffi", {}),
        ("ks2 maths", {}),
        ("aged 900", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_is_understood(text, found):
    asked = understood(text)
    kept = ("age", "day", "weekend", "opens", "closes", "holidays", "place", "within", "free", "language",
            "access", "need", "no_referral")  # fmt: skip
    empty = Asked()
    assert {
        name: getattr(asked, name) for name in kept if getattr(asked, name) != getattr(empty, name)
    } == found


def test_what_was_understood_is_no_word_to_look_for_but_needs_are():
    asked = understood("swimming for my autistic son who is 9, on Saturdays, within 2 miles of SA1 1AA, free")
    assert [word for word in asked.words if len(word) > 5] == ["swimming", "autistic"]
    assert {span.kind: span.said for span in asked.spans}["age"] == "is 9"


@pytest.mark.parametrize("kind", ["age", "need", "free", "day"])
def test_what_somebody_takes_away_is_not_used(kind):
    asked = understood("autism club for a 9 year old, free, on Monday", leave=frozenset({kind}))
    assert kind not in {span.kind for span in asked.spans}
    assert not ({"autism", "free", "monday", "9"} & set(asked.words)) - {"autism"} or kind == "need"
    assert getattr(asked, kind) == getattr(Asked(), kind)


def test_a_filter_counts_more_than_the_box():
    asked = merged(understood("club for a 9 year old on Monday"), age=11, day=None, free=True)
    assert (asked.age, asked.day, asked.free) == (11, 0, True)
    assert asked.must == {"free"} and "age" not in {span.kind for span in asked.spans}


def test_only_so_much_is_looked_at():
    assert len(understood("a" * 10_000).text) == 200
