"""What families say of an entry: heard without an account, answered, and shown only when a keeper has read it."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.directory import saying
from unstori.directory.actions import visits
from unstori.directory.actions import voice as actions
from unstori.directory.models import Entry, Reply, Report, Review, ReviewText, Visit, VisitAnswer
from unstori.directory.queries import voice as queries
from unstori.story.models import Entry as StoryEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_came_before():
    cache.clear()


@pytest.fixture
def entry(world):
    """Run by Gwynedd, which is an organisation here."""
    feed = directory.feed_at(by=build.system(), address="/feeds/voice.json")
    directory.take_entries(by=build.system(), feed=feed, coming=[directory.Coming(hsds.service(1))])
    found = Entry.objects.get()
    found.provider.organisation = world.authority
    found.provider.save()
    return found


def administrator(place, name="Lowri Ellis", kind="administrator"):
    return build._actor(build.user(name, is_demo=True), kind=kind, organisation=place)


@pytest.fixture
def keeper():
    return administrator(build.organisation("Cyngor arall"), "Nia Keeper", "steward")


@pytest.fixture
def own(world):
    return administrator(world.authority)


def wrong(entry):
    return reverse("voice:wrong", args=[entry.hsds_id])


def report(entry, client=None, **said):
    given = {"parts": ["phone"], "words": "It is 029 2018 0001.", "website": ""} | said
    return (client or Client()).post(wrong(entry), given)


# This is wrong


def test_anybody_says_what_is_wrong_and_finds_the_answer_by_a_code(entry, own, sign_in):
    client = Client()
    assert "Something here is wrong" in client.get(f"/services/{entry.hsds_id}/").content.decode()
    sent = report(entry, client)
    assert sent.status_code == 303
    page = client.get(sent["Location"])
    code = re.search(r'class="code">([^<]+)<', page.content.decode()).group(1)
    assert "no-store" in page["Cache-Control"] and "By " in page.content.decode()
    row = Report.objects.get()
    assert row.author is None and row.parts == ["phone"] and code not in str(row.__dict__)
    sign_in(own).post(reverse("voice:report", args=[row.pk]), {"look": "1"})
    found = client.post(reverse("voice:code"), {"code": code.upper().replace("-", " ")})
    assert (
        found.status_code == 303
        and "Somebody is looking at it" in client.get(found["Location"]).content.decode()
    )
    answered = {"outcome": "mended", "words": "Diolch! Wedi’i newid.", "language": "cy"}
    assert sign_in(own).post(reverse("voice:report", args=[row.pk]), answered).status_code == 302
    page = Client().get(found["Location"]).content.decode()
    assert "Diolch! Wedi’i newid." in page and "It is mended" in page and '<p lang="cy">' in page
    row.refresh_from_db()
    assert row.kept_until < clock.now() + timedelta(days=91)
    done = list(AuditEvent.objects.filter(action__startswith="report.").values_list("action", flat=True))
    assert sorted(done) == ["report.answer", "report.look", "report.make"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"parts": []}, "What is wrong?"),
        ({"parts": ["nothing"]}, "There is a problem"),
        ({"parts": ["other"], "words": " "}, "Say in a few words"),
        ({"words": "x" * 2001}, "There is a problem"),
        ({"website": "https://spam.example"}, "Empty this box"),
    ],
)
def test_what_is_not_said_well_is_asked_again_and_nothing_is_kept(entry, said, words):
    page = report(entry, **said)
    assert page.status_code == 200 and words in page.content.decode() and not Report.objects.exists()


def test_too_much_from_one_place_waits_and_keeps_what_was_typed(entry):
    assert [report(entry).status_code for _ in range(5)] == [303] * 5
    late = report(entry, words="The sixth.")
    assert late.status_code == 429 and "The sixth." in late.content.decode() and Report.objects.count() == 5


def test_too_much_about_one_entry_waits(entry, monkeypatch):
    for _ in range(saying.number("about_one_entry_a_day")):
        actions.report(by=build.system(), entry=entry, parts=["phone"])
    assert "Many have told us" in report(entry).content.decode()


def test_an_unknown_code_opens_nothing(entry):
    report(entry)
    assert Client().get(reverse("voice:said", args=["aaaa-bbbb-cccc"])).status_code == 404
    page = Client().post(reverse("voice:code"), {"code": "aaaa-bbbb-cccc"}).content.decode()
    assert "We do not know this code" in page


def test_whoever_is_signed_in_finds_theirs_and_nobody_elses(entry, world, sign_in):
    report(entry, sign_in(world.mair))
    row = Report.objects.get()
    assert row.author_id == world.mair.capacity_id
    page = sign_in(world.mair).get(reverse("voice:mine")).content.decode()
    assert "The telephone number" in page
    assert (
        "029 2018 0001" in sign_in(world.mair).get(reverse("voice:my_report", args=[row.pk])).content.decode()
    )
    assert sign_in(world.huw).get(reverse("voice:my_report", args=[row.pk])).status_code == 404
    assert not StoryEntry.objects.exists()


def test_a_report_waits_with_the_organisation_and_goes_up_when_late(entry, own, keeper, world):
    actions.report(by=build.system(), entry=entry, parts=["phone"])
    assert queries.reports_for(own).count() == 1
    assert queries.reports_for(keeper).count() == 0 and queries.reports_elsewhere(keeper) == 1
    Report.objects.update(due_on=clock.today() - timedelta(1))
    assert queries.reports_for(keeper).count() == 1 and queries.reports_elsewhere(keeper) == 0
    Report.objects.update(due_on=clock.today() + timedelta(1))
    entry.provider.organisation = None
    entry.provider.save()
    assert queries.reports_for(keeper).count() == 1


def test_only_who_answers_for_it_answers(entry, world, keeper, own):
    row, _code = actions.report(by=build.system(), entry=entry, parts=["phone"])
    for stranger in (world.mair, world.huw, world.stranger, world.geth_self):
        with pytest.raises(RuleBroken):
            actions.answer_report(by=stranger, report=row, outcome="mended")
        with pytest.raises(RuleBroken):
            actions.look_at_report(by=stranger, report=row)
        assert queries.report(stranger, row.pk) is None and not queries.hears(stranger)
    with pytest.raises(RuleBroken, match="Say why"):
        actions.answer_report(by=own, report=row, outcome="unchanged")
    actions.answer_report(by=keeper, report=row, outcome="unchanged", because="right")
    with pytest.raises(RuleBroken, match="already"):
        actions.answer_report(by=own, report=row, outcome="mended")


def test_pages_of_hearing_are_closed_to_families(entry, world, sign_in):
    row, _code = actions.report(by=build.system(), entry=entry, parts=["phone"])
    for address in (
        reverse("voice:waiting"),
        reverse("voice:report", args=[row.pk]),
        reverse("voice:visitors"),
    ):
        assert sign_in(world.mair).get(address).status_code == 404
        assert Client().get(address).status_code == 302


# Reviews

SAID = {
    "good": "Roedd pawb yn garedig.",
    "better": "A quiet room.",
    "again": "yes",
    "as_whom": "parent_carer",
}


def review(world, entry, by=None, **said):
    return actions.write_review(by=by or world.mair, entry=entry, **(SAID | said))


def page_of(entry):
    return Client().get(f"/services/{entry.hsds_id}/").content.decode()


def test_a_review_is_shown_when_a_keeper_has_read_it_and_never_by_name(entry, world, keeper, sign_in):
    client = sign_in(world.mair)
    sent = client.post(reverse("voice:review", args=[entry.hsds_id]), SAID | {"language": "cy"})
    assert sent.status_code == 302 and "Roedd pawb" not in page_of(entry)
    row = Review.objects.get()
    heard = sign_in(keeper)
    assert "Roedd pawb" in heard.get(reverse("voice:heard_review", args=[row.pk])).content.decode()
    heard.post(reverse("voice:heard_review", args=[row.pk]), {"show": "1"})
    page = page_of(entry)
    assert "Roedd pawb yn garedig." in page and "A parent or carer" in page and 'lang="cy"' in page
    assert "Mair" not in page and "would go again" not in page
    assert not StoryEntry.objects.exists()


def test_the_organisation_never_decides_what_is_said_of_it(entry, world, own, sign_in):
    row = review(world, entry)
    for by in (own, world.huw, world.stranger, world.mair):
        with pytest.raises(RuleBroken):
            actions.show(by=by, said=row)
        with pytest.raises(RuleBroken):
            actions.send_back(by=by, said=row, because=["name"])
    assert queries.review(own, row.pk) is None and not queries.to_decide(Review, own).exists()
    assert sign_in(own).get(reverse("voice:heard_review", args=[row.pk])).status_code == 404


def test_it_goes_back_with_a_kind_reason_and_the_words_are_kept(entry, world, keeper, sign_in):
    row = review(world, entry, good="Mrs Jones was great, ring 029 2018 0001.")
    page = sign_in(keeper).get(reverse("voice:heard_review", args=[row.pk])).content.decode()
    assert "There may be somebody’s name in it." in page and "There may be a telephone number in it." in page
    sign_in(keeper).post(reverse("voice:heard_review", args=[row.pk]), {"back": "1", "because": ["name"]})
    mine = sign_in(world.mair).get(reverse("voice:review", args=[entry.hsds_id])).content.decode()
    assert "It names somebody." in mine and "Mrs Jones was great" in mine
    review(world, entry, good="The teacher was great.")
    assert Review.objects.get().state == "waiting" and ReviewText.objects.count() == 2
    actions.show(by=keeper, said=row)
    assert "The teacher was great." in page_of(entry) and "Mrs Jones" not in page_of(entry)
    actions.send_back(by=keeper, said=row, because=["known"])
    assert "The teacher was great." not in page_of(entry)


@pytest.mark.parametrize(
    "said", [{"good": " ", "better": ""}, {"as_whom": "worker"}, {"again": "10"}, {"good": "x" * 2001}]
)
def test_a_review_that_says_nothing_or_too_much_is_not_kept(entry, world, said):
    with pytest.raises(RuleBroken):
        review(world, entry, **said)
    assert not Review.objects.exists()


def test_who_works_there_writes_no_review_of_it(entry, world, own):
    for by in (world.huw, own):
        with pytest.raises(RuleBroken, match="work there"):
            review(world, entry, by=by, as_whom="worker")


def test_taken_back_its_words_are_gone(entry, world, keeper, own, sign_in):
    row = review(world, entry)
    actions.show(by=keeper, said=row)
    actions.reply(by=own, to=row, words="Diolch.")
    with pytest.raises(RuleBroken):
        actions.withdraw(by=world.huw, said=row)
    sign_in(world.mair).post(reverse("voice:withdraw", args=[entry.hsds_id]))
    assert (
        "Roedd pawb" not in page_of(entry) and not ReviewText.objects.exists() and not Reply.objects.exists()
    )
    review(world, entry)
    assert Review.objects.count() == 2


def test_the_organisation_answers_once_and_a_keeper_reads_it_first(entry, world, own, keeper, sign_in):
    row = review(world, entry)
    with pytest.raises(RuleBroken):
        actions.reply(by=own, to=row, words="Too soon.")
    actions.show(by=keeper, said=row)
    address = reverse("voice:heard_review", args=[row.pk])
    assert (
        sign_in(own)
        .post(address, {"answer": "1", "words": "Mae ystafell dawel nawr.", "language": "cy"})
        .status_code
        == 302
    )
    assert "ystafell dawel" not in page_of(entry)
    with pytest.raises(RuleBroken, match="already"):
        actions.reply(by=own, to=row, words="Again.")
    with pytest.raises(RuleBroken):
        actions.reply(by=world.stranger, to=row, words="Not ours.")
    said = Reply.objects.get()
    sign_in(keeper).post(reverse("voice:heard_reply", args=[said.pk]), {"show": "1"})
    assert "Mae ystafell dawel nawr." in page_of(entry) and "Gwynedd answers" in page_of(entry)


def test_opinions_are_added_up_only_when_there_are_enough(entry, world, keeper):
    for number in range(5):
        assert "would go again" not in page_of(entry)
        by = build.family(f"Parent {number}", world.geth)
        actions.show(by=keeper, said=review(world, entry, by=by, again="yes" if number < 4 else "no"))
    assert "4 of 5 would go again." in page_of(entry)


# Visits


@pytest.fixture
def visitor(world, keeper):
    link, _code = visits.invite_visitors(by=keeper, organisation=world.school)
    visits.become_visitor(by=world.geth_self, link=link)
    return world.geth_self


def begun(entry, visitor):
    return visits.begin_visit(by=visitor, entry=entry, kind="shopper", happened_on=clock.today())


def test_a_visit_from_the_invitation_to_the_page(entry, world, keeper, own, sign_in):
    made = (
        sign_in(keeper)
        .post(reverse("voice:visitors"), {"organisation": str(world.school.pk)})
        .content.decode()
    )
    link = re.search(r"/services/visits/join/[\w-]+/", made).group()
    me = sign_in(world.geth_self)
    assert me.post(link).status_code == 302
    assert "I visited" in me.get(f"/services/{entry.hsds_id}/").content.decode()
    today = clock.today()
    day = {"happened_on-day": today.day, "happened_on-month": today.month, "happened_on-year": today.year}
    address = me.post(reverse("voice:begin_visit", args=[entry.hsds_id]), day | {"kind": "shopper"})[
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
    assert row.state == "waiting" and "Tried by visitors" not in page_of(entry)
    with pytest.raises(RuleBroken, match="still has time"):
        visits.show_visit(by=keeper, visit=row)
    heard = reverse("voice:heard_visit", args=[row.pk])
    assert (
        sign_in(own).post(heard, {"answer": "1", "words": "Thank you.", "language": "en"}).status_code == 302
    )
    actions.decide_reply(by=keeper, reply=Reply.objects.get())
    sign_in(keeper).post(heard, {"show": "1"})
    page = page_of(entry)
    assert "Tried by visitors" in page and "Were people kind?" in page and "Thank you." in page
    assert "Geth" not in page and "Ysgol y Bryn" in page


def test_the_organisation_has_its_days_and_no_more(entry, visitor, keeper):
    row = begun(entry, visitor)
    visits.answer_visit(by=visitor, visit=row, question="door", choice="bad", words="")
    visits.send_visit(by=visitor, visit=row)
    Visit.objects.update(sent_at=clock.now() - timedelta(days=saying.number("reply_within_days")))
    visits.show_visit(by=keeper, visit=row)
    assert Visit.objects.get().state == "shown"


def test_only_visitors_visit_and_not_where_they_work(entry, world, visitor, keeper):
    for by in (world.mair, world.huw, keeper):
        with pytest.raises(RuleBroken):
            begun(entry, by)
    link, _code = visits.invite_visitors(by=keeper, organisation=world.school)
    visits.become_visitor(by=world.huw, link=link)
    with pytest.raises(RuleBroken):
        begun(entry, world.huw)
    with pytest.raises(RuleBroken):
        visits.become_visitor(by=keeper, link=link)
    with pytest.raises(RuleBroken):
        visits.invite_visitors(by=world.mair, organisation=world.school)
    with pytest.raises(RuleBroken, match="not here yet"):
        visits.begin_visit(by=visitor, entry=entry, kind="audit", happened_on=clock.today() + timedelta(1))


def test_nobody_else_reads_or_changes_a_visit_before_it_is_shown(entry, world, visitor, own, sign_in):
    row = begun(entry, visitor)
    for by in (world.mair, world.huw):
        with pytest.raises(RuleBroken):
            visits.answer_visit(by=by, visit=row, question="door", choice="good", words="")
        assert sign_in(by).get(reverse("voice:question", args=[row.pk, "door"])).status_code == 404
    assert queries.visit(own, row.pk) is None
    with pytest.raises(RuleBroken, match="at least one"):
        visits.send_visit(by=visitor, visit=row)
    with pytest.raises(RuleBroken):
        visits.answer_visit(by=visitor, visit=row, question="door", choice="yes", words="")
    visits.answer_visit(by=visitor, visit=row, question="door", choice="good", words="")
    visits.answer_visit(by=visitor, visit=row, question="door", choice="", words="")
    assert not VisitAnswer.objects.exists()


def test_a_visit_is_taken_back_with_all_that_was_found(entry, visitor, sign_in):
    row = begun(entry, visitor)
    visits.answer_visit(by=visitor, visit=row, question="door", choice="good", words="Hawdd.")
    sign_in(visitor).post(reverse("voice:withdraw_visit", args=[row.pk]))
    assert not VisitAnswer.objects.exists() and Visit.objects.get().state == "withdrawn"


def test_who_visits_no_more_begins_none(entry, visitor, keeper, sign_in):
    held = queries.visitors().get()
    sign_in(keeper).post(reverse("voice:end_visitor", args=[held.pk]))
    with pytest.raises(RuleBroken):
        begun(entry, visitor)


def test_as_many_questions_to_the_database_for_many_as_for_few(
    entry, world, keeper, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(client, address):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    counts = []
    for round in range(2):
        for number in range(3):
            by = build.family(f"P{round}{number}", world.geth)
            row = review(world, entry, by=by)
            actions.report(by=build.system(), entry=entry, parts=["phone"])
            if number:
                actions.show(by=keeper, said=row)
        counts.append(cost(Client(), f"/services/{entry.hsds_id}/"))
    assert counts[0] == counts[1]
