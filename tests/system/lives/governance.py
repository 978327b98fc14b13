"""Those who run it: somebody invited, somebody to vouch for, a second step, a hold, and an erasure that waits."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests import build
from unstori.access.actions import holds
from unstori.governance.actions import erasing, invitations
from unstori.governance.queries.invitations import token_of
from unstori.people.models import Capacity

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
    TOTP.activate(build.account_of(world.former), generate_totp_secret())
    holds.place(by=first, reference=world.geth.reference, reason=WHY)
    ifor = build.person("Ifor Davies", authority=place)
    asked = erasing.ask(by=first, reference=ifor.reference, reason=WHY, typed=ifor.reference)
    return [
        reverse("coming_to_work:invited", args=[token_of(made)]),
        reverse("governance:erase_decide", args=[ifor.reference, asked.pk]),
        reverse("governance:reset", args=[Capacity.objects.get(pk=world.former.capacity_id).pk]),
    ]
