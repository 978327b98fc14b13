"""How it was for people: shown when a keeper from elsewhere has read it, and theirs to take back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.core.errors import RuleBroken
from unstori.directory.actions import voice as actions
from unstori.directory.models import Reply, Review, ReviewText
from unstori.directory.queries import voice as queries
from unstori.story.models import Entry as StoryEntry

pytestmark = pytest.mark.django_db

SAID = {
    "good": "Roedd pawb yn garedig.",
    "better": "A quiet room.",
    "again": "yes",
    "as_whom": "parent_carer",
}


def review(world, run_by, by=None, **said):
    return actions.write_review(by=by or world.mair, entry=run_by, **(SAID | said))


def page_of(run_by):
    return Client().get(f"/services/{run_by.hsds_id}/").content.decode()


def test_a_review_is_shown_when_a_keeper_has_read_it_and_never_by_name(run_by, world, elsewhere, sign_in):
    client = sign_in(world.mair)
    sent = client.post(reverse("voice:review", args=[run_by.hsds_id]), SAID | {"language": "cy"})
    assert sent.status_code == 302 and "Roedd pawb" not in page_of(run_by)
    row = Review.objects.get()
    heard = sign_in(elsewhere)
    assert "Roedd pawb" in heard.get(reverse("voice:heard_review", args=[row.pk])).content.decode()
    heard.post(reverse("voice:heard_review", args=[row.pk]), {"show": "1"})
    page = page_of(run_by)
    assert "Roedd pawb yn garedig." in page and "A parent or carer" in page and 'lang="cy"' in page
    assert "Mair" not in page and "would go again" not in page
    assert not StoryEntry.objects.exists()


def test_what_was_written_while_a_keeper_read_is_not_shown_unread(run_by, world, elsewhere, sign_in):
    row, heard = review(world, run_by), sign_in(elsewhere)
    address = reverse("voice:heard_review", args=[row.pk])

    def press():
        page = heard.get(address).content.decode()
        return {"show": "1", "read": re.search(r'name="read" value="([^"]+)"', page)[1]}

    stale = press()
    review(world, run_by, good="Dylan Jones of 4 High Street was there.")
    said = heard.post(address, stale, follow=True).content.decode()
    assert "It was written again while you read it." in said and "Dylan Jones" not in page_of(run_by)
    heard.post(address, press())
    assert Review.objects.get().state == "shown"


def test_the_organisation_never_decides_what_is_said_of_it(run_by, world, there, sign_in):
    row = review(world, run_by)
    for by in (there, world.huw, world.stranger, world.mair):
        with pytest.raises(RuleBroken):
            actions.show(by=by, said=row)
        with pytest.raises(RuleBroken):
            actions.send_back(by=by, said=row, because=["name"])
    assert queries.review(there, row.pk) is None and not queries.to_decide(Review, there).exists()
    assert sign_in(there).get(reverse("voice:heard_review", args=[row.pk])).status_code == 404


def test_it_goes_back_with_a_kind_reason_and_the_words_are_kept(run_by, world, elsewhere, sign_in):
    row = review(world, run_by, good="Mrs Jones was great, ring 029 2018 0001.")
    page = sign_in(elsewhere).get(reverse("voice:heard_review", args=[row.pk])).content.decode()
    assert "There may be somebody’s name in it." in page and "There may be a telephone number in it." in page
    sign_in(elsewhere).post(reverse("voice:heard_review", args=[row.pk]), {"back": "1", "because": ["name"]})
    mine = sign_in(world.mair).get(reverse("voice:review", args=[run_by.hsds_id])).content.decode()
    assert "It names somebody." in mine and "Mrs Jones was great" in mine
    review(world, run_by, good="The teacher was great.")
    assert Review.objects.get().state == "waiting" and ReviewText.objects.count() == 2
    actions.show(by=elsewhere, said=row)
    assert "The teacher was great." in page_of(run_by) and "Mrs Jones" not in page_of(run_by)
    actions.send_back(by=elsewhere, said=row, because=["known"])
    assert "The teacher was great." not in page_of(run_by)


@pytest.mark.parametrize(
    "said", [{"good": " ", "better": ""}, {"as_whom": "worker"}, {"again": "10"}, {"good": "x" * 2001}]
)
def test_a_review_that_says_nothing_or_too_much_is_not_kept(run_by, world, said):
    with pytest.raises(RuleBroken):
        review(world, run_by, **said)
    assert not Review.objects.exists()


def test_who_works_there_writes_no_review_of_it(run_by, world, there):
    for by in (world.huw, there):
        with pytest.raises(RuleBroken, match="work there"):
            review(world, run_by, by=by, as_whom="worker")


def test_taken_back_its_words_are_gone(run_by, world, elsewhere, there, sign_in):
    row = review(world, run_by)
    actions.show(by=elsewhere, said=row)
    actions.reply(by=there, to=row, words="Diolch.")
    with pytest.raises(RuleBroken):
        actions.withdraw(by=world.huw, said=row)
    sign_in(world.mair).post(reverse("voice:withdraw", args=[run_by.hsds_id]))
    assert (
        "Roedd pawb" not in page_of(run_by) and not ReviewText.objects.exists() and not Reply.objects.exists()
    )
    review(world, run_by)
    assert Review.objects.count() == 2


def test_the_organisation_answers_once_and_a_keeper_reads_it_first(run_by, world, there, elsewhere, sign_in):
    row = review(world, run_by)
    with pytest.raises(RuleBroken):
        actions.reply(by=there, to=row, words="Too soon.")
    actions.show(by=elsewhere, said=row)
    address = reverse("voice:heard_review", args=[row.pk])
    assert (
        sign_in(there)
        .post(address, {"answer": "1", "words": "Mae ystafell dawel nawr.", "language": "cy"})
        .status_code
        == 302
    )
    assert "ystafell dawel" not in page_of(run_by)
    with pytest.raises(RuleBroken, match="already"):
        actions.reply(by=there, to=row, words="Again.")
    with pytest.raises(RuleBroken):
        actions.reply(by=world.stranger, to=row, words="Not ours.")
    said = Reply.objects.get()
    sign_in(elsewhere).post(reverse("voice:heard_reply", args=[said.pk]), {"show": "1"})
    assert "Mae ystafell dawel nawr." in page_of(run_by) and "Gwynedd answers" in page_of(run_by)


def test_opinions_are_added_up_only_when_there_are_enough(run_by, world, elsewhere):
    for number in range(5):
        assert "would go again" not in page_of(run_by)
        by = build.family(f"Parent {number}", world.geth)
        actions.show(by=elsewhere, said=review(world, run_by, by=by, again="yes" if number < 4 else "no"))
    assert "4 of 5 would go again." in page_of(run_by)


def test_as_many_questions_to_the_database_for_many_as_for_few(run_by, world, elsewhere):
    def cost(client, address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    counts = []
    for round in range(2):
        for number in range(3):
            by = build.family(f"P{round}{number}", world.geth)
            row = review(world, run_by, by=by)
            actions.report(by=build.system(), entry=run_by, parts=["phone"])
            if number:
                actions.show(by=elsewhere, said=row)
        counts.append(cost(Client(), f"/services/{run_by.hsds_id}/"))
    assert counts[0] == counts[1]
