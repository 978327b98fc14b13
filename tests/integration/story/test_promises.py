"""An "I will" has a name and a date."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests import build
from unstori.access.actions import grants
from unstori.access.door import open_person
from unstori.access.models import AuditEvent
from unstori.circle.signals import duties_handed_over, member_leaving
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity
from unstori.story import actions, queries
from unstori.story.models import Entry, Promise, PromiseHandover


def promised(world, by=None, days=3, **more):
    asked = {
        "section": "care",
        "what": "Send the letter",
        "due_on": clock.today() + timedelta(days=days),
        **more,
    }
    return actions.promise(by=by or world.huw, person=world.geth, **asked)


def capacity(actor):
    return Capacity.objects.get(pk=actor.capacity_id)


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


def test_promise_stands_on_the_timeline_with_its_owner(world):
    row = promised(world)
    assert (row.owner_id, row.entry.kind, row.entry.title) == (
        world.huw.capacity_id,
        "promise",
        "Send the letter",
    )
    assert AuditEvent.objects.filter(action="promise.make", target_id=row.pk).exists()


def test_owner_must_see_what_they_hold(world):
    with pytest.raises(RuleBroken):
        promised(world, owner=capacity(world.teacher))
    assert (
        promised(world, section="learning", owner=capacity(world.teacher)).owner_id
        == world.teacher.capacity_id
    )


def test_keep_promise_tells_the_story_once(world):
    row = promised(world)
    with pytest.raises(RuleBroken):
        actions.keep_promise(by=build_colleague(world), promise=row)
    actions.keep_promise(by=world.mair, promise=row, outcome="It came.")
    row.refresh_from_db()
    assert row.kept_by == world.mair.capacity_id
    assert Entry.objects.filter(event="promise.kept", words="It came.").count() == 1
    with pytest.raises(RuleBroken):
        actions.keep_promise(by=world.huw, promise=row)


def build_colleague(world):
    other = build.worker("Ann", build.organisation("Health", "health"))
    build.grant(world.geth, other, ("care",))
    return other


def test_hand_over_keeps_both_names(world):
    row, next_one = promised(world), build_colleague(world)
    actions.hand_over_promise(by=world.huw, promise=row, to=capacity(next_one), why="I leave")
    handed = PromiseHandover.objects.get()
    assert (handed.from_owner_id, handed.to_owner_id) == (world.huw.capacity_id, next_one.capacity_id)
    with pytest.raises(RuleBroken):
        actions.hand_over_promise(by=next_one, promise=row, to=capacity(world.teacher))
    with pytest.raises(Http404):
        actions.keep_promise(by=world.stranger, promise=row)


def test_nobody_leaves_while_promises_are_theirs(world):
    row, next_one = promised(world), build_colleague(world)
    actions.start_conversation(by=world.huw, person=world.geth)
    asked = member_leaving.send_robust(sender=None, people=[world.geth], capacities=[capacity(world.huw)])
    duties = [duty for _receiver, answer in asked if isinstance(answer, list) for duty in answer]
    assert {duty.kind for duty in duties} >= {"promise", "conversation"}
    duties_handed_over.send(
        sender=None, person=world.geth, by=world.huw, from_capacity=capacity(world.huw),
        to_capacity=capacity(next_one), why="",
    )  # fmt: skip
    row.refresh_from_db()
    assert row.owner_id == next_one.capacity_id


def test_promises_page_shows_late_first_and_what_can_be_done(world, sign_in):
    client = sign_in(world.huw)
    assert "Nothing is open" in client.get(page("promises", world)).text
    row = promised(world)
    Promise.objects.filter(pk=row.pk).update(due_on=clock.today() - timedelta(days=3))
    shown = client.get(page("promises", world)).text
    assert "3 days late" in shown and "Huw Parry" in shown and "Hand it over" in shown
    assert "Nothing is open" in sign_in(world.mair).get(page("promises", world) + "?mine=1").text
    assert "Hand it over" not in sign_in(build_colleague(world)).get(page("promises", world)).text


def test_promise_pages(world, sign_in):
    client, where = sign_in(world.huw), page("promise", world)
    assert client.get(where).status_code == 200
    day = clock.today()
    sent = {
        "what": "Ring the school", "owner": str(world.mair.capacity_id), "section": "care", "language": "en",
        "due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year,
    }  # fmt: skip
    assert "Choose today" in client.post(where, {**sent, "due_on-year": day.year - 1}).text
    assert client.post(where, sent).status_code == 302
    row = Promise.objects.get()
    assert "Only the one who promised" in client.post(page("keep", world, row.pk), {"outcome": ""}).text
    assert "Only the one who promised" in client.post(
        page("hand_over", world, row.pk), {"owner": str(world.huw.capacity_id)}
    ).text  # fmt: skip
    family = sign_in(world.mair)
    assert family.get(page("hand_over", world, row.pk)).status_code == 200
    handed = family.post(
        page("hand_over", world, row.pk), {"owner": str(world.huw.capacity_id), "why": "Work"}
    )
    assert handed.status_code == 302
    assert client.get(page("keep", world, row.pk)).status_code == 200
    assert client.post(page("keep", world, row.pk), {"outcome": "Rang"}).status_code == 302
    shown = family.get(page("promises", world)).text
    assert "Rang" in shown and "handed it over" in shown
    assert client.get(page("keep", world, world.geth.pk)).status_code == 404


def test_nobody_else_can_hold_it(world, sign_in):
    only = build.self_of(build.person("Elin Rees"))
    elin = capacity(only).person
    build.grant(elin, only, ("care",))
    row = actions.promise(by=only, person=elin, section="care", what="Swim", due_on=clock.today())
    assert (
        "Nobody else can hold this"
        in sign_in(only).get(reverse("story:hand_over", args=[elin.reference, row.pk])).text
    )


def test_people_who_could_own_are_named_workers_and_family(world):
    opened = open_person(world.huw, world.geth.reference)
    names = {each.user.name for each in queries.could_own(opened, "money")}
    assert names == {"Geth", "Mair", "Huw Parry"}
    source = build.grant(world.geth, world.stranger, ("money",))
    assert len(queries.could_own(opened, "money")) == 4
    grants.end(person=world.geth, source=source, by=build.system())
    assert len(queries.could_own(opened, "money")) == 3
