"""The changes that somebody needs: nothing is shared without a yes, and a no takes all of it out."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent, Withholding
from unstori.adjustments import actions, queries, rules
from unstori.adjustments.models import Adjustment, FlagConsent, Impairment
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Entry, Fact

pytestmark = pytest.mark.django_db


def page(world, name="index", **more):
    return reverse(f"adjustments:{name}", kwargs={"reference": world.geth.reference, **more})


def agreed(world):
    return actions.say(by=world.mair, person=world.geth, agrees=True)


def stands(world, by=None):
    opened = open_person(by or world.huw, world.geth.reference)
    return [row.fact.words for row in queries.adjustments(opened)]


def test_a_mother_says_yes_adds_what_is_told_and_stops_it_again(world, sign_in):
    told = story.tell_fact(
        by=world.huw, person=world.geth, key="adjustments", words="A quiet room", said_by="Mair"
    )
    browser = sign_in(world.mair)
    assert "Nobody has said yet" in browser.get(page(world)).content.decode()
    assert browser.post(page(world, "answer"), {"agrees": "yes"}).status_code == 302
    said = FlagConsent.objects.get()
    assert (said.state, said.authority, said.said_by) == (rules.GIVEN, "004", "Mair")
    shown = browser.get(page(world, "add")).content.decode()
    assert "A quiet room" in shown, "what is told is offered"
    browser.post(page(world, "add"), {"fact": str(told.pk), "category": "009"})
    browser.post(page(world, "add"), {"words": "The first appointment", "category": "008"})
    assert stands(world) == ["The first appointment", "A quiet room"]
    assert Fact.objects.filter(key="adjustments").count() == 2, "told once each"
    browser.post(page(world, "harder"), {"codes": ["5", "10"], "other": "Being touched"})
    shown = browser.get(page(world)).content.decode()
    assert "A quiet room" in shown and "Something else: Being touched" in shown
    browser.post(page(world, "answer"), {"agrees": "no", "why": "Not now"})
    assert stands(world) == [] and "A quiet room" not in browser.get(page(world)).content.decode()
    assert not Adjustment.objects.filter(ended_at__isnull=True).exists()
    assert not Impairment.objects.filter(ended_at__isnull=True).exists()
    assert [row.state for row in FlagConsent.objects.order_by("created_at")] == [rules.GIVEN, rules.REVOKED]
    agreed(world)
    assert stands(world) == [], "a new yes does not bring back what was taken out"
    assert Entry.objects.filter(event="flag.consent").count() == 3


def test_a_worker_turns_no_no_of_the_family_into_a_yes(world):
    about = {"person": world.geth, "authority": "004", "said_by": "Mair Rowlands"}
    agreed(world)
    actions.say(by=world.mair, person=world.geth, agrees=False, why="Stop")
    with pytest.raises(RuleBroken):
        actions.say(by=world.huw, agrees=True, **about)
    assert queries.state_of(world.geth) == rules.REVOKED
    agreed(world)
    actions.say(by=world.huw, agrees=False, **about)  # a no is always taken
    assert (
        actions.say(by=world.huw, agrees=True, **about).state == rules.GIVEN
    )  # what a worker wrote down, one may


def test_a_worker_writes_down_who_said_yes(world, sign_in):
    browser = sign_in(world.huw)
    answer = browser.post(page(world, "answer"), {"agrees": "yes"}).content.decode()
    assert "with what right" in answer and not FlagConsent.objects.exists()
    browser.post(page(world, "answer"), {"agrees": "yes", "said_by": "Mair Rowlands", "authority": "004"})
    said = FlagConsent.objects.get()
    assert (said.said_by, said.created_by_id) == ("Mair Rowlands", world.huw.capacity_id)


def test_nothing_is_flagged_without_a_yes(world, sign_in):
    with pytest.raises(RuleBroken):
        actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    with pytest.raises(RuleBroken):
        actions.say_impairments(by=world.huw, person=world.geth, codes=["5"])
    assert sign_in(world.huw).post(page(world, "add"), {"words": "x", "category": "009"}).status_code == 302
    assert not Adjustment.objects.exists() and not Fact.objects.exists()


@pytest.mark.parametrize(
    "said", [{"words": "", "category": "009"}, {"words": "Quiet", "category": "099"}, {"words": "Quiet"}]
)
def test_bad_input_changes_nothing(world, sign_in, said):
    agreed(world)
    assert sign_in(world.mair).post(page(world, "add"), said).status_code == 200
    assert not Adjustment.objects.exists() and not Fact.objects.exists()


def test_the_same_twice_is_once(world):
    agreed(world)
    actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    with pytest.raises(RuleBroken):
        actions.flag(by=world.huw, person=world.geth, category="009", words="a quiet  room")
    assert Adjustment.objects.count() == 1


def test_it_is_for_those_who_see_it(world, sign_in):
    agreed(world)
    made = actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    actions.say_impairments(by=world.huw, person=world.geth, codes=["7"])
    browser = sign_in(world.stranger)
    for name in ("index", "answer", "add", "harder"):
        assert browser.get(page(world, name)).status_code == 404
    teacher = sign_in(world.teacher)
    shown = teacher.get(page(world)).content.decode()
    assert "A quiet room" in shown and "Mental health" not in shown
    assert teacher.get(page(world, "harder")).status_code == 404
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=made.fact_id, withheld_from_id=world.teacher.capacity_id,
        reason="danger", created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
    )  # fmt: skip
    assert "A quiet room" not in teacher.get(page(world)).content.decode()
    assert stands(world, world.teacher) == []
    with pytest.raises(NotFound):
        actions.unflag(by=world.teacher, adjustment=made)
    with pytest.raises(NotFound):
        actions.say(by=world.stranger, person=world.geth, agrees=False)


def test_it_is_taken_out_and_the_fact_stays(world, sign_in):
    agreed(world)
    made = actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    assert sign_in(world.mair).post(page(world, "end", id=made.pk)).status_code == 302
    assert stands(world) == [] and Fact.objects.count() == 1
    assert AuditEvent.objects.filter(action="flag.end").count() == 1
    assert [fact.words for fact in queries.told(open_person(world.huw, world.geth.reference))] == [
        "A quiet room"
    ]


def test_a_fact_that_changed_brings_its_newer_words(world):
    agreed(world)
    made = actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    story.tell_fact(
        by=world.huw, person=world.geth, key="adjustments", words="A dark room", replaces=made.fact
    )
    assert stands(world) == ["A dark room"]
    story.retire_fact(by=world.huw, fact=Fact.objects.get(words="A dark room"))
    assert stands(world) == []


def test_the_page_costs_the_same_however_many_there_are(world, sign_in):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(page(world)).status_code == 200
        return len(caught)

    agreed(world)
    browser = sign_in(world.huw)
    actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room")
    cost()
    before = cost()
    for number in range(5):
        actions.flag(by=world.huw, person=world.geth, category="008", words=f"Number {number}")
    assert cost() == before


def test_another_person_s_row_is_refused(world):
    agreed(world)
    other = build.person("Ela")
    build.grant(other, world.huw)
    fact = story.tell_fact(by=world.huw, person=other, key="adjustments", words="Hers", said_by="Ela")
    with pytest.raises(NotFound):
        actions.flag(by=world.huw, person=world.geth, category="009", fact=fact)


@pytest.mark.parametrize(
    "put_in",
    [
        lambda world: actions.flag(by=world.huw, person=world.geth, category="009", words="A quiet room"),
        lambda world: actions.say_impairments(by=world.huw, person=world.geth, codes=["5"]),
    ],
)
def test_a_no_that_somebody_says_meanwhile_is_waited_for_and_obeyed(world, monkeypatch, put_in):
    """Whoever puts something in waits for the person's row; a no that held it is read afterwards."""
    agreed(world)
    locked = type(Person.objects.all()).select_for_update

    def after_a_no(rows, **more):
        if rows.model is Person and not FlagConsent.objects.filter(state=rules.REVOKED).exists():
            FlagConsent.objects.create(
                state=rules.REVOKED, authority="004", said_by="Mair", person=world.geth,
                section=rules.SECTION, created_by_id=world.mair.capacity_id, created_at=clock.now(),
            )  # fmt: skip
        return locked(rows, **more)

    monkeypatch.setattr(type(Person.objects.all()), "select_for_update", after_a_no)
    with pytest.raises(RuleBroken, match="first"), transaction.atomic():
        put_in(world)
    assert not Adjustment.objects.exists() and not Impairment.objects.exists()


def test_what_makes_things_harder_and_is_kept_from_somebody_is_not_said_twice(world):
    agreed(world)
    (row,) = actions.say_impairments(by=world.mair, person=world.geth, codes=["5"])
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=world.huw.capacity_id, reason="x",
        created_by=world.mair.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="already"):
        actions.say_impairments(by=world.huw, person=world.geth, codes=["5"])
    assert Impairment.objects.get().ended_at is None
