"""Supervision: for the two of them, in nobody's story."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import build
from tests.integration.teams.conftest import capacity
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity
from unstori.story.models import Entry
from unstori.teams import actions
from unstori.teams.models import SupervisionAction, SupervisionDone, SupervisionNote

PAGE = "/teams/supervision/{}/"


def write(office, by=None, other=None, **more):
    said = {"held_on": clock.today(), "words": "Llwyth gwaith trwm.", "language": "cy", **more}
    return actions.write_note(by=by or office.boss, other=capacity(other or office.huw), **said)


def test_the_two_read_it_and_nobody_else_does(office, sign_in):
    note = write(office, agreed=[("Gwyliau", capacity(office.huw), clock.today() + timedelta(9))])
    action = note.agreed.get()
    assert (
        "Llwyth gwaith trwm."
        in sign_in(office.boss).get(PAGE.format(office.huw.capacity_id)).content.decode()
    )
    page = sign_in(office.huw).get(PAGE.format(office.boss.capacity_id)).content.decode()
    assert "Llwyth gwaith trwm." in page and "Gwyliau" in page
    administrator = build._actor(build.user("Ada"), kind="administrator", organisation=office.place)
    governance = build._actor(build.user("Gwen"), kind="governance", organisation=office.place)
    for who in (office.non, office.elsewhere, office.mam, administrator, governance):
        for address in (PAGE.format(office.huw.capacity_id), PAGE.format(office.boss.capacity_id),
                        f"/teams/supervision/agreed/{action.pk}/"):  # fmt: skip
            assert "Llwyth" not in sign_in(who).get(address).content.decode()
            assert "Gwyliau" not in sign_in(who).get(address).content.decode()
    assert "Llwyth" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_later_manager_does_not_read_it_and_the_one_before_still_does(office, sign_in):
    write(office)
    Capacity.objects.filter(pk=office.boss.capacity_id).update(manages=False)
    Capacity.objects.filter(pk=office.non.capacity_id).update(manages=True)
    later = sign_in(office.non).get(PAGE.format(office.huw.capacity_id)).content.decode()
    assert "Llwyth" not in later and "Nothing is written yet" in later
    before = sign_in(office.boss).get(PAGE.format(office.huw.capacity_id)).content.decode()
    assert "Llwyth" in before and "Neither of you manages the other now." in before
    with pytest.raises(RuleBroken):
        write(office)


def test_it_is_in_no_story_and_points_only_at_whom_its_author_sees(office, sign_in):
    entries = Entry.objects.count()
    note = write(office, by=office.huw, other=office.boss, about=[office.ela, office.twm])
    assert Entry.objects.count() == entries and note.manager_id == office.boss.capacity_id
    page = sign_in(office.boss).get(PAGE.format(office.huw.capacity_id)).content.decode()
    assert "Ela Prys" in page and "1 person who is not shared with you" in page and "Twm" not in page
    with pytest.raises(NotFound):
        write(office, about=[office.twm])
    assert SupervisionNote.objects.count() == 1


def test_the_form_keeps_everything_typed_when_something_is_missing(office, sign_in):
    today = clock.today()
    sent = {"held_on-day": today.day, "held_on-month": today.month, "held_on-year": today.year,
            "words": "Siarad am wyliau", "language": "cy", "what_1": "Holi am wyliau"}  # fmt: skip
    client, address = sign_in(office.huw), f"{PAGE.format(office.boss.capacity_id)}write/"
    page = client.post(address, sent).content.decode()
    assert (
        "Say what, by whom and by when." in page and "Siarad am wyliau" in page and "Holi am wyliau" in page
    )
    assert not SupervisionNote.objects.exists()
    due = today + timedelta(5)
    sent |= {"who_1": str(office.boss.capacity_id), "due_1-day": due.day, "due_1-month": due.month,
             "due_1-year": due.year, "about": [str(office.ela.pk)]}  # fmt: skip
    assert client.post(address, sent).status_code == 302
    action = SupervisionAction.objects.get()
    assert action.owner_id == office.boss.capacity_id and action.note.about.get().person == office.ela
    assert client.post(f"/teams/supervision/agreed/{action.pk}/", {"words": "Ie"}).status_code == 302
    assert SupervisionDone.objects.get().words == "Ie"
    with pytest.raises(RuleBroken):
        actions.do_agreed(by=office.boss, action=action)


@pytest.mark.parametrize("wrong", ["empty", "tomorrow", "colleague", "themselves"])
def test_what_cannot_be_changes_nothing(office, wrong):
    more = {"empty": {"words": " "}, "tomorrow": {"held_on": clock.today() + timedelta(1)},
            "colleague": {"by": office.huw, "other": office.non}, "themselves": {"other": office.boss}}[wrong]  # fmt: skip
    with pytest.raises(RuleBroken):
        write(office, **more)
    assert not SupervisionNote.objects.exists()


def test_an_answer_stands_beside_and_neither_changes(office):
    note = write(office)
    answer = write(
        office, by=office.huw, other=office.boss, words="Dw i’n gweld hynny’n wahanol.", answers=note
    )
    assert answer.answers == note
    with pytest.raises(DatabaseError), transaction.atomic():
        SupervisionNote.objects.filter(pk=note.pk).update(words="Arall")
    with pytest.raises((NotFound, RuleBroken)):
        Capacity.objects.filter(pk=office.non.capacity_id).update(manages=True)
        write(office, by=office.non, answers=note)
