"""Two at once on an authority's tables: what somebody writes meanwhile stays, and nobody is made twice."""

from threading import Event

import pytest
from django.db import transaction

from tests import build
from tests.at_once import at_once, refused
from tests.integration.exchange.test_first_load import GERAINT, checked, people_csv, sent, taken_in
from unstori.directory import actions as directory
from unstori.exchange.actions import loading
from unstori.exchange.models import Load
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return build.world()


@pytest.fixture
def admin(world):
    return build._actor(build.user("Ann Prys"), kind="administrator", organisation=world.authority)


@pytest.fixture
def team(world):
    return directory.add_team(
        by=build.system(), organisation=world.authority, name_en="Children", name_cy="Plant"
    )


def run(work, load):
    return lambda: loading.run(by=build.system(), load_id=load.pk, work=work)


def test_what_a_worker_writes_while_a_table_is_taken_back_stays(admin, team, world):
    worker = build.worker("Ffion Jones", world.authority, team=team)
    load = taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT))))
    geraint = Person.objects.get(full_name="Geraint Prys")
    loading.ask(by=admin, load=load, what="take_back")
    begun = Event()

    def write():
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=geraint.pk)
            begun.set()
            Event().wait(0.7)  # while the other looks who was acted on
            story.add_entry(by=worker, person=geraint, section="care", kind="note", words="Came today")

    def take_back():
        begun.wait(5)
        run(loading.carry_back, load)()

    assert not refused(at_once(write, take_back))
    assert Entry.objects.filter(person=geraint, words="Came today").exists()
    assert Person.objects.filter(pk=geraint.pk).exists()


def test_one_table_taken_in_twice_at_once_makes_everybody_once(admin, team, world):
    rows = [f"{n},Somebody {chr(65 + n)}wen,14/02/2015,,Cymraeg,1 Stryd,LL55 1AB,,Plant" for n in range(20)]
    loads = [checked(admin, sent(admin, people=people_csv(*rows))) for _twice in range(2)]
    for load in loads:
        loading.ask(by=admin, load=load, what="take_in")
    assert not refused(at_once(*(run(loading.carry_in, load) for load in loads)))
    assert Person.objects.filter(full_name__startswith="Somebody ").count() == len(rows)
    assert Load.objects.filter(state=Load.State.LOADED).count() == 2
