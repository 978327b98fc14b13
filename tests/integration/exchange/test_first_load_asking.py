"""Checking a table is no way of finding out who is known here (ADR 0041, 0064)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import build
from tests.integration.exchange.test_first_load import (
    GERAINT,
    NIA,
    admin,
    checked,
    people_csv,
    sent,
    taken_in,
    team,
)
from unstori.access.actions import withholding
from unstori.access.models import AuditEvent
from unstori.circle.models import Invitation
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.exchange.actions import loading
from unstori.exchange.loading.columns import definition
from unstori.exchange.models import Load
from unstori.exchange.queries import loading as queries
from unstori.people.models import Capacity, Person

__all__ = ["admin", "team"]
MOST = definition()["checks_a_day"]


def test_an_organisation_checks_so_often_in_a_day_and_no_more(admin, team, world, sign_in):
    load = sent(admin, people=people_csv(NIA))
    other = build._actor(build.user("Bob"), kind="administrator", organisation=world.authority)
    for number in range(MOST):
        loading.ask(by=(admin, other)[number % 2], load=load, what="check")
        Load.objects.filter(pk=load.pk).update(state=Load.State.CHECKED)
    for by in (admin, other):
        with pytest.raises(RuleBroken):
            loading.ask(by=by, load=load, what="check")
    page = reverse("exchange:load_one", args=[load.pk])
    said = sign_in(admin).post(page, {"do": "check"}, follow=True).content.decode()
    assert "has checked tables many times today" in said
    elsewhere = build._actor(
        build.user("Cai"), kind="administrator", organisation=build.organisation("Powys")
    )
    checked(elsewhere, sent(elsewhere, people=people_csv(NIA)))
    with time_machine.travel(clock.now() + timedelta(days=1)):
        loading.ask(by=admin, load=load, what="check")


def test_each_check_stands_in_the_audit_under_who_asked_for_it_with_its_counts(admin, team, world):
    load = checked(admin, sent(admin, people=people_csv(NIA)))
    [event] = AuditEvent.objects.filter(action="load.check", target_id=load.pk)
    assert event.capacity_id == admin.capacity_id and event.detail == load.counts


@pytest.mark.parametrize("why", ["own family", "kept from them"])
def test_what_is_not_for_who_asks_looks_new_and_is_then_left_out(admin, team, world, why):
    """A father who may not know where she lives, and runs the system at the council."""
    nia = build.person("Nia Prys", world.authority, nhs_number="9434765919", born_on=date(2015, 2, 15))
    huw = Capacity.objects.get(pk=admin.capacity_id)
    assert checked(admin, sent(admin, people=people_csv(NIA))).counts["people"]["known"] == 1
    if why == "own family":
        build._actor(huw.user, kind="family", person=nia, role="father")
    else:
        lead = build._actor(build.user("Menna"), kind="governance", organisation=world.authority)
        withholding.withhold(by=lead, person=nia, kind="address", withheld_from=huw, reason="A court has said so.",
                             review_on=clock.today() + timedelta(9), ends_on=clock.today() + timedelta(90))  # fmt: skip
    other_day = NIA.replace("15/02/2015", "16/02/2015")
    no_number = NIA.replace("9434765919", "")
    for row in (NIA, other_day, no_number):
        load = checked(admin, sent(admin, people=people_csv(row)))
        assert load.counts["people"] == {"good": 1, "known": 0, "faulty": 0}
    taken_in(admin, load)
    assert load.counts["people"]["loaded"] == 0 and Person.objects.filter(full_name="Nia Prys").get() == nia
    assert [kind for *_where, kind in queries.tables(load)["people"].faults] == ["not_certain"]


def test_a_table_is_no_way_into_a_circle_for_who_runs_the_authority(admin, team, world):
    """A parent whom they made up, with an address of their own or of a colleague who runs it too."""
    other = build._actor(build.user("Bob"), kind="governance", organisation=world.authority)
    addresses = [build.account_of(by).email for by in (admin, other)]
    lines = [
        f"10,{name},mam,yes,{email}" for name, email in zip(("Ann Prys", "Bob Prys"), addresses, strict=True)
    ]
    around = "\n".join(
        ["Person,Name,Relation,PR,Email", *lines, "10,Mair Prys,mam,yes,mair@example.org", ""]
    ).encode()
    load = taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT), circle=around)))
    assert loading.invite(by=admin, load=load, of="circle") == (1, 2)
    assert [each.member.name for each in Invitation.objects.all()] == ["Mair Prys"]
