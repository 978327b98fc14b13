"""What was asked for stands in what happens next: who holds it, how long ago, and late when it is."""

from datetime import timedelta

from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from tests.integration.pathways.requests.conftest import desks as desks
from tests.integration.pathways.requests.conftest import office as office
from unstori.core import clock
from unstori.pathways.actions import requests as actions


def test_until_it_has_started(desks: Desks, sign_in):
    made = asked(desks, desks.speech, begun(desks, first_asked_on=clock.today() - timedelta(60)))
    page = f"/p/{desks.office.ela.reference}/"
    address = f"{page}requests/service/{made.pk}/"
    shown = sign_in(desks.mam).get(page).content.decode()
    assert address in shown and "<b>Huw Parry" in shown and "60 days ago" in shown
    assert "You hold this." in sign_in(desks.huw).get(page).content.decode()
    with clock.at(clock.now() + timedelta(9)):
        assert "late" in sign_in(desks.mam).get(page).content.decode()
    actions.accept(by=desks.sian, request=made, lead=capacity(desks.rhys))
    actions.meet(by=desks.sian, request=made)
    actions.confirm(by=desks.mam, request=made)
    assert address not in sign_in(desks.mam).get(page).content.decode()
