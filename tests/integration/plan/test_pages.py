"""The plan's pages: what each reader sees, and that every write works without JavaScript."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from tests import build
from tests.ground import shared
from tests.integration.plan.conftest import say
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.plan import actions
from unstori.plan.models import Agreement, Need, Outcome, Rating, Review, Step, Support
from unstori.story.models import Entry

WHO = ("geth_self", "mair", "huw", "teacher")


@pytest.fixture
def go(world, sign_in):
    """Get or post a page of Geth's plan, as somebody."""

    def ask(who, page="", data=None, **more):
        client = sign_in(getattr(world, who))
        address = f"/p/{world.geth.reference}/plan/{page}"
        return client.post(address, data, **more) if data is not None else client.get(address, **more)

    return ask


@shared
def full(world, outcome):
    """A plan with something of everything."""
    actions.add_step(
        by=world.mair,
        outcome=outcome,
        what="A new lamp",
        who="Mair",
        by_when=clock.today() - timedelta(days=2),
    )
    for what, comes, section in (
        ("Melatonin clinic", "service", "health"),
        ("Knows every bus", "strength", "about_me"),
    ):
        actions.add_support(
            by=world.huw,
            person=world.geth,
            section=section,
            what=what,
            who="x",
            comes_from=comes,
            outcome=outcome,
        )
    actions.add_support(
        by=world.huw, person=world.geth, section="care", what="Swimming", who="Club", comes_from="community"
    )
    actions.add_need(by=world.huw, person=world.geth, section="care", words="A ramp", eligible=True)
    settled = actions.add_need(by=world.huw, person=world.geth, section="care", words="A taxi")
    actions.give_reason(by=world.huw, need=settled, why="School does it")
    actions.rate(by=world.geth_self, outcome=outcome, rater="self", going=6)
    actions.rate(
        by=world.teacher,
        outcome=outcome,
        rater="professional",
        going=9,
        basis="observed",
        person_present=True,
    )
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(days=20))
    version = actions.put_forward(by=world.huw, person=world.geth)
    actions.agree(by=world.teacher, version=version, verdict="disagrees", reasons="Too late at night")
    actions.add_step(by=world.mair, outcome=outcome, what="A blind", who="Mair")
    return outcome


def test_a_child_who_decides_nothing_says_how_it_is_going(world, sign_in):
    ianto = build.person(name="Ianto Lloyd", called="Ianto")
    himself, grandmother = build.self_of(ianto), build.family("Glenys", ianto, "grandmother")
    build.grant(ianto, world.huw)
    build.grant(ianto, himself, permission=Permission.SEE)
    build.grant(ianto, grandmother, permission=Permission.SEE)
    outcome = actions.add_outcome(
        by=world.huw, person=ianto, section="learning", words="I choose", statements=[]
    )
    page = f"/p/{ianto.reference}/plan/outcome/{outcome.pk}/"
    browser = sign_in(himself)
    assert f"{page}rate/" in browser.get(page).content.decode()
    assert browser.post(f"{page}rate/", {"rater": "self", "going": "7"}).status_code == 302
    assert outcome.ratings.get().rater == "self"
    assert f"{page}change/" not in browser.get(page).content.decode()
    assert sign_in(grandmother).get(f"{page}rate/").status_code == 404


@pytest.mark.parametrize("who", WHO)
def test_index_shows_words_ratings_and_differences(go, full, who):
    page = go(who).content.decode()
    for said in (
        "I want to sleep in my own bed",
        "Dw i eisiau cysgu",
        "We see this differently",
        "2 days late",
        "Too late at night",
        "New step: A blind",
        "Geth",
        "Has not said yet",
    ):
        assert said in page
    assert ("Melatonin clinic" in page) == (who != "teacher")
    assert ("A ramp" in page) == (who != "teacher")
    assert page.index("Knows every bus") < page.index("Melatonin clinic") if who != "teacher" else True


def test_index_says_what_an_empty_plan_is_for(go, world):
    assert "There is no outcome yet" in go("mair").content.decode()
    assert "Does dim canlyniad eto" in go("mair", headers={"accept-language": "cy"}).content.decode()


