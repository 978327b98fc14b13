"""What is done in a day, sent as the pages send it: each ends where it should, and says so."""

from django.urls import reverse

from tests import build
from tests.ground import shared
from tests.system.life import live
from unstori.circle.models import Member
from unstori.core import clock
from unstori.plan.models import Agreement, Outcome, Rating, Review
from unstori.story import actions as story
from unstori.story.models import Promise


@shared
def lived(world):
    live(world)
    return world


def go(client, world: build.World, name: str, *args, **sent) -> str:
    """The page that comes after the form of a page was sent."""
    where = reverse(name, args=[world.geth.reference, *args])
    assert client.get(where).status_code in (200, 405), name
    done = client.post(where, sent, follow=True)
    assert done.status_code == 200 and "There is a problem" not in done.text, name
    return done.text


def test_a_day_of_writing_and_handing_over(lived, sign_in):
    huw, about = sign_in(lived.huw), {"by": lived.huw, "person": lived.geth, "section": "care"}
    note = story.add_entry(kind="note", words="He slept badly.", **about)
    said = {"words": "He slept well.", "happened_on": "today", "language": "en"}
    text = go(huw, lived, "story:correct", note.pk, **said)
    assert "It is corrected" in text and "He slept well." in text
    made = story.promise(what="Ring the school", due_on=clock.today(), **about)
    text = go(huw, lived, "story:hand_over", made.pk, owner=str(lived.mair.capacity_id), why="I am away")
    assert "It is handed over." in text
    assert Promise.objects.get(pk=made.pk).owner_id == lived.mair.capacity_id
    assert "Ring the school" in go_and_read(sign_in(lived.mair), lived, "story:promises")


def go_and_read(client, world: build.World, name: str) -> str:
    shown = client.get(reverse(name, args=[world.geth.reference]))
    assert shown.status_code == 200
    return shown.text


def test_a_day_of_looking_at_the_plan(lived, sign_in):
    huw, mair = sign_in(lived.huw), sign_in(lived.mair)
    outcome = Outcome.objects.filter(person=lived.geth, state="agreed").first()
    assert outcome
    rated = {"rater": "professional", "going": "4", "basis": "observed", "present": "yes"}
    before = Rating.objects.count()
    go(huw, lived, "plan:rate", outcome.pk, **rated)
    assert Rating.objects.count() == before + 1
    text = go(mair, lived, "plan:agree", verdict="in_part", reasons="Not on Fridays")
    assert "Not on Fridays" in text
    assert Agreement.objects.order_by("-created_at").first().verdict == "in_part"
    day = {"next_on-day": "1", "next_on-month": "2", "next_on-year": str(clock.today().year + 1)}
    view = {"whose_1": "Huw Parry", "working_1": "The lamp helps", "conclusion": "confirmed"}
    go(huw, lived, "plan:review", hold="1", **view, **day)
    assert Review.objects.get(person=lived.geth, held_at=None).due_on.year == clock.today().year + 1
    assert "The lamp helps" in go_and_read(mair, lived, "plan:review")


def test_the_key_worker_changes_and_leaves_with_duties(lived, sign_in):
    mair, around = sign_in(lived.mair), Member.objects.filter(person=lived.geth, ends_on=None)
    huw = around.get(capacity_id=lived.huw.capacity_id)
    patel = around.get(capacity_id=lived.teacher.capacity_id)
    for each in (patel, huw):
        if not Member.objects.get(pk=each.pk).is_key_worker:
            go(mair, lived, "circle:key_worker", each.pk)
        assert list(around.filter(is_key_worker=True)) == [each]
    story.promise(by=lived.huw, person=lived.geth, section="learning", what="Ask", due_on=clock.today())
    owed = Promise.objects.filter(owner_id=lived.huw.capacity_id, kept_at=None)
    assert owed.exists()
    mother = around.get(capacity_id=lived.mair.capacity_id)
    go(sign_in(lived.huw), lived, "circle:leave", huw.pk, to=str(mother.pk), why="A new post")
    assert not owed.exists() and Member.objects.get(pk=huw.pk).ends_on
    assert "You are key worker" in go_and_read(mair, lived, "circle:index"), (
        "whoever takes over is asked first"
    )
