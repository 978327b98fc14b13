"""What search is measured by can be trusted: grades come from what services are, documents are valid, nobody is real."""

import json
import re
import tomllib
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from bench.directory import grading
from bench.directory.what import activities, everything
from bench.directory.writing import written
from unstori.directory.rules import finding, hsds

SYNONYMS = sorted((Path(hsds.FOLDER)).glob("synonyms-*.toml"))


@pytest.fixture(scope="module")
def services():
    return list(everything(2000))


@pytest.fixture
def pool(services):
    """A swimming club of a Welsh town, for children of 4 to 11 with autism, with a hoist, on Saturdays, for nothing."""
    one = next(what for what in services if what.activity == "swimming" and what.address)
    return replace(
        one, ages=(4, 11), needs="autism", welcomes=(), when="saturday", days=(5,), open=True, cost=0.0,
        access=("hoist",), in_welsh=True, status="active", language="en",
    )  # fmt: skip


def question(**asked):
    return grading.Question("?", "en", "family", "plain", {"swimming": 3, "hydrotherapy": 1}, asked, "")


@pytest.mark.parametrize(
    ("asked", "is_", "grade"),
    [
        ({}, {"needs": "any"}, 3),
        ({}, {"needs": "any", "activity": "hydrotherapy"}, 1),
        ({}, {"needs": "any", "activity": "football"}, 0),
        ({}, {"needs": "any", "status": "defunct"}, 0),
        ({}, {"needs": "any", "status": "temporarily closed"}, 2),
        ({"age": 9}, {"needs": "any"}, 3),
        ({"age": 12}, {"needs": "any"}, 0),
        ({"child": True}, {"needs": "any", "ages": (18, 120)}, 0),
        ({"age": 9}, {"needs": "any", "about": True, "ages": (18, 120)}, 3),
        ({"need": "autism"}, {}, 3),
        ({"need": "autism"}, {"needs": "disabled"}, 3),
        ({"need": "disabled"}, {}, 3),
        ({"need": "autism"}, {"needs": "any", "welcomes": ("autism",)}, 3),
        ({"need": "autism"}, {"needs": "any"}, 2),
        ({"need": "learning"}, {}, 2),
        ({"need": "deaf"}, {}, 0),
        ({}, {}, 2),  # made for some, where nobody asked for that
        ({"need": "autism", "days": [5]}, {}, 3),
        ({"need": "autism", "days": [0]}, {}, 1),
        ({"need": "autism", "time": ["evening"]}, {}, 1),
        ({"need": "autism", "free": True}, {}, 3),
        ({"need": "autism", "free": True}, {"cost": 2.0}, 1),
        ({"need": "autism", "access": ["hoist"]}, {}, 3),
        ({"need": "autism", "access": ["hoist", "bsl"]}, {}, 1),
        ({"need": "autism", "in_welsh": True}, {"in_welsh": False}, 1),
        ({"need": "autism", "no_referral": True}, {"open": False}, 1),
        ({"need": "autism", "town": "Marlbeck", "miles": 10}, {}, 0),
    ],
)
def test_a_grade_says_what_the_service_is(pool, asked, is_, grade):
    assert grading.grade(question(**asked), replace(pool, **is_)) == grade


def test_near_is_near(pool):
    asked = question(need="autism", town=pool.town.name)
    far = replace(pool, address=replace(pool.address, latitude=pool.address.latitude + 0.1))
    further = replace(pool, address=replace(pool.address, latitude=pool.address.latitude + 1))
    assert [grading.grade(asked, one) for one in (pool, far, further)] == [3, 2, 1]


def test_what_comes_home_is_near_for_its_county(pool):
    asked = question(need="autism", town=pool.town.name)
    assert grading.grade(asked, replace(pool, address=None)) == 3


def test_there_are_enough_questions_in_both_languages_and_all_can_be_answered(services):
    asked = grading.questions()
    assert len(asked) >= 150 and len({(one.text, one.tongue) for one in asked}) == len(asked)
    assert sum(one.tongue == "cy" for one in asked) >= 60
    assert 0.4 < sum(one.is_kept_back for one in asked) / len(asked) < 0.6
    for one in asked:
        assert one.why and set(one.wants) <= set(activities()), one.text
        best = max(grading.grade(one, what) for what in services if grading.counts(one, what))
        assert best >= 2, one.text


def test_no_question_was_taken_from_our_own_synonyms():
    """A single word of the field may be both; a phrase may not."""
    ours = set()
    for path in SYNONYMS:
        ours |= {finding.folded(one) for one in re.findall(r'"([^"]+)"', path.read_text(encoding="utf-8"))}
    phrases = [one.text for one in grading.questions() if len(one.text.split()) > 2]
    assert sum(finding.folded(one) in ours for one in phrases) <= len(phrases) // 50


def test_a_directory_is_the_same_every_time_and_valid(services):
    again = list(islice(everything(2000), 50))
    assert again == services[:50] and [written(one) for one in again] == [
        written(one) for one in services[:50]
    ]
    assert not [one.number for one in services if hsds.check(written(one))]
    assert {one.activity for one in services} == set(activities())


def test_nobody_can_be_rung_up(services):
    for one in services[:300]:
        numbers = re.findall(r'"number": "([^"]+)"', json.dumps(written(one)))
        assert numbers and all(re.fullmatch(r"01632 960\d{3}|029 2018 0\d{3}", number) for number in numbers)


def test_every_activity_is_worded_in_both_languages():
    for path in sorted(Path(grading.JUDGED).with_name("words").glob("*.toml")):
        for name, one in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if "weight" in one:
                assert all(one[key] for key in ("names_en", "words_en", "names_cy", "words_cy")), name
