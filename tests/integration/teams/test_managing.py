"""A team in numbers: what a manager may know, and of whom."""

from datetime import timedelta

import pytest
from django.test import Client

from tests import build
from tests.integration.teams.conftest import Office, around, capacity
from unstori.access.actions import withholding
from unstori.access.door import look_across
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.teams import queries

BEHIND = "/teams/w/{}/{}/"


def line(office: Office, who):
    found = queries.lines(office.boss, look_across(office.boss))
    return next(line for line in found if line.worker.pk == who.capacity_id)


def promise(office, person, days, what="Ffonio’r ysgol", **more):
    made = story.promise(
        by=office.huw, person=person, section="care", what=what, due_on=clock.today(), **more
    )
    type(made).objects.filter(pk=made.pk).update(due_on=clock.today() + timedelta(days))
    return made


def test_a_manager_sees_how_much_each_holds_and_names_only_of_whom_they_may_see(office, sign_in):
    promise(office, office.ela, -2, "Ffonio Ela")
    promise(office, office.twm, -3, "Ffonio Twm")
    promise(office, office.twm, 4)
    found = line(office, office.huw).numbers
    assert found == {"people": 2, "key": 1, "late": 2, "week": 1, "reviews": 0, "quiet": 0}
    page = sign_in(office.boss).get(BEHIND.format(office.huw.capacity_id, "late")).content.decode()
    assert "Ffonio Ela" in page and "And 1 person who is not shared with you." in page
    assert "Twm" not in page
    people = sign_in(office.boss).get(BEHIND.format(office.huw.capacity_id, "people")).content.decode()
    assert "Ela" in people and "Twm" not in people


def test_gone_quiet_is_counted_without_what_the_person_keeps_to_themselves(office):
    with clock.at(clock.now() + timedelta(days=70)):
        assert line(office, office.huw).numbers["quiet"] == 2
        mine = build.self_of(office.twm)
        build.grant(office.twm, mine, ("about_me", "private_to_me"))
        story.add_entry(by=mine, person=office.twm, section="private_to_me", kind="note", words="Dim ond fi.")
        assert line(office, office.huw).numbers["quiet"] == 2
        story.add_entry(by=office.huw, person=office.twm, section="care", kind="note", words="Galwais.")
        assert line(office, office.huw).numbers["quiet"] == 1


def test_what_is_kept_from_the_manager_is_not_counted(office):
    promise(office, office.ela, -2)
    row = promise(office, office.ela, -3)
    assert line(office, office.huw).numbers["late"] == 2
    build.grant(office.ela, office.huw)
    withholding.withhold(by=office.huw, person=office.ela, kind="row", row_id=row.pk,
                         withheld_from=capacity(office.boss), reason="It would put somebody in danger.",
                         review_on=clock.today() + timedelta(9), ends_on=clock.today() + timedelta(20))  # fmt: skip
    assert line(office, office.huw).numbers["late"] == 1


@pytest.mark.parametrize("way", ["nobody", "left", "shut"])
def test_whom_nobody_holds_comes_first(office, sign_in, way):
    page = sign_in(office.boss).get("/teams/").content.decode()
    assert "And 1 person who is not shared with you." in page  # Twm has no key worker
    assert "Nobody is key worker." not in page
    if way == "nobody":
        circle.set_key_worker(by=office.mam, person=office.ela, member=None)
    elif way == "left":
        Capacity.objects.filter(pk=office.huw.capacity_id).update(ends_on=clock.today() - timedelta(1))
        around(office.ela, office.non)
    else:
        around(office.ela, office.non)
        type(build.account_of(office.huw)).objects.filter(pk=office.huw.user_id).update(is_active=False)
    page = sign_in(office.boss).get("/teams/").content.decode()
    assert "Ela" in page and page.index("Nobody is holding these people") < page.index(
        "What each of you holds"
    )
    said = "Nobody is key worker." if way == "nobody" else "Their key worker does not work there any more."
    assert said in page
    assert "Ela" in sign_in(office.boss).get("/teams/nobody/").content.decode()


def test_only_who_manages_the_team_sees_it(office, sign_in):
    for who, status in ((office.boss, 200), (office.huw, 404), (office.elsewhere, 404), (office.mam, 404)):
        for page in (BEHIND.format(office.huw.capacity_id, "late"), f"/teams/w/{office.huw.capacity_id}/"):
            assert sign_in(who).get(page).status_code == status
    assert sign_in(office.huw).get("/teams/").status_code == 404
    Capacity.objects.filter(pk=office.boss.capacity_id).update(vouched=False)
    assert sign_in(office.boss).get("/teams/").status_code == 404
    assert Client().get("/teams/").status_code == 302


def test_how_the_list_is_wanted_stays(office, sign_in):
    promise(office, office.twm, -3)
    client = sign_in(office.boss)
    assert "Non Lloyd" in client.get("/teams/").content.decode()
    assert "Non Lloyd" not in client.get("/teams/?show=late&sort=late").content.decode()
    assert "Non Lloyd" not in client.get("/teams/").content.decode()
    assert client.get("/teams/?show=nonsense&sort=x").status_code == 200
    assert client.get(BEHIND.format(office.huw.capacity_id, "nonsense")).status_code == 404


def test_as_many_queries_however_many_there_are(office, sign_in, django_assert_max_num_queries):
    client = sign_in(office.boss)
    client.get("/teams/")
    with django_assert_max_num_queries(60) as few:
        client.get("/teams/")
    before = len(few)
    for number in range(4):
        who = build.worker(f"Worker {number}", office.place, team=office.team)
        for person in (office.ela, office.twm):
            build.grant(person, who)
            around(person, who)
            story.promise(by=who, person=person, section="care", what="X", due_on=clock.today())
    with django_assert_max_num_queries(before):
        client.get("/teams/")
