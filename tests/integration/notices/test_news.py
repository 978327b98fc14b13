"""What is new for whom; never what they may not see at that moment."""

from datetime import timedelta

import pytest

from tests import build
from tests.integration.notices.conftest import capacity, keep_from, kinds, make_late, promise
from unstori.access.actions import grants
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.directory.models import Absence
from unstori.notices import actions, queries
from unstori.notices.models import Notice
from unstori.plan import actions as plan
from unstori.story import actions as story


def test_my_promises_and_theirs(world):
    soon, late = promise(world.huw, world, 1, "Ring"), make_late(promise(world.huw, world, 3, "Write"))
    promise(world.huw, world, 9, "Bring")
    assert kinds(world.huw) == ["my_promise_late", "my_promise"]
    assert kinds(world.mair) == ["promise_late", "promised", "promised", "new"]
    assert "promised" not in kinds(world.teacher), "a colleague is not told what was promised to the family"
    story.keep_promise(by=world.huw, promise=late)
    assert kinds(world.huw) == ["my_promise"] and queries.news_of(world.huw)[0].row == soon


def test_reviews_of_whom_it_is_and_of_the_family(world):
    plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(14))
    assert "review" in kinds(world.huw) and "review" in kinds(world.mair)
    assert "review" not in kinds(world.teacher)
    plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(15))
    assert "review" not in kinds(world.huw)
    plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() - timedelta(1))
    assert "review_late" in kinds(world.huw) and "review_late" in kinds(world.geth_self)


def test_who_is_asked_to_agree_until_they_answer(world, mair_here):
    version = plan.put_forward(by=world.huw, person=world.geth)
    assert "plan_to_agree" in kinds(world.mair) and "plan_to_agree" in kinds(world.geth_self)
    assert "plan_to_agree" not in kinds(world.teacher) + kinds(world.huw)
    plan.agree(by=world.mair, version=version, verdict="agrees")
    assert "plan_to_agree" not in kinds(world.mair) and "plan_to_agree" in kinds(world.geth_self)
    plan.put_forward(by=world.huw, person=world.geth)
    assert "plan_to_agree" in kinds(world.mair), "a newer one is asked again"


def test_who_decides_is_asked_about_sharing(world, mair_here):
    asked = circle.ask(
        by=world.huw, person=world.geth, holder=world.school, sections=["health"], purpose="To help at school"
    )
    assert "sharing_asked" in kinds(world.mair)
    assert not {"sharing_asked"} & {*kinds(world.teacher), *kinds(world.huw), *kinds(world.stranger)}
    circle.refuse(by=world.mair, decision=asked)
    assert "sharing_asked" not in kinds(world.mair)


def test_what_was_shared_with_me(world, mair_here):
    sam = circle.add_member(
        by=world.mair, person=world.geth, kind="worker", name="Sam", relation="nurse", capacity=capacity(world.stranger)
    )  # fmt: skip
    given = circle.share(
        by=world.mair, person=world.geth, holder=sam, sections=["about_me"], purpose="To help"
    )
    assert kinds(world.stranger).count("shared_given") == 1
    circle.withdraw(by=world.mair, decision=given)
    assert kinds(world.stranger) == [], "who may see nothing any more is told nothing"


def test_documents_that_open_whole(world):
    made = plan.freeze_document(by=world.mair, person=world.geth, layout="one-page-profile", language="cy")
    assert "document" in kinds(world.huw) and "document" not in kinds(world.mair)
    keep_from(world.huw, world, row_id=made.pk)
    assert "document" not in kinds(world.huw)
    assert "document" not in kinds(world.stranger)
    plan.share_document(by=world.mair, document=made, capacity=capacity(world.stranger))
    assert kinds(world.stranger) == ["document"]


def test_what_others_added_is_counted_and_gone_once_looked_at(world, sign_in):
    for words in ("One", "Two"):
        story.add_entry(by=world.mair, person=world.geth, section="care", kind="note", words=words)
    [new] = [item for item in queries.news_of(world.huw) if item.what == "new"]
    assert new.row == 2 and "new" not in kinds(world.mair)
    assert "new" not in kinds(world.teacher), "not their section"
    sign_in(world.huw).get(f"/p/{world.geth.reference}/")
    assert "new" not in kinds(world.huw)


