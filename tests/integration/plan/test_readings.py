"""'I have read this': one press, for one version, seen by those who see to it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.ground import shared
from tests.integration.plan.conftest import know
from unstori.access.models import AuditEvent, Withholding
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.plan import actions, queries
from unstori.plan.models import Reading
from unstori.story.models import Entry


def freeze(world, by=None, language="en"):
    return actions.freeze_document(
        by=by or world.mair, person=world.geth, layout="one-page-profile", language=language
    )


@shared
def profile(world, words):
    know(world, "appreciated", "Funny and kind")
    return freeze(world)


@pytest.fixture
def bank(world):
    """A bank support worker: in nobody's circle, without a grant."""
    return build.worker("Ann", build.organisation("Gofal Da"), "support_worker")


def let_in(world, document, actor):
    capacity = Capacity.objects.get(pk=actor.capacity_id)
    return actions.share_document(by=world.mair, document=document, capacity=capacity)


def keep_from(world, row, actor):
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=actor.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(), valid_until=clock.now() + timedelta(days=9),
    )  # fmt: skip


def address(world, document, end=""):
    return f"/p/{world.geth.reference}/plan/documents/{document.pk}/{end}"


def later():
    return time_machine.travel(clock.now() + timedelta(days=40), tick=False)


def test_bank_worker_reads_and_says_so_once(world, profile, bank, sign_in):
    let_in(world, profile, bank)
    client = sign_in(bank)
    home = client.get("/", follow=True).content.decode()
    assert f"documents/{profile.pk}/" in home and "Not read yet" in home
    assert "I have read this" in client.get(address(world, profile)).content.decode()
    for _press in range(2):
        page = client.post(address(world, profile, "read/"), follow=True).content.decode()
    assert "You have read this" in page and "I have read this" not in page
    said = Reading.objects.get()
    assert (said.document, said.created_by_id) == (profile, bank.capacity_id)
    assert AuditEvent.objects.filter(action="document.said_read", capacity_id=bank.capacity_id).count() == 1
    told = Entry.objects.get(event="document.said_read")
    assert "Ann" in told.title and "Proffil un dudalen" in told.title_cy
    assert "Not read yet" not in client.get("/", follow=True).content.decode()


def test_family_and_key_worker_see_who_has_and_who_has_not(world, profile, bank, sign_in):
    let_in(world, profile, bank)
    page = sign_in(world.mair).get(address(world, profile)).content.decode()
    assert "Ann" in page and "Has not said yet" in page
    actions.say_read(by=bank, document=profile)
    for who in (world.mair, world.huw):
        page = sign_in(who).get(address(world, profile)).content.decode()
        assert "Has read this one" in page and "Has not said yet" not in page


def test_reading_stands_for_one_version_and_the_next_is_passed_on(world, profile, bank, sign_in):
    let_in(world, profile, bank)
    actions.say_read(by=bank, document=profile)
    with later():
        newer = freeze(world)
        page = sign_in(world.mair).get(address(world, newer)).content.decode()
        assert "Has read an earlier one" in page and "Let them open this one too" in page
        assert "There is a newer one" not in sign_in(bank).get(address(world, profile)).content.decode()
        sign_in(world.mair).post(address(world, newer, "share-as-before/"))
        page = sign_in(bank).get(address(world, profile)).content.decode()
        assert "There is a newer one" in page and str(newer.pk) in page
        assert queries.own_reading(bank, newer) is None
        assert actions.share_as_before(by=world.mair, document=newer) == 0


def test_other_language_is_no_newer_version(world, profile, bank):
    let_in(world, profile, bank)
    with later():
        welsh = freeze(world, language="cy")
        let_in(world, welsh, bank)
    assert queries.newer_for_reader(bank, profile) is None


def test_who_may_not_open_it_cannot_have_read_it(world, profile, bank, sign_in):
    with pytest.raises(Http404):
        actions.say_read(by=bank, document=profile)
    let_in(world, profile, bank)
    actions.stop_sharing(by=world.mair, document=profile)
    assert sign_in(bank).post(address(world, profile, "read/")).status_code == 404
    assert not Reading.objects.exists()


def test_kept_document_stays_kept(world, profile, bank):
    let_in(world, profile, bank)
    keep_from(world, profile, bank)
    with pytest.raises(Http404):
        actions.say_read(by=bank, document=profile)


def test_reader_whose_place_is_hidden_is_not_named(world, profile, bank, sign_in):
    member = Member.objects.create(
        person=world.geth, section="safeguarding", capacity_id=bank.capacity_id, kind="worker", name="Ann",
        relation="support_worker", created_by_id=world.huw.capacity_id,
    )  # fmt: skip
    build.grant(world.geth, bank)
    actions.say_read(by=bank, document=profile)
    keep_from(world, member, world.mair)
    assert "Ann" not in sign_in(world.mair).get(address(world, profile)).content.decode()
    assert "Ann" in sign_in(world.huw).get(address(world, profile)).content.decode()


def test_page_asks_as_often_for_many_readers(world, profile, bank, sign_in):
    client = sign_in(world.mair)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(address(world, profile))
        return len(seen)

    let_in(world, profile, bank)
    actions.say_read(by=bank, document=profile)
    asked()
    one = asked()
    for name in ("Bo", "Cari", "Dewi"):
        reader = build.worker(name, build.organisation(name), "support_worker")
        let_in(world, profile, reader)
        actions.say_read(by=reader, document=profile)
    assert asked() == one
