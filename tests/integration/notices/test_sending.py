"""What leaves the system: once, only what its reader may see then, only to where it is safe, and saying nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests import build
from tests.integration.notices.conftest import (
    between,
    capacity,
    choose,
    deliver,
    keep_from,
    make_late,
    morning,
    promise,
    to,
)
from tests.system.life import live
from unstori.access.actions import grants, identity
from unstori.access.models import AuditEvent
from unstori.access.queries import forgetting
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.notices import actions, queries, wording
from unstori.notices.models import Message, Notice, Sweep
from unstori.story import actions as story


def test_told_once_and_to_whom_it_is_for(told):
    make_late(promise(told.huw, told, 3))
    assert morning() == 3, "Huw, and Mair and Geth whom it was promised"
    assert morning() == between() == 0
    assert [m.kinds for m in to(told.huw)] == [["late"]] and not to(told.teacher) and not to(told.stranger)
    [message] = to(told.mair)
    assert deliver(message) == "sent" and deliver(message) == "sent"
    assert [letter.to for letter in mail.outbox] == [[build.account_of(told.mair).email]]
    assert AuditEvent.objects.filter(action="message.sent").count() == 1


def test_at_once_for_who_wants_it_and_where_something_happened(told):
    choose(told.mair, often={"promised": "at_once"})
    assert between() == 0
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        promise(told.huw, told, 9)
        assert between() == 1 and to(told.mair) and not to(told.geth_self)
        assert to(told.mair)[0].kinds == ["promised"]
        assert between() == 0


def test_after_a_gap_everything_since_is_told(told):
    choose(told.mair, often={"promised": "at_once"})
    between()
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        promise(told.huw, told, 9)
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        assert between() == 1


def test_once_a_week_comes_in_the_first_digest_of_the_week(told):
    often = {"promised": "weekly", "new": "never"}
    choose(told.mair, often=often)
    Sweep.objects.all().delete()
    with time_machine.travel("2026-11-23T07:30:00Z", tick=False):  # Monday
        morning()
        promise(told.huw, told, 30)
    with time_machine.travel("2026-11-24T07:30:00Z", tick=False):
        morning()
        assert not to(told.mair)
    with time_machine.travel("2026-12-01T07:30:00Z", tick=False):  # Tuesday: Monday was missed
        morning()
        assert [m.kinds for m in to(told.mair)] == [["promised"]]


@pytest.mark.parametrize("how", ["grant", "row", "section", "read", "never", "capacity", "account", "paused"])
def test_asked_again_at_the_moment_of_sending(told, how):
    source = build.grant(told.geth, told.stranger, ("care",))
    row = make_late(promise(told.stranger, told, 3))
    choose(told.stranger, often={"late": "daily"})
    morning()
    [message] = to(told.stranger)
    here = capacity(told.stranger)
    if how == "grant":
        grants.end(person=told.geth, source=source, by=build.system())
    elif how == "row":
        keep_from(told.stranger, told, row_id=row.pk)
    elif how == "section":
        keep_from(told.stranger, told, kind="section", section="care")
    elif how == "read":
        story.keep_promise(by=told.stranger, promise=row)
    elif how == "never":
        actions.stop(by=build.system(), capacity=here, kinds=["late"])
    elif how == "capacity":
        type(here).objects.filter(pk=here.pk).update(ends_on=clock.today() - timedelta(1))
    elif how == "account":
        type(here.user).objects.filter(pk=here.user_id).update(is_active=False)
    else:
        actions.pause(by=told.stranger, until=clock.today() + timedelta(3))
    assert deliver(message) == "dropped" and not mail.outbox
    assert not Notice.objects.filter(message=message.pk).exists(), "what is told later is not lost"


def test_what_waited_through_a_pause_is_told_after_it(told):
    make_late(promise(told.huw, told, 3))
    actions.pause(by=told.mair, until=clock.today() + timedelta(3))
    morning()
    assert not to(told.mair)
    actions.go_on(by=told.mair)
    morning()
    assert len(to(told.mair)) == 1


@pytest.mark.parametrize(
    ("said", "way", "goes_to"),
    [
        ({"way": "email", "to": "aunt@example.org"}, "email", "aunt@example.org"),
        ({"way": "phone", "to": "07700 900123"}, None, None),
        ({"way": "none", "to": ""}, None, None),
        ({"way": "letter", "to": "The school, Caernarfon, LL55 1AA"}, "letter", None),
    ],
)
def test_only_where_it_is_safe(told, mair_here, said, way, goes_to):
    circle.say_how_to_reach(by=told.mair, person=told.geth, **said)
    make_late(promise(told.huw, told, 3))
    morning()
    assert [m.way for m in to(told.mair)] == ([way] if way else [])
    if goes_to:
        deliver(to(told.mair)[0])
        assert mail.outbox[0].to == [goes_to]
    for message in Message.objects.all():
        assert said["to"] not in str(Message.objects.filter(pk=message.pk).values()) or not said["to"]


def test_a_safe_contact_said_after_it_was_written_holds(told, mair_here):
    make_late(promise(told.huw, told, 3))
    morning()
    [message] = to(told.mair)
    circle.say_how_to_reach(by=told.mair, person=told.geth, way="phone", to="01286 555555")
    assert deliver(message) == "dropped" and not mail.outbox


def test_in_quiet_hours_it_waits_and_is_queued_for_after(told):
    choose(told.huw, often={"late": "daily"}, quiet_from=21, quiet_until=8)
    make_late(promise(told.huw, told, 3))
    with time_machine.travel("2026-11-24T23:00:00Z", tick=False):
        make_late(promise(told.huw, told, 3))
        morning()
    [message] = to(told.huw)
    assert message.not_before.isoformat() == "2026-11-25T08:00:00+00:00"
    queued = DBTaskResult.objects.filter(task_path="unstori.notices.tasks.send_message")
    assert queued.get(args_kwargs__args=[str(message.pk)]).run_after == message.not_before


def test_not_more_often_than_the_way_bears(told):
    choose(told.mair, way="letter", to="1 Stryd Fawr\nCaernarfon\nLL55 1AA")
    make_late(promise(told.huw, told, 3))
    morning()
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        make_late(promise(told.huw, told, 3))
        morning()
        assert len(to(told.mair)) == 1
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1), tick=False):
        morning()
        assert len(to(told.mair)) == 2, "nothing that waited is lost"


def test_a_mail_server_that_is_away_is_tried_again_and_seen(told, monkeypatch):
    make_late(promise(told.huw, told, 3))
    morning()
    [message] = to(told.huw)
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(ConnectionError("x"))
    )
    for number in range(6):
        with pytest.raises(actions.sending.NotDelivered):
            deliver(message)
        message.refresh_from_db()
        assert (message.tries, message.trouble) == (number + 1, "ConnectionError")
        assert message.state == ("failed" if number == 5 else "waiting")
    monkeypatch.undo()
    assert deliver(message) == "sent" and len(mail.outbox) == 1


def test_the_whole_way_by_itself(told, work):
    make_late(promise(told.huw, told, 3))
    choose(told.huw, often={"late": "at_once"})
    with time_machine.travel(clock.now() + timedelta(days=1)):
        promise(told.mair, told, 9)
        work()
        assert build.account_of(told.huw).email in {letter.to[0] for letter in mail.outbox}


def test_a_demonstration_sends_nothing_and_shows_it(told, settings, sign_in):
    settings.NOTICES_LEAVE = False
    make_late(promise(told.huw, told, 3))
    morning()
    [message] = to(told.huw)
    assert deliver(message) == "shown" and not mail.outbox
    page = sign_in(told.huw).get("/notices/sent/").content.decode()
    assert "There is something for you in Unstori" in page and "Not sent: this is a demonstration" in page
    assert "There is something for you" not in sign_in(told.stranger).get("/notices/sent/").content.decode()


WORD = re.compile(r"\w{4,}")


def names_of_everybody() -> set[str]:
    """Every longer word of a name or an address: people, accounts, organisations, teams."""
    found: set[str] = set()
    for model in apps.get_app_config("people").get_models():
        texts = [
            f.attname
            for f in model._meta.concrete_fields
            if f.get_internal_type() in ("CharField", "TextField")
        ]
        for row in model._base_manager.values_list(*texts) if texts else ():
            found |= {word.casefold() for text in row if text for word in WORD.findall(str(text))}
    return found


def everything_said() -> list[wording.Said]:
    kinds = [kind["id"] for kind in queries.kinds()]
    return [
        wording.say(told, language, way)
        for told in ([], kinds, *([kind] for kind in kinds))
        for language in ("en", "cy")
        for way in ("email", "text", "letter")
    ]


def test_nothing_of_a_life_is_in_any_message(world):
    """The sentences are the same whoever they are to, and no name of anybody or of any place is in them."""
    before = everything_said()
    live(world)
    assert everything_said() == before, "nothing of a life changes what is said"
    words = {word.casefold() for one in before for word in WORD.findall(f"{one.subject} {one.text}")}
    names = names_of_everybody() - {"unstori"}
    assert {"rowlands", "gwynedd", "patel"} <= names and not words & names, words & names
    assert len({(one.subject, one.text) for one in before}) == 12, "two openings, two languages, three ways"


def test_what_really_leaves_is_these_sentences_and_nothing_else(told):
    make_late(promise(told.huw, told, 3, what="Ffonio’r pediatregydd"))
    morning()
    for message in Message.objects.all():
        deliver(message)
    for letter in mail.outbox:
        said = [wording.say([], language, "email") for language in ("en", "cy")]
        asked = [wording.say(["asked"], language, "email") for language in ("en", "cy")]
        text, link = letter.body.rsplit("\n\n", 1)
        assert (letter.subject, text) in {(one.subject, one.body) for one in (*said, *asked)}
        assert re.fullmatch(r"https://unstori\.example/notices/stop/[\w.:-]+/\n", link)


def test_what_is_kept_about_messages_goes_after_three_months(told):
    make_late(promise(told.huw, told, 3))
    morning()
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        for rows in forgetting.expired():
            if rows.model in (Message, Notice, Sweep):
                assert rows.exists()


def test_the_system_actor_tells_and_nobody_is_told_as_the_system(told):
    assert not Message.objects.filter(capacity_id=identity.system_actor().capacity_id).exists()
