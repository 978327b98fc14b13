"""Pages of a team ask the database as often for thirty people as for three."""

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.teams.conftest import around, capacity
from unstori.core import clock
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.teams import actions, queries
from unstori.teams.models import Handover, HandoverPart


@pytest.fixture
def one_more(office):
    """Another person with whom Huw works, to whom he owes a promise and a review."""

    def add(number):
        person = build.person(f"Person {number}", office.place, called=f"P{number:02}")
        for who in (office.huw, office.boss, office.non):
            build.grant(person, who)
        around(person, office.huw, is_key_worker=number % 2 == 0)
        due = {"due_on": clock.today()}
        story.promise(by=office.huw, person=person, section="care", what=f"Ffonio {number}", **due)
        plan.plan_review(by=office.huw, person=person, **due)
        return person

    return add


def test_handing_over_choosing(office, one_more, sign_in):
    address = reverse("teams:hand_over", args=[office.huw.capacity_id])
    assert_does_not_grow(sign_in(office.boss), address, one_more)


def test_handing_over_looking_before(office, one_more, sign_in):
    address = reverse("teams:hand_over", args=[office.huw.capacity_id])

    def choices():
        held, _more = queries.held_by(office.boss, capacity(office.huw))
        return {"everybody": str(office.non.capacity_id), "why": "x", "number": len(held)}

    assert_does_not_grow(sign_in(office.boss), address, one_more, choices)


def test_handing_over_what_became_of_each(office, one_more, sign_in):
    begun = actions.begin_handover(
        by=office.boss, from_capacity=capacity(office.huw),
        choices=[(one_more(99), capacity(office.non), False)],
    )  # fmt: skip

    def add(number):
        HandoverPart.objects.create(
            handover=begun, person=one_more(number), to_capacity=capacity(office.non), state="done",
            **{field: getattr(Handover.objects.get().parts.first(), field) for field in ("section", "created_by")},
        )  # fmt: skip

    assert_does_not_grow(sign_in(office.boss), reverse("teams:handover", args=[begun.pk]), add)


@pytest.mark.parametrize(
    "name", ["index", "nobody", "supervision", "worker", "away", "people", "reviews", "week"]
)
def test_lists_of_workers_and_of_what_they_hold(office, one_more, sign_in, name):
    def add(number):
        build.worker(f"Worker {number:02}", office.place, team=office.team)
        one_more(number)

    alone, huw = ("index", "nobody", "supervision"), [office.huw.capacity_id]
    args = {"worker": huw, "away": huw} | {kind: [*huw, kind] for kind in ("people", "reviews", "week")}
    page = name if name in (*alone, "worker", "away") else "behind"
    assert_does_not_grow(sign_in(office.boss), reverse(f"teams:{page}", args=args.get(name, [])), add)