PAGES = (
    "",
    "outcome/",
    "outcome/{o}/",
    "outcome/{o}/change/",
    "outcome/{o}/rate/",
    "outcome/{o}/step/",
    "outcome/{o}/support/",
    "support/",
    "support/{s}/",
    "need/",
    "need/{n}/",
    "agree/",
    "review/",
    "documents/",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_open_to_who_may_and_are_the_same_404_to_others(go, full, world, page, language):
    ids = {"o": full.pk, "s": Support.objects.first().pk, "n": Need.objects.first().pk}
    headers = {"accept-language": language}
    assert go("mair", page.format(**ids), headers=headers).status_code == 200
    for who in ("stranger", "former"):
        assert go(who, page.format(**ids), headers=headers).status_code == 404


@pytest.mark.parametrize("page", ["support/{s}/", "need/{n}/"])
def test_a_row_of_another_section_is_not_found(go, full, page):
    ids = {"s": Support.objects.get(section="health").pk, "n": Need.objects.first().pk}
    assert go("teacher", page.format(**ids)).status_code == 404


def test_pages_ask_the_same_number_of_questions_whatever_their_length(go, world, outcome, sign_in):
    client = sign_in(world.huw)

    def count(page):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/p/{world.geth.reference}/plan/{page}").status_code == 200
        return len(asked)

    def more():
        actions.rate(
            by=world.huw, outcome=outcome, rater="professional", going=3, basis="asked", person_present=True
        )
        one = actions.add_outcome(
            by=world.huw,
            person=world.geth,
            section="what_matters",
            words="x",
            statements=[say(world, "y").pk],
        )
        actions.rate(
            by=world.huw, outcome=one, rater="professional", going=3, basis="asked", person_present=True
        )
        actions.add_step(by=world.huw, outcome=one, what="x", who="y")
        actions.add_support(
            by=world.huw,
            person=world.geth,
            section="care",
            what="x",
            who="y",
            comes_from="service",
            outcome=one,
            organisation=world.school,
        )
        actions.add_need(by=world.huw, person=world.geth, section="care", words="z")

    pages = ("", f"outcome/{outcome.pk}/", "outcome/", "review/", "documents/", "agree/")
    more()
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today())
    version = actions.put_forward(by=world.huw, person=world.geth)
    actions.agree(by=world.mair, version=version, verdict="agrees")
    actions.freeze_document(by=world.huw, person=world.geth, layout="one-page-profile", language="en")
    count("")  # the first page of a session also notes that it is in use
    few = [count(page) for page in pages]
    for _ in range(29):
        more()
    actions.freeze_document(by=world.huw, person=world.geth, layout="one-page-profile", language="en")
    assert [count(page) for page in pages] == few
    assert few[0] < 40


def test_outcome_is_written_changed_and_ended_by_plain_forms(go, world, words):
    sent = {
        "words": "I want a dog",
        "language": "en",
        "section": "what_matters",
        "statements": [str(words.pk)],
        "domains": ["home"],
    }
    assert (
        "Answer: What I want, in my words" in go("mair", "outcome/", {**sent, "words": ""}).content.decode()
    )
    assert go("mair", "outcome/", sent).status_code == 302
    row = Outcome.objects.get()
    assert list(row.statements.all()) == [words] and row.domains == ["home"]
    page = f"outcome/{row.pk}/"
    go("mair", page + "change/", {**sent, "words": "I want a big dog", "version": 1})
    clash = go("huw", page + "change/", {**sent, "words": "I want a cat", "version": 1}).content.decode()
    for said in ("I want a big dog", "I want a cat", "Someone else changed this", 'value="2"', "Mair"):
        assert said in clash
    go("huw", page + "change/", {**sent, "words": "I want a dog and a cat", "version": 2})
    go("huw", page + "end/", {"state": "reached"})
    go("huw", page + "end/", {"state": "nonsense"})
    row.refresh_from_db()
    assert (row.words, row.state) == ("I want a dog and a cat", "reached")
    assert "I want a dog and a cat" in go("mair").content.decode()


def test_rating_with_numbers_and_with_faces(go, outcome):
    page = f"outcome/{outcome.pk}/rate/"
    faces = go("geth_self", page + "?easy=1").content.decode()
    assert "Very good" in faces and 'name="happy"' not in faces
    assert go("geth_self", page + "?easy=1", {"rater": "self", "going": "8"}).status_code == 302
    refused = go("mair", page, {"rater": "family", "going": "3"}).content.decode()
    assert "Say how you know" in refused
    assert (
        go(
            "mair",
            page,
            {"rater": "family", "going": "3", "happy": "2", "basis": "observed", "present": "yes"},
        ).status_code
        == 302
    )
    assert list(Rating.objects.order_by("created_at").values_list("going", "happy")) == [(8, None), (3, 2)]


def test_rating_asks_each_view_what_it_stands_on(go, outcome):
    page = f"outcome/{outcome.pk}/rate/"
    other = go("mair", page, {"rater": "family", "going": "3"}).content.decode()
    assert (
        "Say how you know." in other
        and "Say whether they were there" in other
        and "Say who helped" not in other
    )
    helped = go("mair", page, {"rater": "self_helped", "going": "3"}).content.decode()
    assert "Say who helped." in helped and "Say whether they were there" not in helped
    assert 'value="Mair' in go("mair", page).content.decode(), "whoever helps is who writes it down"


