"""The desk of information governance, what is kept from whom, and the register of sharing agreements."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from unstori.access.actions import glass, refusals, withholding
from unstori.access.door import NotFound
from unstori.access.models import GlassBreak, Withholding
from unstori.access.rules import Permission
from unstori.circle import actions as circle
from unstori.circle.actions import protocols
from unstori.circle.actions.states import write_given
from unstori.circle.models import Protocol, SharingDecision
from unstori.circle.queries.protocols import covering
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity

WHY = "The court ordered that she must not see it."


def hold(run, who, **more):
    said = {"kind": "section", "section": "health", "reason": WHY, "review_on": clock.today() + timedelta(5),
            "ends_on": clock.today() + timedelta(90), **more}  # fmt: skip
    held = Capacity.objects.get(pk=who.capacity_id)
    return withholding.withhold(by=run.governance, person=run.world.geth, withheld_from=held, **said)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def agreement(run, **more):
    today = clock.today()
    said = {"reference": "ISP 7", "name_en": "Learning together", "name_cy": "Dysgu gyda’n gilydd", "purpose_en": "Learning",
            "purpose_cy": "Dysgu", "sections": ["learning", "about_me"], "data_basis": "public_task",
            "confidence_basis": "direct_care", "link": "", "valid_from": today, "valid_until": None,
            "review_on": today + timedelta(30), "parties": [run.world.authority, run.world.school], **more}  # fmt: skip
    return protocols.keep_protocol(by=said.pop("by", run.governance), **said)


def test_the_desk_says_what_waits_and_what_is_late(run, sign_in):
    geth = run.world.geth
    broken = glass.break_glass(by=run.world.stranger, person=geth, reason="He was found alone at night.")
    GlassBreak.objects.filter(pk=broken.pk).update(created_at=clock.now() - timedelta(9))
    held = hold(run, run.world.mair)
    Withholding.objects.filter(pk=held.pk).update(review_on=clock.today() - timedelta(1))
    for _number in range(10):
        refusals.record(by=run.ffion, error=NotFound(reference="x", permission=Permission.SEE))
    build.worker("Guest", run.world.school, vouched=False)
    page = sign_in(run.governance).get(reverse("governance:desk")).content.decode()
    for said in ("1 waits for a review; 1 of them longer than 7 days", "the review is late", "Ffion Jones", "10 times",
                 "Ysgol y Bryn: nobody has confirmed 1 person yet", reverse("access:review_glass", args=[broken.pk])):  # fmt: skip
        assert said in page
    for by in (run.admin, run.world.huw, run.world.mair):
        assert sign_in(by).get(reverse("governance:desk")).status_code == 404


def test_the_desk_asks_as_much_for_one_as_for_many(run, sign_in, django_assert_max_num_queries):
    client = sign_in(run.governance)
    for who in (run.world.mair, run.world.huw, run.ffion):
        hold(run, who)
    for name, most in (("desk", 20), ("withheld", 14), ("unasked", 14), ("agreements", 14)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(f"governance:{name}")).status_code == 200


def test_what_is_kept_is_renewed_or_lifted_and_nothing_shows_to_whom_it_is_kept_from(run, sign_in):
    held, father = hold(run, run.world.mair), build.user("Dafydd")
    own = hold(run, build._actor(father, kind="family", person=run.world.geth))
    near = sign_in(build._actor(father, kind="governance", organisation=run.world.authority))
    page = near.get(reverse("governance:withheld")).content.decode()
    for one in (held, own):  # another decides in the matters of one's own family
        assert reverse("governance:renew", args=[one.pk]) not in page
        assert near.get(reverse("governance:renew", args=[one.pk])).status_code == 404
    client = sign_in(run.governance)
    page = client.get(reverse("governance:withheld")).content.decode()
    assert reverse("governance:renew", args=[held.pk]) in page
    today = clock.today()
    sent = {
        "reason": WHY,
        **day("review_on", today + timedelta(60)),
        **day("ends_on", today + timedelta(500)),
    }
    assert (
        "more than a year" in client.post(reverse("governance:renew", args=[held.pk]), sent).content.decode()
    )
    held.refresh_from_db()
    assert held.ended_at is None
    client.post(
        reverse("governance:renew", args=[held.pk]), {**sent, **day("ends_on", today + timedelta(200))}
    )
    held.refresh_from_db()
    new = Withholding.objects.get(withheld_from_id=run.world.mair.capacity_id, ended_at__isnull=True)
    assert held.ended_at and new.review_on == today + timedelta(60) and new.section == "health"
    client.post(reverse("governance:lift", args=[new.pk]))
    new.refresh_from_db()
    assert new.ended_at
    assert sign_in(run.world.huw).post(reverse("governance:lift", args=[own.pk])).status_code == 404


def test_what_is_shared_without_consent_says_why_and_whether_the_family_knows(run, sign_in):
    said = {"by": run.world.huw, "person": run.world.geth, "holder": run.team, "sections": ["care"],
            "purpose": "To keep him safe"}  # fmt: skip
    circle.share_by_duty(**said, why="He was hurt", family_told=False, not_told_why="It would warn them")
    write_given(**{**said, "by": build.system(), "permission": Permission.SEE}, decided_as="self")
    page = sign_in(run.governance).get(reverse("governance:unasked")).content.decode()
    assert (
        "It would warn them" in page and "He was hurt" in page and page.count(run.world.geth.reference) == 1
    )
    assert (
        "1 time something is shared"
        in sign_in(run.governance).get(reverse("governance:desk")).content.decode()
    )
    elsewhere = build._actor(build.user("Bob"), kind="governance", organisation=run.world.school)
    assert (
        run.world.geth.reference not in sign_in(elsewhere).get(reverse("governance:unasked")).content.decode()
    )


def test_an_agreement_is_kept_by_a_party_and_read_by_everybody(run, sign_in, client):
    lead, today = sign_in(run.governance), clock.today()
    sent = {"reference": "ISP 9", "name_en": "Sleep", "name_cy": "Cwsg", "purpose_en": "To sleep", "purpose_cy": "I gysgu",
            "parties": [str(run.world.authority.pk)], "sections": ["health"], "data_basis": "public_task",
            "confidence_basis": "direct_care", **day("valid_from", today), **day("review_on", today + timedelta(400))}  # fmt: skip
    assert "two organisations" in lead.post(reverse("governance:agreement_add"), sent).content.decode()
    sent["parties"].append(str(run.world.school.pk))
    lead.post(reverse("governance:agreement_add"), sent)
    row = Protocol.objects.get()
    shown = client.get(reverse("asked:agreements"))
    assert shown.status_code == 200 and "To sleep" in shown.content.decode()
    assert "already" in lead.post(reverse("governance:agreement_add"), sent).content.decode()
    later = {**sent, **day("valid_until", today + timedelta(500)), "name_en": "Sleep better"}
    lead.post(reverse("governance:agreement", args=[row.pk]), later)
    row.refresh_from_db()
    assert row.name_en == "Sleep better" and row.reference == "ISP 9" and row.changed_by
    outside = build._actor(build.user("Bob"), kind="governance", organisation=build.organisation("Elsewhere"))
    assert sign_in(outside).get(reverse("governance:agreement", args=[row.pk])).status_code == 404
    with pytest.raises(RuleBroken):
        agreement(run, by=outside)
    with pytest.raises(NotFound):
        agreement(run, by=run.admin)


def test_what_runs_out_is_seen_in_time(run, sign_in):
    agreement(run)
    assert (
        "1 of them must be looked at again soon"
        in sign_in(run.governance).get(reverse("governance:desk")).content.decode()
    )
    agreement(
        run,
        reference="ISP 8",
        valid_from=clock.today() - timedelta(9),
        review_on=clock.today() - timedelta(2),
    )
    assert (
        "Should have been looked at again"
        in sign_in(run.governance).get(reverse("governance:agreements")).content.decode()
    )
    over = agreement(run, reference="ISP 0", valid_from=clock.today() - timedelta(9), review_on=clock.today() - timedelta(3),
                     valid_until=clock.today() - timedelta(1))  # fmt: skip
    assert over not in covering(run.world.authority.pk, run.world.school.pk)


def test_the_form_offers_what_covers_both_and_refuses_what_does_not(run, sign_in):
    agreement(run)
    page, worker = reverse("circle:share", args=[run.world.geth.reference]), sign_in(run.world.huw)
    assert "Learning together" in worker.get(page).content.decode()
    sent = {"holder": f"organisation:{run.world.school.pk}", "sections": ["health"], "permission": "1",
            "purpose": "To learn", "protocol": "ISP 7"}  # fmt: skip
    assert (
        "does not cover" in worker.post(page, sent).content.decode() and not SharingDecision.objects.exists()
    )
    worker.post(page, {**sent, "sections": ["learning"]})
    assert SharingDecision.objects.get().protocol == "ISP 7"
    mother = sign_in(run.world.mair)
    assert "Learning together" not in mother.get(page).content.decode()
    mother.post(page, {**sent, "sections": ["about_me"], "protocol": ""})
    made = SharingDecision.objects.order_by("-pk").first()
    assert made.protocol == "ISP 7"
    shown = mother.get(reverse("circle:sharing", args=[run.world.geth.reference, made.pk])).content.decode()
    assert "Learning together (ISP 7)" in shown
