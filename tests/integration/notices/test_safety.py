"""Whoever has a concern is told at once and without a word of it: whatever they chose, and whoever has it next too."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import build
from tests.integration.notices.conftest import capacity, choose, deliver, morning, to
from tests.integration.safeguarding.conftest import SECRET, Front, again
from tests.integration.safeguarding.conftest import circle as circle
from tests.integration.safeguarding.conftest import front as front
from tests.integration.safeguarding.conftest import monday_noon as monday_noon
from tests.integration.safeguarding.conftest import teacher as teacher
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.notices import actions, queries
from unstori.notices.models import Message, Notice
from unstori.safeguarding import actions as safeguarding
from unstori.safeguarding.models import Source

TASK = "unstori.notices.tasks.tell_of_safety"


def told() -> list[str]:
    """Who is to be told, in order, as the queue has it; done as the worker does it."""
    waiting = list(DBTaskResult.objects.filter(task_path=TASK).order_by("enqueued_at"))
    ids = [row.args_kwargs["args"][0] for row in waiting]
    for id in ids:
        actions.tell_of_safety(by=build.system(), capacity_id=id)
    DBTaskResult.objects.filter(task_path=TASK).delete()
    return ids


def worry(circle, teacher, **more):
    return safeguarding.raise_concern(
        by=teacher, person=circle.geth, sources=[circle.mair_here], **more,
        told=safeguarding.Told(heard=f"{SECRET} on his arm", said_by="Geth", why_not_told="Dangerous"),
    )  # fmt: skip


@pytest.fixture
def gone(circle, front, teacher, settings):
    """Raised, and who is on duty told."""
    settings.NOTICES_LEAVE, settings.SITE = True, "https://unstori.example"
    concern = worry(circle, teacher)
    assert told() == [str(front.nia.capacity_id)]
    return concern


def test_who_is_on_duty_is_told_at_once_and_nothing_of_what_it_says(gone, front: Front, circle):
    [message] = to(front.nia)
    assert deliver(message) == "sent"
    [letter] = mail.outbox
    text = f"{letter.subject} {letter.body} {letter.extra_headers}"
    for word in (SECRET, "Geth", "Mair", "Patel", "safety", "concern", "stop"):
        assert word.casefold() not in text.casefold().replace("unstori", "")
    assert "There is something for you" in letter.subject
    assert not Notice.objects.filter(person=circle.geth).exists(), "no trace of it with the person"
    assert not to(front.rhys) and not to(circle.mair) and not to(circle.teacher)


@pytest.mark.parametrize("chosen", [{"way": "none"}, {"way": "letter", "to": "1 Stryd\nBangor\nLL57 1AA"}])
def test_no_choice_and_no_pause_holds_it_back(circle, front, teacher, chosen):
    choose(front.nia, **chosen)
    actions.pause(by=front.nia, until=clock.today() + timedelta(9))
    worry(circle, teacher)
    told()
    [message] = to(front.nia)
    assert message.way == "email" and deliver(message) in ("sent", "shown")


@pytest.mark.parametrize("danger, waits", [(True, False), (False, True)])
def test_quiet_hours_hold_back_what_is_no_danger_now(circle, front, teacher, danger, waits):
    choose(front.nia, quiet_from=11, quiet_until=14)
    worry(circle, teacher, danger_now=danger)
    told()
    assert (to(front.nia)[0].not_before > clock.now()) == waits


def test_it_is_not_told_twice_and_stands_in_no_digest(gone, front):
    actions.tell_of_safety(by=build.system(), capacity_id=front.nia.capacity_id)
    morning()
    assert [message.kinds for message in to(front.nia)] == [["safety"]]


def test_nobody_opened_it_so_the_manager_is_told(gone, front):
    with clock.at(datetime(2026, 11, 23, 15, 1, tzinfo=clock.LONDON)):
        safeguarding.look_again(by=build.system())
        assert told() == [str(front.rhys.capacity_id)]
        [message] = to(front.rhys)
        assert deliver(message) in ("sent", "shown")
        assert deliver(to(front.nia)[0]) == "dropped", "what she was to look at is not hers any more"


def test_taken_on_meanwhile_nothing_leaves(gone, front):
    safeguarding.accept(by=front.nia, concern=gone)
    assert deliver(to(front.nia)[0]) == "dropped"


def test_given_to_somebody_and_back_each_is_told_again(gone, front):
    safeguarding.give(by=front.nia, concern=gone, to=capacity(front.rhys))
    assert told() == [str(front.rhys.capacity_id)]
    safeguarding.give(by=front.rhys, concern=gone, to=capacity(front.nia))
    told()
    assert len(to(front.nia)) == 2


def test_who_takes_it_themself_is_told_nothing(gone, front):
    safeguarding.give(by=front.rhys, concern=gone, to=capacity(front.rhys))
    assert told() == []


def test_nobody_stops_it_and_nobody_is_asked_how_soon(gone, front, sign_in):
    page = sign_in(again(front.nia)).get(reverse("notices:how")).text
    assert "kind_asked" in page and "kind_safety" not in page
    with pytest.raises(ValueError, match="not known"):
        choose(front.nia, often={"safety": "never"})
    token = queries.stop_token(front.nia.capacity_id, ["safety"])
    assert queries.read_stop_token(token)[1] == []


def test_it_stands_among_the_news_without_a_name_until_it_is_taken_on(gone, front, sign_in):
    client = sign_in(again(front.nia))
    text = client.get(reverse("notices:news")).text
    assert (
        reverse("safeguarding:handle", args=[gone.pk]) in text and "Geth" not in text and SECRET not in text
    )
    client.post(reverse("notices:read"))
    safeguarding.accept(by=front.nia, concern=gone)
    assert reverse("safeguarding:handle", args=[gone.pk]) not in client.get(reverse("notices:news")).text


def test_who_is_named_since_is_told_nothing(gone, front):
    Source.objects.create(
        concern=gone, capacity=capacity(front.nia), name="Nia", created_by_id=front.rhys.capacity_id
    )
    assert deliver(to(front.nia)[0]) == "dropped"


def test_no_message_of_it_is_written_about_the_person(gone, circle):
    assert not AuditEvent.objects.filter(person_id=circle.geth.pk, action__startswith="message").exists()
    assert Message.objects.count() == 1
