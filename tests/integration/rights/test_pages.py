"""The pages: what one is entitled to, disagreeing, and help for everybody."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.integration.circle.conftest import capacity
from tests.integration.plan.test_documents import inside
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan import actions as plan
from unstori.rights import actions
from unstori.rights.models import Asking, Disagreement, Offer, OfferNews
from unstori.story.models import Promise


def at(circle, name, *more):
    return reverse(f"rights:{name}", args=[circle.geth.reference, *more])


def text(response):
    return response.content.decode()


def test_what_nobody_has_offered_is_said_and_can_be_asked_for(circle, sign_in):
    client = sign_in(circle.mair)
    page = text(client.get(at(circle, "index")))
    assert "Nobody has offered this yet" in page and at(circle, "ask", "carers_assessment") in page
    assert at(circle, "offer", "advocacy") not in page
    asked = client.post(
        at(circle, "ask", "carers_assessment"), {"words": "I do not sleep", "owner": circle.huw.capacity_id}
    )
    assert asked.status_code == 302 and Asking.objects.get().words == "I do not sleep"
    assert Promise.objects.get().owner_id == circle.huw.capacity_id
    page = text(client.get(at(circle, "index")))
    assert "I do not sleep" in page and "Huw Parry" in page
    assert at(circle, "ask", "carers_assessment") not in page


def test_a_worker_sees_what_is_not_offered_and_writes_down_an_offer_with_its_answer(circle, sign_in):
    client = sign_in(circle.huw)
    page = text(client.get(at(circle, "index")))
    assert "Not offered yet:" in page and "Ask for this" not in page
    day, said = (
        clock.today(),
        {"format": "spoken", "answer": "declined", "answer_words": "We have a friend who helps"},
    )
    when = {"offered_on-day": day.day, "offered_on-month": day.month, "offered_on-year": day.year}
    sent = client.post(at(circle, "offer", "advocacy"), {"to": circle.nain.pk, **when, **said})
    assert sent.status_code == 302
    row = Offer.objects.get()
    assert row.to_name == "Nain" and OfferNews.objects.get().words == "We have a friend who helps"
    page = text(client.get(at(circle, "offered", row.pk)))
    assert "We have a friend who helps" in page and 'value="accepted"' in page


def test_a_no_without_a_reason_changes_nothing_and_keeps_what_was_typed(circle, sign_in):
    day = clock.today()
    when = {"offered_on-day": day.day, "offered_on-month": day.month, "offered_on-year": day.year}
    sent = sign_in(circle.huw).post(
        at(circle, "offer", "advocacy"),
        {"to": circle.geth.pk, **when, "format": "spoken", "answer": "declined", "words": "On the phone"},
    )
    assert sent.status_code == 200 and "On the phone" in text(sent) and "Say it in a sentence" in text(sent)
    assert not Offer.objects.exists() and not OfferNews.objects.exists()


def test_disagreeing_beside_the_plan_answering_and_settling(circle, swimming, sign_in):
    mair, huw = sign_in(circle.mair), sign_in(circle.huw)
    page = text(mair.get(at(circle, "disagree") + f"?about={swimming.pk}"))
    assert "Swimming" in page and "What was agreed goes on." in page
    sent = mair.post(
        at(circle, "disagree") + f"?about={swimming.pk}",
        {"words": "Two hours, not one.", "route": "care", "owner": circle.huw.capacity_id, "who_sees": "all"},
    )
    row = Disagreement.objects.get()
    assert sent["Location"] == at(circle, "disagreement", row.pk) and row.row_id == swimming.pk
    thread = text(mair.get(sent["Location"]))
    assert "Two hours, not one." in thread and at(circle, "turn", row.pk, "settled") in thread
    assert at(circle, "turn", row.pk, "answer") not in thread
    plan_page = text(huw.get(f"/p/{circle.geth.reference}/plan/"))
    assert at(circle, "disagreement", row.pk) in plan_page
    assert at(circle, "turn", row.pk, "settled") not in text(huw.get(at(circle, "disagreement", row.pk)))
    assert huw.post(at(circle, "turn", row.pk, "settled"), {"words": "Fine"}).status_code == 404
    assert huw.post(at(circle, "turn", row.pk, "answer"), {"words": "From May it is two."}).status_code == 302
    assert "From May it is two." in text(mair.get(at(circle, "disagreement", row.pk)))
    assert mair.post(at(circle, "turn", row.pk, "step"), {"step": "complaint"}).status_code == 302
    assert mair.post(at(circle, "turn", row.pk, "settled"), {"words": ""}).status_code == 200
    assert mair.post(at(circle, "turn", row.pk, "settled"), {"words": "Two hours"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "settled" and row.step == "complaint"


def test_a_time_limit_is_a_day_with_its_source(circle, sign_in):
    letter = clock.today() - timedelta(7)
    row = actions.disagree(
        by=circle.mair, person=circle.geth, words="He needs it", about="The letter", route="learning",
        decided_on=letter, owner=capacity(circle.huw),
    )  # fmt: skip
    page = text(sign_in(circle.mair).get(at(circle, "disagreement", row.pk)))
    until = letter + timedelta(weeks=8)
    assert f"You can do this until {until.day} {until:%B} {until.year}." in page
    assert "Education Tribunal for Wales Regulations 2021" in page


def test_in_england_the_day_follows_the_certificate(circle, sign_in):
    Person.objects.filter(pk=circle.geth.pk).update(jurisdiction="england")
    circle.geth.refresh_from_db()
    row = actions.disagree(
        by=circle.mair, person=circle.geth, words="He needs it", about="The letter", route="learning",
        decided_on=clock.today() - timedelta(59), owner=capacity(circle.huw),
    )  # fmt: skip
    client, day = sign_in(circle.mair), clock.today()
    sent = client.post(
        at(circle, "turn", row.pk, "certificate"),
        {"day-day": day.day, "day-month": day.month, "day-year": day.year},
    )
    assert sent.status_code == 302
    until = day.replace(day=28) + timedelta(days=10)  # some day of the next month
    page = text(client.get(at(circle, "disagreement", row.pk)))
    assert "You can do this until" in page and f"{until:%B}" in page


def test_whom_it_is_about_finds_no_trace_of_what_is_kept_from_them(circle, with_teacher, sign_in):
    row = actions.disagree(
        by=circle.mair, person=circle.geth, words="Huw was rude to Geth", about="The visit",
        owner=capacity(circle.teacher), only_us=True,
    )  # fmt: skip
    for actor, sees in ((circle.huw, False), (circle.dewi, False), (circle.teacher, True), (circle.me, True)):
        client = sign_in(actor)
        assert (client.get(at(circle, "disagreement", row.pk)).status_code == 200) is sees
        for page in (
            at(circle, "disagreements"),
            f"/p/{circle.geth.reference}/plan/",
            f"/p/{circle.geth.reference}/story/",
        ):
            assert ("The visit" in text(client.get(page)) or "Huw was rude" in text(client.get(page))) is (
                sees and (actor is circle.me or not page.endswith("story/"))
            )


def test_a_party_who_says_no_is_led_to_where_somebody_must_answer(circle, sign_in):
    version = plan.put_forward(by=circle.huw, person=circle.geth)
    client = sign_in(circle.mair)
    sent = client.post(
        f"/p/{circle.geth.reference}/plan/agree/",
        {"verdict": "disagrees", "reasons": "Too few hours for him"},
    )
    assert sent["Location"] == at(circle, "disagree") + f"?about={version.pk}"
    page = text(client.get(sent["Location"]))
    assert "Too few hours for him" in page and "The plan, version 1" in page


def test_a_stranger_and_a_row_that_is_not_there_are_alike(circle, swimming, sign_in):
    row = actions.disagree(by=circle.mair, person=circle.geth, words="No", row_id=swimming.pk, owner=None)
    client = sign_in(circle.stranger)
    for page in (at(circle, "index"), at(circle, "disagree"), at(circle, "disagreement", row.pk)):
        assert client.get(page).status_code == 404
    assert sign_in(circle.mair).get(at(circle, "disagree") + f"?about={circle.geth.pk}").status_code == 404
    assert sign_in(circle.mair).get(at(circle, "disagree") + "?about=x").status_code == 404


def asks(client, page) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_pages_ask_the_database_a_fixed_number_of_times(circle, swimming, sign_in):
    client = sign_in(circle.mair)

    def more():
        row = actions.offer(by=circle.huw, person=circle.geth, kind="advocacy")
        actions.answer_offer(by=circle.mair, offer=row, what="accepted")
        actions.ask_for(by=circle.mair, person=circle.geth, kind="assessment", owner=capacity(circle.huw))
        made = actions.disagree(
            by=circle.mair, person=circle.geth, words="No", row_id=swimming.pk, owner=capacity(circle.huw)
        )
        actions.disagree(
            by=circle.mair, person=circle.geth, words="No", about="x", owner=capacity(circle.huw)
        )
        actions.answer(by=circle.huw, disagreement=made, words="Yes")
        return made

    row = more()
    pages = [
        at(circle, "index"),
        at(circle, "disagreements"),
        at(circle, "disagreement", row.pk),
        f"/p/{circle.geth.reference}/plan/",
    ]
    before = [asks(client, page) for page in pages]
    for _n in range(3):
        actions.say_more(by=circle.mair, disagreement=more(), words="More")
    actions.say_more(by=circle.mair, disagreement=row, words="More")
    assert [asks(client, page) for page in pages] == before


@pytest.mark.parametrize("language", ["en", "cy"])
def test_help_is_for_everybody_in_every_way(client, db, language):
    client.cookies["django_language"] = language
    for where in ("wales", "england", "nowhere"):
        page = text(client.get(reverse("rights:help"), {"in": where}))
        other = {"en": ">Cymraeg</button>", "cy": ">English</button>"}[language]
        assert other in page and ">Polski</a>" in page
        assert "999" in page and "0800 1111" in page and f'lang="{language}"' in page
    easy = text(client.get(reverse("rights:help_easy")))
    assert easy.count("ui/symbols/") > 10 and "data-aloud" in easy
    polish = text(client.get(reverse("rights:help_in", args=["pl"])))
    assert 'lang="pl" dir="ltr"' in polish and "zadzwoń" in polish
    assert client.get(reverse("rights:help_in", args=["xx"])).status_code == 404
    assert client.get(reverse("rights:help_paper", args=["xx"])).status_code == 404


@pytest.mark.parametrize("key", ["plain", "easy"])
def test_help_on_paper_is_tagged_and_in_its_language(client, db, key, caplog):
    client.cookies["django_language"] = "cy"
    made = client.get(reverse("rights:help_paper", args=[key]))
    assert made["Content-Type"] == "application/pdf"
    opened = inside(made.content)
    assert opened.startswith(b"%PDF") and b"/StructTreeRoot" in opened and re.search(rb"/Lang\s*\(cy", opened)
    assert not [line for line in caplog.messages if "Failed to load" in line]


def test_help_leads_from_every_page(circle, client, sign_in):
    assert reverse("rights:help") in text(client.get("/"))
    assert reverse("rights:help") in text(sign_in(circle.mair).get(f"/p/{circle.geth.reference}/"))
    more = text(sign_in(circle.mair).get(f"/p/{circle.geth.reference}/more/"))
    assert at(circle, "index") in more and at(circle, "disagreements") in more


def test_who_must_answer_finds_it_on_their_first_page(circle, sign_in):
    client, words = sign_in(circle.huw), "You must answer somebody who disagrees"
    assert words not in text(client.get("/"))
    row = actions.disagree(
        by=circle.mair,
        person=circle.geth,
        words="No",
        about="The letter",
        owner=capacity(circle.huw),
        only_us=True,
    )
    assert words in text(client.get("/"))
    actions.answer(by=circle.huw, disagreement=row, words="I see")
    assert words not in text(client.get("/"))


def test_the_day_on_the_letter_can_be_said_later(circle, sign_in):
    row = actions.disagree(
        by=circle.mair,
        person=circle.geth,
        words="No",
        about="The letter",
        route="learning",
        owner=capacity(circle.huw),
    )
    client, page = sign_in(circle.mair), at(circle, "disagreement", row.pk)
    assert "which is not written here" in text(client.get(page))
    sent = client.post(
        at(circle, "turn", row.pk, "letter"), {"day-day": 1, "day-month": 10, "day-year": 2020}
    )
    assert sent.status_code == 302
    shown = text(client.get(page))
    assert (
        "The time for this ended on 26 November 2020." in shown and "which is not written here" not in shown
    )
    assert sign_in(circle.huw).get(at(circle, "turn", row.pk, "letter")).status_code == 404


def test_one_answers_an_offer_and_does_not_ask_for_what_goes_on(circle, sign_in):
    row = actions.offer(by=circle.huw, person=circle.geth, kind="advocacy")
    client = sign_in(circle.mair)
    page = text(client.get(at(circle, "index")))
    assert "Say yes or no" in page and at(circle, "ask", "advocacy") not in page
    day = clock.today()
    when = {"happened_on-day": day.day, "happened_on-month": day.month, "happened_on-year": day.year}
    client.post(at(circle, "offered", row.pk), {"what": "declined", "words": "Not now", **when})
    assert OfferNews.objects.get().what == "declined"
    page = text(client.get(at(circle, "index")))
    assert "Say yes or no" not in page and at(circle, "ask", "advocacy") in page


def test_a_carer_says_no_without_a_reason_and_knows_who_would_read_one(circle, sign_in):
    row = actions.offer(by=circle.huw, person=circle.geth, kind="carers_assessment", to=circle.mair_here)
    page = at(circle, "offered", row.pk)
    said = "The person you care for, and everybody who sees this part of the story, reads it."
    assert said in sign_in(circle.mair).get(page).content.decode()
    assert said not in sign_in(circle.huw).get(page).content.decode()
    assert said in sign_in(circle.mair).get(at(circle, "ask", "young_carers_assessment")).content.decode()
    day = {
        "happened_on-day": clock.today().day,
        "happened_on-month": clock.today().month,
        "happened_on-year": clock.today().year,
    }
    assert sign_in(circle.mair).post(page, {"what": "declined", "words": "", **day}).status_code == 302
    assert OfferNews.objects.get().what == "declined"


@pytest.mark.parametrize(
    ("where", "there", "elsewhere"),
    [("wales", "Live Fear Free", "0808 2000 247"), ("england", "0808 2000 247", "Live Fear Free")],
)
def test_whom_to_call_answers_where_one_lives(client, db, where, there, elsewhere):
    text = client.get(reverse("rights:help"), {"in": where}).content.decode()
    assert there in text and elsewhere not in text and "0800 1111" in text


def test_what_was_asked_for_and_nobody_holds_can_be_said_to_be_held_by_nobody(circle, sign_in):
    row = actions.ask_for(by=circle.mair, person=circle.geth, kind="carers_assessment")
    client = sign_in(circle.mair)
    say = f"{reverse('holding:say', args=[circle.geth.reference])}?about={row.pk}"
    assert say in text(client.get(at(circle, "index")))
    assert "A carer’s assessment" in text(client.get(say))
    assert say not in text(sign_in(circle.huw).get(at(circle, "index")))


def test_the_person_reads_first_what_is_for_them(circle, sign_in):
    page = text(sign_in(circle.me).get(at(circle, "index")))
    own, fold = page.index('id="advocacy"'), page.index("For those who care for me")
    assert own < fold < page.index('id="carers_assessment"')
    assert "For those who care for me" not in text(sign_in(circle.mair).get(at(circle, "index")))