def test_steps_supports_and_needs_by_plain_forms(go, outcome):
    go(
        "mair",
        f"outcome/{outcome.pk}/step/",
        {"what": "Lamp", "who": "Mair", "by_when-day": "1", "by_when-month": "2", "by_when-year": "2030"},
    )
    step = Step.objects.get()
    go("mair", f"step/{step.pk}/done/", {})
    sent = {
        "status": "proposed",
        "comes_from": "community",
        "what": "Swimming",
        "who": "Club",
        "tier": "universal",
        "section": "care",
    }
    go("mair", f"outcome/{outcome.pk}/support/", sent)
    go("mair", "support/", {**sent, "what": "Choir"})
    row = Support.objects.get(what="Choir")
    go("huw", f"support/{row.pk}/", {"status": "started"})
    assert go("huw", f"support/{row.pk}/", {"status": "agreed"}).status_code == 200
    for words in ("Ramp", "Taxi"):
        go("huw", "need/", {"words": words, "section": "care", "eligible": "on"})
    ramp, taxi = Need.objects.order_by("created_at")
    assert go("huw", f"need/{ramp.pk}/", {}).status_code == 200
    go("huw", f"need/{ramp.pk}/", {"outcome": str(outcome.pk)})
    go("huw", f"need/{taxi.pk}/", {"why": "School does it"})
    for one in (step, row, ramp, taxi):
        one.refresh_from_db()
    assert step.done_at and row.status == "started"
    assert (ramp.outcome, taxi.no_outcome_why) == (outcome, "School does it")


def test_plan_is_put_forward_and_answered(go, world, outcome):
    assert go("mair", "agree/").status_code == 404
    go("huw", "put-forward/", {})
    page = go("teacher", "agree/").content.decode()
    assert "I want to sleep in my own bed" in page and "other people only" not in page
    assert "Say what you do not agree with" in go("mair", "agree/", {"verdict": "in_part"}).content.decode()
    go("mair", "agree/", {"verdict": "agrees"})
    assert Agreement.objects.get().verdict == "agrees"


def test_who_does_not_see_all_is_told_that_there_is_more(go, world, full):
    assert "shared with other people only" in go("teacher", "agree/").content.decode()
    assert "shared with other people only" not in go("mair", "agree/").content.decode()


def test_review_is_held_without_a_day_and_with_views(go, world, outcome):
    sent = {
        "hold": "1",
        "whose_1": "Geth",
        "working_1": "The lamp",
        "whose_2": "Huw Parry",
        "working_2": "He sleeps",
        "conclusion": "revised",
        "next_on-day": "1",
        "next_on-month": "2",
        "next_on-year": "2030",
    }
    no_day = {key: value for key, value in sent.items() if not key.startswith("next_on")}
    assert "Choose a day for the next review" in go("huw", "review/", no_day).content.decode()
    assert "Say whose view this is" in go("huw", "review/", {**sent, "whose_2": ""}).content.decode()
    assert go("huw", "review/", sent).status_code == 302
    assert (
        go(
            "huw",
            "review/",
            {"plan": "1", "plan-due_on-day": "3", "plan-due_on-month": "3", "plan-due_on-year": "2030"},
        ).status_code
        == 302
    )
    page = go("mair", "review/").content.decode()
    assert "The lamp" in page and "The plan changes" in page
    own, worker = page.index("The lamp"), page.index("He sleeps")
    assert "<blockquote" in page[own - 80 : own] and "<blockquote" not in page[worker - 80 : worker]
    assert Review.objects.get(held_at=None).due_on.isoformat() == "2030-03-03"


def test_signed_out_is_asked_to_sign_in(client, world):
    assert "/account/login" in client.get(f"/p/{world.geth.reference}/plan/")["Location"]


def test_who_only_sees_cannot_change(world, outcome, sign_in):
    aunt = build.family("Aunt", world.geth, "Aunt")
    build.grant(world.geth, aunt, ("what_matters",), permission=Permission.SEE)
    build.grant(world.geth, aunt, ("about_me",))
    page = f"/p/{world.geth.reference}/plan/outcome/{outcome.pk}/"
    assert "Say how it is going" not in sign_in(aunt).get(page).content.decode()
    assert sign_in(aunt).get(page + "rate/").status_code == 404
    assert sign_in(aunt).post(page + "end/", {"state": "stopped"}).status_code == 404


@pytest.mark.parametrize(("language", "begins"), [("en", "A new outcome"), ("cy", "Canlyniad newydd")])
def test_what_the_plan_says_of_itself_is_in_the_language_of_the_page(world, outcome, language, begins):
    with override(language):
        told = Entry.objects.get(event="outcome.added")
        assert told.headline == begins
    assert (told.words, told.language) == ("I want to sleep in my own bed", outcome.language)


def test_no_family_makes_a_need_eligible_by_a_tick(world, sign_in):
    address = reverse("plan:add_need", args=[world.geth.reference])
    sent = {"words": "A ramp", "section": "care", "eligible": "on"}
    assert "eligible" not in sign_in(world.mair).get(address).content.decode()
    sign_in(world.mair).post(address, sent)
    assert not Need.objects.get().eligible
    with pytest.raises(RuleBroken):
        actions.add_need(by=world.mair, person=world.geth, section="care", words="A lift", eligible=True)
    assert 'name="eligible"' in sign_in(world.huw).get(address).content.decode()