def test_what_is_private_is_new_to_nobody_else(world):
    story.add_entry(by=world.geth_self, person=world.geth, section="private_to_me", kind="note", words="Mine")
    for actor in (world.mair, world.huw, world.teacher, world.stranger):
        assert kinds(actor) == []


@pytest.mark.parametrize("what", [{"kind": "row"}, {"kind": "section", "section": "care"}])
def test_what_is_kept_from_somebody_is_not_news_to_them(world, what):
    row = make_late(promise(world.huw, world, 3))
    before = kinds(world.mair)
    keep_from(world.mair, world, **{**what, **({"row_id": row.pk} if what["kind"] == "row" else {})})
    assert "promise_late" in before and "promise_late" not in kinds(world.mair)
    assert "promise_late" in kinds(world.geth_self)


def test_a_grant_that_ended_ends_the_news(world):
    build.grant(world.geth, world.stranger, ("care",), source=(source := build.uuid4()))
    promise(world.stranger, world, 1)
    assert kinds(world.stranger) == ["my_promise"]
    grants.end(person=world.geth, source=source, by=build.system())
    assert kinds(world.stranger) == []


def test_the_page_says_it_and_marks_it_and_takes_it_back(world, sign_in):
    make_late(promise(world.huw, world, 3, "Ffonio’r ysgol"))
    client = sign_in(world.huw)
    page = client.get("/notices/").content.decode()
    assert "Ffonio’r ysgol" in page and "2 days late" in page and "1 thing you have not read" in page
    key = queries.news_of(world.huw)[0].key
    page = client.post("/notices/read/", {"key": key}, follow=True).content.decode()
    assert "You have read all of it." in page and "Ffonio’r ysgol" in page
    page = client.post("/notices/unread/", follow=True).content.decode()
    assert "1 thing you have not read" in page
    client.post("/notices/read/")
    assert Notice.objects.get(capacity_id=world.huw.capacity_id).read_at
    assert "You have read all of it." in client.get("/notices/").content.decode()
    assert "Nothing is new" in sign_in(world.stranger).get("/notices/").content.decode()


def test_nobody_marks_what_they_do_not_see(world):
    make_late(promise(world.huw, world, 3))
    key = queries.news_of(world.huw)[0].key
    assert actions.mark_read(by=world.stranger, keys=[key]) == [] and not Notice.objects.exists()


def test_the_page_asks_the_same_however_much_there_is(world, sign_in):
    client = sign_in(world.mair)

    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries_made:
            assert client.get("/notices/").status_code == 200
        return len(queries_made)

    plan.freeze_document(by=world.huw, person=world.geth, layout="one-page-profile", language="cy")
    promise(world.huw, world, 3)
    asked()
    few = asked()
    for number in range(12):
        promise(world.huw, world, 3, f"Thing {number}")
        plan.freeze_document(by=world.huw, person=world.geth, layout="one-page-profile", language="cy")
    assert asked() == few


def test_a_stand_in_is_told_of_late_promises_of_whom_they_stand_in_for_as_far_as_they_see_them(world):
    """Standing in lets nobody in: who does not see the story is told nothing of it."""
    make_late(promise(world.huw, world, 3))
    promise(world.huw, world, 1, "Still to come")
    nia, sees = build.worker("Nia Wyn", world.authority), build.worker("Sian Rees", world.authority)
    build.grant(world.geth, sees, ("care",))
    assert "promise_late" not in kinds(sees)
    for stand_in, told in ((sees, ["promise_late"]), (nia, [])):
        Absence.objects.all().delete()
        Absence.objects.create(
            capacity=capacity(world.huw), stand_in=capacity(stand_in), starts_on=clock.today(),
            created_by=world.huw.capacity_id,
        )  # fmt: skip
        assert [what for what in kinds(stand_in) if what != "new"] == told
    Absence.objects.update(ended_at=clock.now(), ended_by=world.huw.capacity_id)
    assert "promise_late" not in kinds(sees)
