"""What families say waits for nobody in silence: who answers for it is told, in the morning too, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests import build
from tests.integration.directory.test_editing import Place, at, entry_of
from tests.integration.notices.conftest import LEAVING, deliver, morning, to
from unstori.core import clock
from unstori.directory.actions import editors, questions, voice
from unstori.directory.models import Feed, Report, Review
from unstori.notices import presenters, queries
from unstori.notices.models import Message
from unstori.people.models import Capacity

pytestmark = pytest.mark.django_db
SAID = {"good": "Kind.", "better": "", "again": "yes", "as_whom": "worker"}


@pytest.fixture
def place():
    return Place()


def told(by):
    found = [one for one in queries.news_of(by) if one.what.startswith("waits_")]
    return {one.what: (one.kind, one.row) for one in found}


def test_a_report_is_told_to_who_answers_for_it_and_when_late_to_who_keeps_all(place):
    voice.report(by=build.system(), entry=place.entry, parts=["times"])
    voice.report(by=build.system(), entry=place.entry, parts=["times"])
    assert told(place.worker) == told(place.admin) == {"waits_reports": ("asked", 2)}
    assert told(place.other) == told(place.steward) == {}
    Report.objects.update(due_on=clock.today() - timedelta(days=1))
    with clock.at(clock.now() + timedelta(days=60)):
        assert told(place.admin) == told(place.steward) == {"waits_reports": ("late", 2)}
    report = Report.objects.first()
    voice.answer_report(by=place.admin, report=report, outcome="mended")
    assert told(place.admin) == {"waits_reports": ("asked", 1)}


def test_a_review_is_told_to_stewards_and_where_there_is_none_to_administrators_elsewhere(place):
    mother = at("Meg", "worker", build.organisation("Third"))
    voice.write_review(by=mother, entry=place.entry, **SAID)
    far = at("Far", "administrator", build.organisation("Elsewhere"))
    assert told(place.steward) == {"waits_told": ("asked", 1)}
    assert told(far) == told(place.admin) == told(mother) == {}
    Capacity.objects.filter(pk=place.steward.capacity_id).update(ends_on=clock.today())
    assert told(far) == {"waits_told": ("asked", 1)} and told(place.admin) == {}
    voice.show(by=far, said=Review.objects.get())
    assert told(far) == {}


def test_what_people_told_and_who_says_they_run_something_waits_for_a_steward(place):
    questions.tell(by=build.system(), words="A drumming group")
    editors.claim(by=at("Cara", "worker", build.organisation("Third")), entry=entry_of(2), why="I run it")
    assert told(place.steward) == {"waits_wishes": ("asked", 1), "waits_claims": ("asked", 1)}
    assert told(place.admin) == told(place.worker) == {}


def test_it_is_sent_once_then_when_more_comes_and_each_week(place, settings):
    for name, value in LEAVING.items():
        setattr(settings, name, value)
    morning()
    Message.objects.all().delete()
    voice.report(by=build.system(), entry=place.entry, parts=["times"])
    assert morning() == 2 and morning() == 0
    for by in (place.admin, place.worker):
        deliver(to(by)[0])
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        build.account_of(by).email for by in (place.admin, place.worker)
    )
    assert not any("wrong" in letter.body or "Swimming" in letter.body for letter in mail.outbox)
    with clock.at(clock.now() + timedelta(days=8)):
        assert morning() == 2


def test_each_has_a_sentence_and_a_page_that_opens(place, sign_in):
    voice.report(by=build.system(), entry=place.entry, parts=["times"])
    Report.objects.update(due_on=clock.today() - timedelta(days=1))
    voice.write_review(by=at("Meg", "worker", build.organisation("Third")), entry=place.entry, **SAID)
    questions.tell(by=build.system(), words="A drumming group")
    editors.claim(by=at("Cara", "worker", build.organisation("Third")), entry=entry_of(3), why="I run it")
    Feed.objects.filter(address="/feeds/one.json").update(stuck="paused", stuck_at=clock.now())
    client = sign_in(place.steward)
    page = client.get(reverse("notices:news")).content.decode()
    news = [one for one in queries.news_of(place.steward) if one.what.startswith(("waits_", "feed_"))]
    assert len(news) == 5
    for one in news:
        assert presenters.sentence(one) in page
        assert client.get(presenters.href(one)).status_code == 200
