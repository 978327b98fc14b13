"""The person's page and a professional's day: what stands there, for whom, and at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import build
from unstori.access.actions import identity
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan.models import Outcome, Rating, Review, Support
from unstori.story.models import Entry, Promise, Statement


def row(world: build.World, model, by=None, section="about_me", **fields):
    by = by or world.huw
    return model.objects.create(person=world.geth, created_by_id=by.capacity_id, section=section, **fields)


def live(world: build.World, times: int = 1) -> None:
    """A life, `times` over."""
    today = clock.today()
    for n in range(times):
        entry = row(
            world, Entry, kind="note", title=f"Trains {n}", happened_on=today.isoformat(), sort_on=today
        )
        row(
            world,
            Promise,
            entry=entry,
            what=f"Ring the school {n}",
            owner_id=world.huw.capacity_id,
            due_on=today - timedelta(days=3),
        )
        row(
            world,
            Statement,
            section="what_matters",
            theme="matters",
            words=f"I like trains {n}",
            said_by="Geth",
            said_on=today,
        )
        outcome = row(world, Outcome, section="what_matters", words=f"I want to swim {n}", state="agreed")
        for rater, going in (("self", 4), ("professional", 8)):
            row(
                world,
                Rating,
                section="what_matters",
                outcome=outcome,
                rater=rater,
                rater_name=rater,
                going=going,
                rated_on=today,
            )
        row(
            world,
            Support,
            section="care",
            what=f"Speech therapy {n}",
            who="The board",
            comes_from="service",
            status="waiting",
            outcome=outcome,
            starts_on=today - timedelta(days=41),
        )
        row(world, Member, name=f"Nain {n}", relation="Grandmother", kind="family", closeness=1)
    row(world, Review, section="care", due_on=today + timedelta(days=9), owner_id=world.huw.capacity_id)


def page(world, sign_in, who="mair", path=""):
    return sign_in(getattr(world, who)).get(f"/p/{world.geth.reference}/{path}")


def test_now_tells_what_happens_next_what_matters_and_how_it_goes(world, sign_in):
    live(world)
    text = page(world, sign_in).content.decode()
    for said in (
        "Ring the school 0",
        "3 days late",
        "Huw Parry",
        "Plan review",
        "Speech therapy 0",
        "41 days ago",
        "I like trains 0",
        "We see this differently",
        "Nain 0",
        "Nobody is key worker yet",
    ):
        assert said in text, said


def test_whoever_owes_it_is_spoken_to(world, sign_in):
    live(world)
    row(world, Member, name="Huw Parry", relation="Key worker", kind="worker", closeness=2,
        capacity_id=world.huw.capacity_id, is_key_worker=True)  # fmt: skip
    said = {
        "": ("You will ask Geth for a time.", "You are Geth’s key worker."),
        "plan/": ("You see to it",),
        "plan/review/": ("You see to it",),
        "story/promises/": ("<b>You</b> promised it",),
        "circle/": ("You are key worker",),
    }
    for path, words in said.items():
        mine, theirs = (page(world, sign_in, who, path).content.decode() for who in ("huw", "mair"))
        for each in words:
            assert each in mine and each not in theirs, (path, each)


def test_now_of_somebody_new_says_what_will_stand_there(world, sign_in):
    text = page(world, sign_in).content.decode()
    for said in (
        "Nothing is promised or planned yet",
        "Nobody has asked yet",
        "Nobody has rated how it is going yet",
    ):
        assert said in text, said


def test_now_shows_only_the_sections_one_may_see(world, sign_in):
    live(world)
    text = page(world, sign_in, "teacher").content.decode()
    assert "I like trains 0" in text
    assert "Speech therapy 0" not in text


@pytest.mark.parametrize("path", ["", "story/", "plan/", "circle/"])
def test_pages_of_a_person_cost_the_same_however_much_is_told(world, sign_in, path):
    live(world)
    client = sign_in(world.huw)
    address = f"/p/{world.geth.reference}/{path}"
    client.get(address)
    costs = []
    for times in (1, 12):
        live_more = times - 1
        if live_more:
            Review.objects.all().delete()
            live(world, live_more)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        costs.append(len(caught))
    assert costs[0] == costs[1], f"{costs} queries"


def test_home_lists_the_people_of_a_professional_and_nobody_else(world, sign_in):
    other = build.person("Somebody Else")
    text = sign_in(world.huw).get("/").content.decode()
    assert "Geth" in text and other.called not in text
    assert "Geth" not in sign_in(world.stranger).get("/").content.decode()


def test_home_costs_the_same_for_few_people_and_many(world, sign_in):
    live(world)
    client = sign_in(world.huw)
    client.get("/")
    costs = []
    for number in (1, 25):
        for n in range(number):
            build.grant(build.person(f"Person {n} of {number}"), world.huw)
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        costs.append(len(caught))
    assert costs[0] == costs[1], f"{costs} queries"


def test_home_leads_family_to_their_person(world, sign_in):
    assert sign_in(world.mair).get("/")["Location"] == f"/p/{world.geth.reference}/"


def test_home_of_family_whose_access_ended_says_so(world, sign_in):
    father = build.family("Dad", world.geth, "Father")
    assert "No story is shared with you now" in sign_in(father).get("/").content.decode()


def test_find_finds_only_whom_one_may_see(world, sign_in):
    hidden = identity.register_person(
        by=build.system(), full_name="Gethin Hidden", born_on=date(2010, 1, 1), authority=world.authority
    )
    text = sign_in(world.huw).get("/find/?q=geth").content.decode()
    assert "Gethin Rowlands" in text and hidden.full_name not in text
    assert "Nobody of that name" in sign_in(world.stranger).get("/find/?q=geth").content.decode()
    assert Person.objects.filter(full_name__startswith="Gethin").count() == 2


def test_welcome_is_there_for_everybody(client, db):
    assert "Tell your story once" in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/nowhere/", "/p/nobody2345/"])
def test_not_found_is_a_page_of_ours(world, sign_in, path):
    answer = sign_in(world.huw).get(path)
    assert answer.status_code == 404
    assert "There is nothing here for you to see" in answer.content.decode()
