"""What came in and could not be placed: a steward says whose it is; nobody sees more by it."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

from tests import build
from tests.integration.exchange import fhir
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent, Grant
from unstori.access.rules import Actor, Permission
from unstori.exchange import queries as exchange
from unstori.exchange.models import Imported, Whose
from unstori.exchange.queries import unplaced
from unstori.governance.actions import arrivals as actions
from unstori.people.models import Person
from unstori.story.models import Fact

WHY = "The school says that it is her."


@dataclass
class Came:
    steward: Actor
    sender: Actor
    known: Person
    row: Imported


@pytest.fixture
def came(run):
    """Mali is known here, with one birthday, by others than Huw; Huw brings her records in."""
    known = build.person("Mali Prys", build.organisation("Powys"), born_on=date(2015, 6, 1))
    steward = build._actor(
        build.user("Olwen", is_demo=True), kind="steward", organisation=run.world.authority
    )
    fhir.send(run.world.huw, fhir.patient(), fhir.condition())
    return Came(steward, run.world.huw, known, unplaced.waiting_at(steward).get())


def page(name="arrived", *args):
    return reverse(f"governance:{name}", args=args)


def answer(client, came, whose, **more):
    return client.post(page("arrival", came.row.pk), {"whose": str(whose), "why": WHY, **more})


def test_the_steward_sees_who_it_is_about_and_nothing_else(came, sign_in):
    client = sign_in(came.steward)
    assert "Mali Prys" in client.get(page()).content.decode()
    shown = client.get(page("arrival", came.row.pk)).content.decode()
    assert "1 June 2015" in shown and "Powys" in shown and "Epilepsy" not in shown
    assert AuditEvent.objects.filter(action="whose.read", target_id=came.row.pk).exists()


def test_only_a_steward_of_where_its_sender_works_and_never_the_sender(run, came, sign_in):
    elsewhere = build._actor(
        build.user("Nia", is_demo=True), kind="steward", organisation=build.organisation("Môn")
    )
    own = build._actor(build.account_of(came.sender), kind="steward", organisation=run.world.authority)
    for actor in (came.sender, run.admin, run.governance, elsewhere, own):
        assert sign_in(actor).get(page("arrival", came.row.pk)).status_code == 404
        with pytest.raises(NotFound):
            actions.say(by=actor, row=came.row, whose="new", why=WHY)
    assert not Whose.objects.exists()


def test_whose_it_is_gives_no_sight_and_it_goes_on_waiting_for_who_may_not_see_them(came, sign_in, work):
    grants, client = Grant.objects.count(), sign_in(came.steward)
    assert answer(client, came, came.known.pk).status_code == 302
    work()
    assert Grant.objects.count() == grants and not Imported.objects.filter(person=came.known).exists()
    assert "Answered, and waits for its sender" in client.get(page()).content.decode()
    with pytest.raises(NotFound):
        require(came.sender, came.known.pk, Permission.SEE)


def test_once_the_sender_is_let_in_it_is_taken_in_their_name(came, sign_in, work):
    build.grant(came.known, came.sender)
    answer(sign_in(came.steward), came, came.known.pk)
    work()
    assert Fact.objects.get(person=came.known).created_by_id == came.sender.capacity_id
    assert Imported.objects.get(person=came.known, type="Patient").key == came.row.key
    assert not unplaced.waiting_at(came.steward).exists() and not exchange.unclear_of(came.sender).exists()
    assert Person.objects.filter(full_name="Mali Prys").count() == 1


def test_another_birthday_is_settled_by_the_answer(run, came, sign_in, work):
    build.grant(came.known, came.sender)
    Person.objects.filter(pk=came.known.pk).update(born_on=date(2015, 1, 6))
    answer(sign_in(came.steward), came, "other", reference=came.known.reference)
    work()
    assert Imported.objects.filter(person=came.known, type="Patient").exists()
    assert Person.objects.get(pk=came.known.pk).born_on == date(2015, 1, 6)


def test_somebody_new_is_made_and_is_the_senders_to_begin_with(came, sign_in, work):
    answer(sign_in(came.steward), came, "new")
    work()
    made = Person.objects.exclude(pk=came.known.pk).get(full_name="Mali Prys")
    assert Fact.objects.get(person=made).words == "Epilepsy"
    assert require(came.sender, made.pk, Permission.SEE)
    with pytest.raises(NotFound):
        require(came.steward, made.pk, Permission.SEE)
    work()
    assert Person.objects.filter(full_name="Mali Prys").count() == 2


def test_what_is_sent_again_goes_to_who_was_named(came, sign_in, work):
    answer(sign_in(came.steward), came, "new")
    work()
    fhir.send(came.sender, fhir.patient(), fhir.condition())
    assert Person.objects.filter(full_name="Mali Prys").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"whose": ""},
        {"whose": "nobody"},
        {"whose": "other"},
        {"whose": "other", "reference": "zzz"},
        {"why": ""},
        {"why": "x"},
    ],
)
def test_a_wrong_answer_changes_nothing(came, sign_in, wrong):
    shown = answer(sign_in(came.steward), came, "new", **wrong) if "whose" not in wrong else sign_in(came.steward).post(
        page("arrival", came.row.pk), {"why": WHY, **wrong}
    )  # fmt: skip
    assert shown.status_code == 200 and not Whose.objects.exists()


def test_a_sender_who_left_brings_nothing_in_any_more(came, sign_in, work):
    from unstori.people.models import Capacity

    answer(sign_in(came.steward), came, "new")
    Capacity.objects.filter(pk=came.sender.capacity_id).update(ends_on=date(2020, 1, 1))
    work()
    assert Person.objects.filter(full_name="Mali Prys").count() == 1
