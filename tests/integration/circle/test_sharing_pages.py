"""The pages on which somebody shares, asks, answers and stops."""

from tests import build
from tests.integration.circle.conftest import capacity
from tests.integration.circle.test_pages import MEMBER, at, opened_by
from unstori.access.models import AuditEvent, Draft
from unstori.access.rules import PRIVATE
from unstori.circle import actions, queries
from unstori.people.models import Capacity

SHARE = {"sections": ["learning", "about_me"], "permission": "1", "purpose": "So that school knows"}


def test_nobody_is_chosen_before_you_choose(circle, sign_in):
    browser, page = sign_in(circle.mair), at(circle, "share")
    assert '<option value="" selected>' in browser.get(page).content.decode().replace("\n", "")
    said = browser.post(page, {**SHARE, "holder": ""})
    assert said.status_code == 200 and "nhsuk-error-summary" in said.content.decode()
    member = browser.get(f"{page}?member={circle.nain.pk}").content.decode()
    assert '<option value="" selected>' not in member, "who came from a person's page has chosen"


def test_sharing_asking_answering_stopping(circle, sign_in):
    teacher = actions.add_member(
        by=circle.mair, person=circle.geth, kind="worker", name="Mrs Patel", relation="ALNCo",
        capacity=capacity(circle.teacher),
    )  # fmt: skip
    ask = {**SHARE, "holder": f"member:{teacher.pk}"}
    page = sign_in(circle.huw).post(at(circle, "share"), ask, follow=True).content.decode()
    assert "Asked. Whoever decides will see it." in page
    mair, school = sign_in(circle.mair), sign_in(circle.teacher)
    assert school.get(at(circle, "index")).status_code == 404
    page = mair.get(at(circle, "who_can_see")).content.decode()
    assert "Asked, and waiting" in page
    decision = queries.decisions_of(opened_by(circle.mair, circle), "asked")[0]
    page = mair.get(at(circle, "sharing", decision.pk)).content.decode()
    assert "Yes, share it" in page and "Stop sharing now" not in page
    page = mair.post(at(circle, "answer", decision.pk, "give"), {}, follow=True).content.decode()
    assert "Mrs Patel" in page
    assert school.get(at(circle, "index")).status_code == 200
    assert "with parental responsibility" in mair.get(at(circle, "member", teacher.pk)).content.decode()
    page = mair.post(at(circle, "answer", decision.pk, "give"), {}).content.decode()
    assert "already answered" in page
    mair.post(at(circle, "answer", decision.pk, "withdraw"), {})
    assert school.get(at(circle, "index")).status_code == 404
    page = mair.get(at(circle, "who_can_see")).content.decode()
    assert "What was decided before" in page and "Stopped" in page
    assert mair.post(at(circle, "answer", decision.pk, "nonsense"), {}).status_code == 404


def test_who_decides_shares_until_the_end_of_a_day(circle, sign_in):
    said = {**SHARE, "holder": f"organisation:{circle.place.pk}", "until-day": "1", "until-month": "5",
            "until-year": "2031"}  # fmt: skip
    page = sign_in(circle.mair).post(at(circle, "share"), said, follow=True).content.decode()
    assert "Shared." in page and "2 May 2031" in page
    page = sign_in(circle.mair).post(at(circle, "share"), {**said, "sections": [PRIVATE]}).content.decode()
    assert "There is a problem" in page


def test_disagreeing_needs_a_reason_and_is_shown(circle, sign_in):
    dewi = sign_in(circle.dewi)
    page = dewi.post(at(circle, "answer", circle.with_huw.pk, "dispute"), {}).content.decode()
    assert "There is a problem" in page
    dewi.post(at(circle, "answer", circle.with_huw.pk, "dispute"), {"why": "Too much"})
    page = dewi.get(at(circle, "who_can_see")).content.decode()
    assert "We do not agree yet" in page
    assert sign_in(circle.huw).get(at(circle, "index")).status_code == 200, "a dispute suspends nothing"


