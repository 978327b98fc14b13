"""How somebody is reached safely: who says it, who sees it, and where messages go."""

from datetime import timedelta

import pytest
from django.core import mail

from tests import build
from tests.integration.circle.conftest import capacity
from unstori.access.models import Withholding
from unstori.circle import actions, queries, tasks
from unstori.circle.models import Member, SafeContact
from unstori.core import clock
from unstori.core.errors import RuleBroken


def page(circle, name=""):
    return f"/p/{circle.geth.reference}/circle/{name}"


def say(circle, by=None, **said):
    said = {"way": "phone", "to": "01286 555555", "hidden_from": "Dewi", **said}
    return actions.say_how_to_reach(by=by or circle.mair, person=circle.geth, **said)


def test_a_parent_says_it_and_a_worker_reads_it_where_they_look(circle, sign_in):
    client = sign_in(circle.mair)
    assert "How to reach me safely" in client.get(page(circle)).content.decode()
    wrong = client.post(page(circle, "reach-me/"), {"way": "email", "to": "not an address"})
    assert wrong.status_code == 200 and "whole e-mail address" in wrong.content.decode()
    said = {"way": "phone", "to": "01286 555555", "times": "From 10 to 2", "hidden_from": "Dewi"}
    assert client.post(page(circle, "reach-me/"), said).status_code == 302
    shown = sign_in(circle.huw).get(page(circle)).content.decode()
    for words in ("How to reach Mair", "01286 555555", "From 10 to 2", "Dewi"):
        assert words in shown
    assert "01286 555555" in client.get(page(circle, "reach-me/")).content.decode(), "shown, to correct"
    again = client.post(page(circle, "reach-me/"), {"way": "none"})
    assert again.status_code == 302 and SafeContact.objects.count() == 2
    assert "01286 555555" not in sign_in(circle.huw).get(page(circle)).content.decode()


def test_the_rest_of_the_family_never_sees_it(circle, sign_in):
    say(circle)
    for actor in (circle.dewi,):
        client = sign_in(actor)
        for address in (page(circle), page(circle, "reach-me/"), page(circle, "who-can-see/")):
            assert "01286 555555" not in client.get(address).content.decode()
    assert "01286 555555" in sign_in(circle.me).get(page(circle)).content.decode()
    assert (
        "01286 555555" not in sign_in(circle.dewi).get(f"/p/{circle.geth.reference}/story/").content.decode()
    )


def test_nobody_says_it_for_somebody_else(circle, sign_in):
    own = say(circle)
    say(circle, by=circle.dewi, to="07700 900000", hidden_from="Mair")
    assert queries.safe_email(capacity(circle.mair)) == ""
    from unstori.access.door import open_person

    assert own in queries.safe_contacts(open_person(circle.huw, circle.geth.reference))
    aunt = build.family("Aunt", circle.geth, "Aunt")
    build.grant(circle.geth, aunt, ("about_me",))
    for actor in (circle.huw, aunt):
        assert sign_in(actor).get(page(circle, "reach-me/")).status_code == 404
        with pytest.raises(RuleBroken):
            say(circle, by=actor)


def test_it_is_kept_like_the_address(circle, sign_in):
    say(circle)
    Withholding.objects.create(
        person=circle.geth, kind="address", withheld_from_id=circle.huw.capacity_id, reason="x",
        created_by=circle.mair.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=9),
    )  # fmt: skip
    assert "01286 555555" not in sign_in(circle.huw).get(page(circle)).content.decode()


def test_who_does_not_see_about_me_does_not_see_it(circle, sign_in):
    say(circle)
    build.grant(circle.geth, circle.teacher, ("learning",))
    assert "01286 555555" not in sign_in(circle.teacher).get(page(circle)).content.decode()


@pytest.mark.parametrize(
    ("said", "goes_to"),
    [
        (None, "own"),
        ({"way": "email", "to": "neighbour@example.org"}, "neighbour@example.org"),
        ({"way": "phone", "to": "01286 555555"}, None),
        ({"way": "letter", "to": "The school"}, None),
        ({"way": "none", "to": ""}, None),
    ],
)
def test_messages_that_leave_go_only_where_it_is_safe(circle, said, goes_to):
    if said:
        say(circle, **said)
    call = actions.ask_to_call(
        by=circle.me, person=circle.geth, member=Member.objects.get(capacity_id=circle.mair.capacity_id)
    )
    mail_before = len(mail.outbox)
    tasks.send_call.call(str(call.pk), "https://unstori.example")
    own = build.account_of(circle.mair).email
    sent = [address for letter in mail.outbox for address in letter.to]
    wanted = {None: set(), "own": {own}}.get(goes_to, {goes_to})
    assert set(sent) == wanted
    assert mail_before <= len(mail.outbox)
