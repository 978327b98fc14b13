"""Those who run it: somebody invited, somebody to vouch for, a second step, a hold, and an erasure that waits."""

from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests import build
from unstori.access.actions import holds, withholding
from unstori.access.rules import Actor
from unstori.circle.actions import protocols
from unstori.core import clock
from unstori.governance.actions import confirming, erasing, invitations, requests
from unstori.governance.queries.invitations import token_of
from unstori.people.models import Capacity
from unstori.story import actions as story

WHY = "Gofynnwyd am hyn yn ysgrifenedig ym mis Mai."


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    place = world.authority
    arwel, first, _second = (
        build._actor(build.user(name, is_demo=True), kind=kind, organisation=place)
        for name, kind in (
            ("Arwel Puw", "administrator"),
            ("Menna Clwyd", "governance"),
            ("Siwan", "governance"),
        )
    )
    made = invitations.invite(by=arwel, organisation=place, email="nia@example.org", name="Nia Wyn", kind="worker",
                              role="social_worker", language="cy")  # fmt: skip
    build.worker("Gwestai Rees", place, vouched=False)
    second = build._actor(build.user("Owain Huws", is_demo=True), kind="administrator", organisation=place)
    ask = {"organisation": place, "email": "lowri@example.org", "name": "Lowri Mai", "kind": "steward"}
    no = invitations.invite(by=arwel, **ask)
    confirming.refuse(by=second, invitation=no, why="Nid wyf yn adnabod Lowri Mai.")
    for by in (arwel, second):
        mine = {"email": f"{by.capacity_id.hex}@example.org", "name": "Lowri Mai", "language": "cy"}
        invitations.invite(by=by, **{**ask, **mine})
    TOTP.activate(build.account_of(world.former), generate_totp_secret())
    holds.place(by=first, reference=world.geth.reference, reason=WHY)
    ifor = build.person("Ifor Davies", authority=place)
    asked = erasing.ask(by=first, reference=ifor.reference, reason=WHY, typed=ifor.reference)
    return [
        *_about_data(world, first),
        reverse("coming_to_work:invited", args=[token_of(made)]),
        reverse("governance:erase_decide", args=[ifor.reference, asked.pk]),
        reverse("governance:reset", args=[Capacity.objects.get(pk=world.former.capacity_id).pk]),
    ]


def _about_data(world: build.World, lead: Actor) -> list[str]:
    """A copy that is being made, one handed over, a no, what waits for Huw; an agreement; something kept from Huw."""
    geth, today = world.geth, clock.today()
    add = {"by": world.huw, "person": geth, "section": "about_me", "kind": "note", "language": "cy"}
    told = story.add_entry(words="Chwarddodd am y trên.", **add)
    story.add_entry(words="Mae ei frawd yn wael.", names_others=True, **add)
    ask = {"by": world.mair, "person": geth, "words": "Popeth sydd gennych, os gwelwch yn dda."}
    copy = requests.ask(kind="copy", **ask)
    handed = requests.ask(kind="copy", **ask)
    requests.release(by=lead, request=handed, words="Dyma bopeth a all adael gyda chi.")
    wrong = requests.ask(kind="correct", row_id=told.pk, **ask)
    requests.answer(
        by=lead, request=wrong, state="refused", ground="accurate", words="Fe’i gwiriwyd gan bawb a oedd yno."
    )
    asked = requests.ask(kind="object", **ask)
    requests.hand(by=lead, request=asked, owner=Capacity.objects.get(pk=world.huw.capacity_id))
    requests.ask(kind="erase", **ask)
    protocols.keep_protocol(
        by=lead, parties=[world.authority, world.school], reference="ISP 7", name_en="Learning together",
        name_cy="Dysgu gyda’n gilydd", purpose_en="Support at school", purpose_cy="Cymorth yn yr ysgol",
        sections=["learning"], data_basis="public_task", confidence_basis="direct_care", valid_from=today,
        valid_until=None, review_on=today + timedelta(30),
    )  # fmt: skip
    kept = Capacity.objects.get(pk=world.teacher.capacity_id)
    withholding.withhold(by=lead, person=geth, kind="section", section="money", withheld_from=kept, reason=WHY,
                         review_on=today + timedelta(9), ends_on=today + timedelta(90))  # fmt: skip
    return [
        reverse("asked:copy", args=[geth.reference, handed.pk]),
        reverse("governance:request_step", args=[copy.pk, "others"]),
    ]
