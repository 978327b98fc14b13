"""What a care and support plan must hold beside outcomes: direct payments, and what an enquiry concluded."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from tests import build
from tests.integration.plan.conftest import say
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.plan import actions, queries, wording
from unstori.plan.models import DirectPayment, Enquiry, Support

LAYOUT = "care-and-support-plan-wales"


@pytest.fixture
def need(world):
    return actions.add_need(
        by=world.huw, person=world.geth, section="care", words="Somebody at night", eligible=True
    )


def pay(world, need, **more):
    said = {"amount": Decimal("120.50"), "every": "week", "needs": [need.pk], **more}
    return actions.add_payment(by=world.huw, person=world.geth, **said)


def block(world, id, by=None):
    made = actions.freeze_document(by=by or world.mair, person=world.geth, layout=LAYOUT, language="en")
    return made, next(one for one in made.content["blocks"] if one["id"] == id)


def test_what_is_not_known_is_said_and_not_left_out(world):
    welsh = actions.freeze_document(by=world.mair, person=world.geth, layout=LAYOUT, language="cy")
    for id, words in (("direct_payments", "No direct payment"), ("enquiry", "No conclusion of an enquiry")):
        assert words in block(world, id)[1]["nothing"]
    assert [one["id"] for one in welsh.content["blocks"] if not one["items"] and not one["nothing"]] == []
    assert "daliad uniongyrchol" in str(welsh.content)


def test_nothing_known_is_read_on_the_page_in_the_language_of_the_document(world, sign_in):
    made = actions.freeze_document(by=world.mair, person=world.geth, layout=LAYOUT, language="cy")
    page = sign_in(world.mair).get(f"/p/{world.geth.reference}/plan/documents/{made.pk}/").content.decode()
    assert "am unrhyw daliad uniongyrchol" in page.replace("&#39;", "'")


def test_a_direct_payment_stands_in_the_plan_with_its_needs(world, need):
    payment = pay(world, need, starts_on=clock.today())
    made, held = block(world, "direct_payments")
    [item] = held["items"]
    assert item["heading"] == "£120.50 every week" and ["For", "Somebody at night"] in item["lines"]
    assert {str(payment.pk), str(need.pk)} <= set(made.content["sources"])
    assert {"money", "care"} <= set(made.sections_used)
    actions.end_payment(by=world.huw, payment=payment)
    assert block(world, "direct_payments")[1]["items"] == []


def test_who_does_not_see_money_neither_sees_nor_adds_a_payment(world, need, sign_in):
    pay(world, need)
    client, page = sign_in(world.teacher), f"/p/{world.geth.reference}/plan/"
    assert "£120.50" not in client.get(page).content.decode()
    assert client.get(page + "payment/").status_code == 404
    with pytest.raises(Http404):
        actions.add_payment(
            by=world.teacher, person=world.geth, needs=[need.pk], amount=Decimal(1), every="week"
        )
    assert block(world, "direct_payments", by=world.teacher)[1]["items"] == []


def test_a_need_kept_from_its_writer_is_no_need_to_pay_for(world, need):
    accountant = build.worker("Ann", world.authority)
    build.grant(world.geth, accountant, ("money",))
    with pytest.raises(RuleBroken):
        actions.add_payment(
            by=accountant, person=world.geth, needs=[need.pk], amount=Decimal(1), every="week"
        )


def test_payments_are_put_to_everybody_with_the_plan(world, need):
    pay(world, need)
    version = actions.put_forward(by=world.huw, person=world.geth)
    [part] = [one for one in version.content["parts"] if one["kind"] == "payment"]
    assert part["amount"] == "120.50" and part["section"] == "money"


def test_payment_pages(world, need, sign_in):
    client, page = sign_in(world.huw), f"/p/{world.geth.reference}/plan/"
    assert "No direct payment is written down" in client.get(page).content.decode()
    wrong = client.post(page + "payment/", {"needs": [str(need.pk)], "amount": "0", "every": "week"})
    assert wrong.status_code == 200 and "Say how much it is" in wrong.content.decode()
    sent = client.post(page + "payment/", {"needs": [str(need.pk)], "amount": "60", "every": "month"})
    assert sent.status_code == 302
    shown = client.get(page).content.decode()
    assert "£60.00 every month" in shown and "This is paid no longer" in shown
    payment = DirectPayment.objects.get()
    assert client.post(f"{page}payment/{payment.pk}/end/").status_code == 302
    assert "This is paid no longer" not in client.get(page).content.decode()


def test_an_enquiry_and_its_conclusion(world, sign_in):
    client, page = sign_in(world.huw), f"/p/{world.geth.reference}/plan/"
    today = clock.today()
    day = {"began_on-day": today.day, "began_on-month": today.month, "began_on-year": today.year}
    assert client.post(page + "enquiry/", {"kind": "child_protection", **day}).status_code == 302
    enquiry = Enquiry.objects.get()
    assert block(world, "enquiry")[1]["items"] == [], "one that goes on is no part of the plan"
    assert "It has no conclusion yet" in client.get(page).content.decode()
    ended = {key.replace("began", "concluded"): value for key, value in day.items()}
    address = f"{page}enquiry/{enquiry.pk}/"
    assert client.post(address, {**ended, "conclusion": "Geth is safe at home"}).status_code == 302
    made, held = block(world, "enquiry")
    assert held["items"][0]["text"] == "Geth is safe at home" and "safeguarding" in made.sections_used
    again = client.post(address, {**ended, "conclusion": "Not"})
    assert "has its conclusion" in again.content.decode()
    assert sign_in(world.teacher).get(address).status_code == 404
    assert "Geth is safe" not in sign_in(world.teacher).get(page).content.decode()


def test_the_family_reads_an_enquiry_and_writes_none(world, sign_in):
    client, page, today = sign_in(world.mair), f"/p/{world.geth.reference}/plan/", clock.today()
    heading = "Enquiries into whether I am safe"
    assert heading not in client.get(page).content.decode()
    day = {"began_on-day": today.day, "began_on-month": today.month, "began_on-year": today.year}
    said = client.post(page + "enquiry/", {"kind": "child_protection", **day}).content.decode()
    assert "by the workers who make them" in said and not Enquiry.objects.exists()
    enquiry = actions.add_enquiry(by=world.huw, person=world.geth, kind="child_protection", began_on=today)
    shown = client.get(page).content.decode()
    assert heading in shown and f"/enquiry/{enquiry.pk}/" not in shown
    with pytest.raises(RuleBroken):
        actions.conclude_enquiry(by=world.mair, enquiry=enquiry, concluded_on=today, conclusion="All is well")


def test_every_change_is_said_in_words(world, need):
    payment = pay(world, need)
    actions.end_payment(by=world.huw, payment=payment)
    today = clock.today()
    enquiry = actions.add_enquiry(by=world.huw, person=world.geth, kind="adult_at_risk", began_on=today)
    actions.conclude_enquiry(by=world.huw, enquiry=enquiry, concluded_on=today, conclusion="Safe")
    from unstori.access.door import open_person

    opened = open_person(world.mair, world.geth.reference)
    said = [wording.change_sentence(one) for one in queries.changes_since(opened, None)]
    for words in (
        "New direct payment: £120.50",
        "A direct payment ends",
        "An enquiry began: An adult at risk",
        "An enquiry concluded: Safe",
    ):
        assert any(words in line for line in said), words


def test_words_of_another_part_of_the_story_make_the_document_need_that_part(world):
    said = say(world, "Mae fy mhen yn brifo", section="health")
    actions.add_need(
        by=world.huw, person=world.geth, section="care", words="Tablets", eligible=True, statement=said.pk
    )
    made, held = block(world, "needs")
    assert "Mae fy mhen" in str(held) and "health" in made.sections_used


def test_the_plan_says_how_progress_is_followed_and_where_it_began(world, outcome):
    actions.rate(by=world.geth_self, outcome=outcome, rater="self", going=3)
    said = str(block(world, "progress")[1])
    assert "This is not settled yet" in said and "At the start" in said
    actions.edit_outcome(by=world.huw, outcome=outcome, version=1, followed_how="Mair asks him on Sundays")
    assert "Mair asks him on Sundays" in str(block(world, "progress")[1])


def test_the_authoritys_actions_are_told_from_others(world):
    more = {"person": world.geth, "section": "care", "comes_from": "service"}
    actions.add_support(by=world.huw, what="Respite", who="Huw", organisation=world.authority, **more)
    actions.add_support(by=world.huw, what="Club", who="Ann", place="Clwb y Bryn", **more)
    lines = {item["heading"]: item["lines"] for item in block(world, "actions")[1]["items"]}
    assert ["Whose action", "The authority"] in lines["Respite"]
    assert ["Whose action", "A service"] in lines["Club"] and ["Who", "Ann, Clwb y Bryn"] in lines["Club"]


def support_of(world, sign_in, **more):
    said = {"comes_from": "service", "what": "Respite", "who": "Ann", "tier": "universal", "section": "care"}
    return sign_in(world.huw).post(
        f"/p/{world.geth.reference}/plan/support/", {**said, "status": "waiting", **more}
    )


def test_support_is_given_by_an_organisation_of_the_directory_or_one_in_words(world, sign_in):
    day = clock.today()
    start = {"starts_on-day": day.day, "starts_on-month": day.month, "starts_on-year": day.year}
    assert support_of(world, sign_in, organisation=str(world.school.pk), **start).status_code == 302
    assert support_of(world, sign_in, place="Clwb y Bryn").status_code == 302
    chosen, typed = Support.objects.order_by("created_at")
    assert (chosen.organisation, chosen.status, chosen.starts_on) == (world.school, "waiting", day)
    assert typed.organisation is None and typed.where == "Clwb y Bryn"
    page = sign_in(world.mair).get(f"/p/{world.geth.reference}/plan/").content.decode()
    assert "Ysgol y Bryn" in page and "Clwb y Bryn" in page and "Universal" in page


def test_support_cannot_end_before_it_starts_or_be_given_by_nobody_known(world, sign_in):
    first, last = clock.today(), clock.today() - timedelta(days=1)
    days = {
        f"{name}-{part}": getattr(day, part)
        for name, day in (("starts_on", first), ("ends_on", last))
        for part in ("day", "month", "year")
    }
    assert "It cannot end before it starts" in support_of(world, sign_in, **days).content.decode()
    assert support_of(world, sign_in, organisation="nowhere").status_code == 200
    assert not Support.objects.exists()


def test_a_plan_closes_with_reasons_each_outcome_and_what_is_still_needed(world, outcome, sign_in):
    page = f"/p/{world.geth.reference}/plan/review/"
    said = {"hold": "1", "whose_1": "Geth", "working_1": "All of it", "conclusion": "closed"}
    client = sign_in(world.huw)
    assert "say why, and how" in client.post(page, said).content.decode()
    said |= {"why": "He sleeps in his own bed", "met_otherwise": "School keeps the quiet room"}
    assert "each outcome how it went" in client.post(page, said).content.decode()
    actions.rate(by=world.geth_self, outcome=outcome, rater="self", going=9)
    assert client.post(page, said).status_code == 302
    assert "School keeps the quiet room" in client.get(page).content.decode()
    assert "He sleeps in his own bed" in str(block(world, "review")[1])