def test_a_worker_gives_up_what_they_see(circle, sign_in):
    browser = sign_in(circle.huw)
    assert browser.post(at(circle, "answer", circle.with_huw.pk, "withdraw"), {}).url == "/"
    assert browser.get(at(circle, "index")).status_code == 404


def test_sharing_to_keep_safe_says_why(circle, sign_in):
    browser = sign_in(circle.huw)
    said = {**SHARE, "holder": f"organisation:{circle.place.pk}", "why": "Enquiry", "family_told": "no"}
    assert "Say why the person and family" in browser.post(at(circle, "share_by_duty"), said).content.decode()
    page = browser.post(at(circle, "share_by_duty"), {**said, "not_told_why": "Danger"}, follow=True)
    assert "written down why" in page.content.decode()
    build.grant(circle.geth, circle.teacher, ("about_me",))
    assert sign_in(circle.teacher).get(at(circle, "share_by_duty")).status_code == 404
    advocate = build.family("Nan", circle.geth)
    build.grant(circle.geth, advocate)
    assert sign_in(advocate).get(at(circle, "share_by_duty")).status_code == 404
    assert sign_in(advocate).get(at(circle, "ability", circle.with_huw.pk)).status_code == 404


def test_an_ability_is_written_down_for_one_decision(circle, sign_in):
    asked = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.nain, sections=["learning"], purpose="Homework"
    )
    said = {"able": "yes", "reasons": "He told me what it means.", "help_given": "Pictures"}
    page = sign_in(circle.huw).post(at(circle, "ability", asked.pk), said, follow=True).content.decode()
    assert "Able to make this decision" in page
    page = sign_in(circle.me).get(at(circle, "sharing", asked.pk)).content.decode()
    assert "Yes, share it" in page
    assert "Yes, share it" not in sign_in(circle.mair).get(at(circle, "sharing", asked.pk)).content.decode()


def test_a_page_opened_before_and_sent_after_keeps_every_word(circle, sign_in):
    browser = sign_in(circle.huw)
    assert browser.get(at(circle, "add")).status_code == 200
    actions.withdraw(by=circle.mair, decision=circle.with_huw)
    page = browser.post(at(circle, "add"), {**MEMBER, "relation": "The neighbour with the red gate"})
    assert page.status_code == 404 and "The neighbour with the red gate" in page.content.decode()
    kept = Draft.objects.get(user_id=circle.huw.user_id)
    assert kept.fields["relation"] == "The neighbour with the red gate"
    assert AuditEvent.objects.filter(action="refused", person_id=circle.geth.pk).exists()


def test_who_can_see_says_each_person_once(circle, sign_in):
    for sections in (["learning"], ["about_me"]):
        actions.share(
            by=circle.mair, person=circle.geth, holder=circle.place, sections=sections, purpose="To help"
        )
    page = sign_in(circle.mair).get(at(circle, "who_can_see")).content.decode()
    cards = page.split('<li class="card sharing">')[1:]
    named = [card.split("<h3>")[1].split("</h3>")[0] for card in cards]
    assert len(named) == len(set(named))
    place = next(card for card in cards if f"<h3>{circle.place.name}</h3>" in card)
    assert place.count("More, or stop sharing") == 2
    own = [card for card in cards if "It is their own story" in card]
    assert len(own) == 1 and own[0] == cards[0], "their own card comes first"


def test_who_decided_is_the_law_or_oneself_and_never_unstori(circle, sign_in):
    page = sign_in(circle.mair).get(at(circle, "who_can_see")).text
    assert "The law or a court decided this: with parental responsibility. Open here since" in page
    assert "Decided by Unstori" not in page
    assert "It is my own story." in sign_in(circle.me).get(at(circle, "who_can_see")).text


def test_sharing_says_how_many_a_whole_organisation_is(circle, sign_in):
    page = sign_in(circle.mair).get(at(circle, "share")).text
    number = Capacity.objects.filter(organisation=circle.place).count()
    assert f"Everybody at {circle.place.name} (who work there now: {number})" in page
    assert "lets everybody who works there see it" in page
