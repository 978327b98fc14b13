"""Visits by people with a learning disability, from the invitation to the page."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests import build
from tests.ground import shared
from tests.system.words import picture
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import saying
from unstori.directory.actions import visits
from unstori.directory.actions import voice as actions
from unstori.directory.models import Reply, Visit, VisitAnswer, VisitPhoto
from unstori.directory.queries import voice as queries

pytestmark = pytest.mark.django_db


def page_of(entry):
    return Client().get(f"/services/{entry.hsds_id}/").content.decode()


@shared
def visitor(world: build.World, elsewhere: Actor) -> Actor:
    link, _code = visits.invite_visitors(by=elsewhere, organisation=world.school)
    visits.become_visitor(by=world.geth_self, link=link)
    return world.geth_self


def begun(run_by, visitor):
    return visits.begin_visit(by=visitor, entry=run_by, kind="shopper", happened_on=clock.today())


def test_a_visit_from_the_invitation_to_the_page(run_by, world, elsewhere, there, sign_in):
    made = (
        sign_in(elsewhere)
        .post(reverse("voice:visitors"), {"organisation": str(world.school.pk)})
        .content.decode()
    )
    link = re.search(r"/services/visits/join/[\w-]+/", made).group()
    me = sign_in(world.geth_self)
    assert me.post(link).status_code == 302
    assert "I visited" in me.get(f"/services/{run_by.hsds_id}/").content.decode()
    today = clock.today()
    day = {"happened_on-day": today.day, "happened_on-month": today.month, "happened_on-year": today.year}
    address = me.post(reverse("voice:begin_visit", args=[run_by.hsds_id]), day | {"kind": "shopper"})[
        "Location"
    ]
    seen = 0
    while "/find/" in address or seen:
        asked = me.get(address).content.decode()
        assert "Skip this question" in asked
        seen += 1
        address = me.post(
            address, {"choice": re.search(r'name="choice" value="(\w+)"', asked).group(1), "words": "Iawn"}
        )["Location"]
        if address == reverse("voice:visit", args=[Visit.objects.get().pk]):
            break
    assert seen == len(saying.guide().questions) == VisitAnswer.objects.count()
    me.post(address)
    row = Visit.objects.get()
    assert row.state == "waiting" and "Tried by visitors" not in page_of(run_by)
    with pytest.raises(RuleBroken, match="still has time"):
        visits.show_visit(by=elsewhere, visit=row)
    heard = reverse("voice:heard_visit", args=[row.pk])
    assert (
        sign_in(there).post(heard, {"answer": "1", "words": "Thank you.", "language": "en"}).status_code
        == 302
    )
    actions.decide_reply(by=elsewhere, reply=Reply.objects.get())
    sign_in(elsewhere).post(heard, {"show": "1"})
    page = page_of(run_by)
    assert "Tried by visitors" in page and "Were people kind?" in page and "Thank you." in page
    assert "Geth" not in page and "Ysgol y Bryn" in page


def test_the_organisation_has_its_days_and_no_more(run_by, visitor, elsewhere):
    row = begun(run_by, visitor)
    visits.answer_visit(by=visitor, visit=row, question="door", choice="bad", words="")
    visits.send_visit(by=visitor, visit=row)
    Visit.objects.update(sent_at=clock.now() - timedelta(days=saying.number("reply_within_days")))
    visits.show_visit(by=elsewhere, visit=row)
    assert Visit.objects.get().state == "shown"


def test_only_visitors_visit_and_not_where_they_work(run_by, world, visitor, elsewhere):
    for by in (world.mair, world.huw, elsewhere):
        with pytest.raises(RuleBroken):
            begun(run_by, by)
    link, _code = visits.invite_visitors(by=elsewhere, organisation=world.school)
    visits.become_visitor(by=world.huw, link=link)
    with pytest.raises(RuleBroken):
        begun(run_by, world.huw)
    with pytest.raises(RuleBroken):
        visits.become_visitor(by=elsewhere, link=link)
    with pytest.raises(RuleBroken):
        visits.invite_visitors(by=world.mair, organisation=world.school)
    with pytest.raises(RuleBroken, match="not here yet"):
        visits.begin_visit(by=visitor, entry=run_by, kind="audit", happened_on=clock.today() + timedelta(1))


def test_nobody_else_reads_or_changes_a_visit_before_it_is_shown(run_by, world, visitor, there, sign_in):
    row = begun(run_by, visitor)
    for by in (world.mair, world.huw):
        with pytest.raises(RuleBroken):
            visits.answer_visit(by=by, visit=row, question="door", choice="good", words="")
        assert sign_in(by).get(reverse("voice:question", args=[row.pk, "door"])).status_code == 404
    assert queries.visit(there, row.pk) is None
    with pytest.raises(RuleBroken, match="at least one"):
        visits.send_visit(by=visitor, visit=row)
    with pytest.raises(RuleBroken):
        visits.answer_visit(by=visitor, visit=row, question="door", choice="yes", words="")
    visits.answer_visit(by=visitor, visit=row, question="door", choice="good", words="")
    visits.answer_visit(by=visitor, visit=row, question="door", choice="", words="")
    assert not VisitAnswer.objects.exists()


def test_a_visit_is_taken_back_with_all_that_was_found(run_by, visitor, sign_in):
    row = begun(run_by, visitor)
    visits.answer_visit(by=visitor, visit=row, question="door", choice="good", words="Hawdd.")
    sign_in(visitor).post(reverse("voice:withdraw_visit", args=[row.pk]))
    assert not VisitAnswer.objects.exists() and Visit.objects.get().state == "withdrawn"


def test_who_visits_no_more_begins_none(run_by, visitor, elsewhere, sign_in):
    held = queries.visitors().get()
    sign_in(elsewhere).post(reverse("voice:end_visitor", args=[held.pk]))
    with pytest.raises(RuleBroken):
        begun(run_by, visitor)


def photographed(row, visitor, words="The steps."):
    return visits.add_photo(by=visitor, visit=row, question="door", upload=picture(), words=words)


def test_a_photo_is_seen_by_everybody_when_the_visit_is_shown_and_not_before(
    run_by, world, visitor, elsewhere, there, sign_in
):
    row = begun(run_by, visitor)
    address = reverse("voice:photo", args=[row.pk, "door"])
    said = {"choice": "bad", "words": "Steps.", "photo": picture(), "photo_words": "Three steps."}
    assert sign_in(visitor).post(reverse("voice:question", args=[row.pk, "door"]), said).status_code == 302
    assert sign_in(visitor).get(address)["Content-Type"] == "image/jpeg"
    for client in (Client(), sign_in(world.mair), sign_in(there), sign_in(elsewhere)):
        assert client.get(address).status_code == 404
    visits.send_visit(by=visitor, visit=row)
    assert sign_in(elsewhere).get(address).status_code == sign_in(there).get(address).status_code == 200
    assert Client().get(address).status_code == 404
    Visit.objects.update(sent_at=clock.now() - timedelta(days=60))
    visits.show_visit(by=elsewhere, visit=row)
    assert Client().get(address).status_code == 200 and 'alt="Three steps."' in page_of(run_by)


def test_a_photo_carries_nothing_but_the_picture(run_by, visitor):
    where = Image.Exif()
    where[0x010E] = "12 Heol y Bryn"
    content = io.BytesIO()
    Image.new("RGB", (1600, 900), "red").save(content, "JPEG", exif=where)
    upload = SimpleUploadedFile("mot.jpg", content.getvalue())
    row = begun(run_by, visitor)
    kept = visits.add_photo(by=visitor, visit=row, question="door", upload=upload, words="Red.")
    with kept.file.open("rb") as file, Image.open(file) as read:
        assert not read.getexif() and max(read.size) <= 1200
    assert "mot" not in kept.file.name


@pytest.mark.parametrize(
    ("upload", "words", "why"),
    [
        (SimpleUploadedFile("a.txt", b"hello"), "A", "Choose a photo"),
        (SimpleUploadedFile("a.jpg", b"hello"), "A", "not what its name says"),
        (None, " ", "Say what the photo shows"),
    ],
)
def test_a_photo_that_is_none_is_refused(run_by, visitor, upload, words, why):
    row = begun(run_by, visitor)
    with pytest.raises(RuleBroken, match=why):
        visits.add_photo(by=visitor, visit=row, question="door", upload=upload or picture(), words=words)
    assert not VisitPhoto.objects.exists()


def test_one_photo_takes_the_place_of_another_and_goes_with_the_visit(
    run_by, visitor, world, sign_in, django_capture_on_commit_callbacks
):
    row = begun(run_by, visitor)
    with django_capture_on_commit_callbacks(execute=True):
        first = photographed(row, visitor)
        second = photographed(row, visitor)
    assert not first.file.storage.exists(first.file.name) and VisitPhoto.objects.get() == second
    with pytest.raises(RuleBroken):
        visits.remove_photo(by=world.mair, visit=row, question="door")
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(visitor).post(reverse("voice:withdraw_visit", args=[row.pk]))
    assert not VisitPhoto.objects.exists() and not second.file.storage.exists(second.file.name)
