"""Who governs finds nothing of their own family on any list: somebody else handles it, and the page says so."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from unstori.access.actions import glass, withholding
from unstori.access.models import GlassBreak
from unstori.access.queries.safety import glass_breaks_for
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.governance.actions import erasing
from unstori.people.models import Capacity

WHY = "He was found alone at night in town."
LEFT_OUT = "What is about you or your own family is left out here"
PAGES = (
    "governance:desk",
    "governance:records",
    "governance:withheld",
    "governance:unasked",
    "access:glass_breaks",
)


@pytest.fixture
def near(run):
    """A lead who is the uncle of Geth, about whom everything waits that can wait."""
    geth, today = run.world.geth, clock.today()
    account = build.user("Dafydd")
    build._actor(account, kind="family", person=geth, role="uncle")
    glass.break_glass(by=run.world.stranger, person=geth, reason=WHY)
    kept = Capacity.objects.get(pk=run.world.teacher.capacity_id)
    withholding.withhold(by=run.governance, person=geth, kind="section", section="health", withheld_from=kept,
                         reason="A court has said so.", review_on=today + timedelta(5), ends_on=today + timedelta(90))  # fmt: skip
    circle.share_by_duty(by=run.world.huw, person=geth, holder=run.team, sections=["care"], purpose=WHY, why=WHY,
                         family_told=False, not_told_why=WHY)  # fmt: skip
    return build._actor(account, kind="governance", organisation=run.world.authority)


def test_the_lists_leave_them_out_and_say_that_somebody_else_handles_it(run, near, sign_in):
    geth, theirs, others = run.world.geth, sign_in(near), sign_in(run.governance)
    erasing.ask(
        by=run.governance, reference=geth.reference, reason="Asked for in writing.", typed=geth.reference
    )
    for name in PAGES:
        page, full = theirs.get(reverse(name)).content.decode(), others.get(reverse(name)).content.decode()
        assert LEFT_OUT in page and geth.reference not in page and WHY not in page, name
        assert LEFT_OUT not in full, name
    assert geth.reference in others.get(reverse("governance:records")).content.decode()
    assert WHY in others.get(reverse("access:glass_breaks")).content.decode()
    assert "None waits for a review." in theirs.get(reverse("governance:desk")).content.decode()


def test_nobody_reviews_what_was_opened_of_their_own_family(run, near, sign_in):
    broken = GlassBreak.objects.get()
    assert sign_in(near).get(reverse("access:review_glass", args=[broken.pk])).status_code == 404
    with pytest.raises(Exception, match="not found"):
        glass.review(by=near, glass_break_id=broken.pk, words="It was right to look.")
    glass.review(by=run.governance, glass_break_id=broken.pk, words="It was right to look.")


def test_of_what_is_kept_from_a_lead_no_list_speaks_and_none_says_why(run, sign_in):
    geth, today = run.world.geth, clock.today()
    lead = build._actor(build.user("Eleri"), kind="governance", organisation=run.world.authority)
    glass.break_glass(by=run.world.stranger, person=geth, reason=WHY)
    assert glass_breaks_for(lead).count() == 1
    held = Capacity.objects.get(pk=lead.capacity_id)
    withholding.withhold(by=run.governance, person=geth, kind="address", withheld_from=held, reason="A court has said so.",
                         review_on=today + timedelta(5), ends_on=today + timedelta(90))  # fmt: skip
    for name in PAGES:
        page = sign_in(lead).get(reverse(name)).content.decode()
        assert LEFT_OUT not in page and WHY not in page and geth.reference not in page


@pytest.mark.parametrize("who", ["unvouched", "administrator"])
def test_who_does_not_govern_reviews_nothing(run, who):
    glass.break_glass(by=run.world.stranger, person=run.world.geth, reason=WHY)
    kind = "administrator" if who == "administrator" else "governance"
    by = build._actor(
        build.user("X"), kind=kind, organisation=run.world.authority, vouched=who != "unvouched"
    )
    assert not glass_breaks_for(by).exists()
