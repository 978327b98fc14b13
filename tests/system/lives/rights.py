"""What was offered and asked for, and a disagreement that is answered; one that only three people read."""

from django.urls import reverse

from tests import build
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.plan.models import Support
from unstori.rights import actions


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    huw, about = Capacity.objects.get(pk=world.huw.capacity_id), {"person": world.geth}
    offered = actions.offer(by=world.huw, kind="advocacy", format="easy_read", in_language="Cymraeg", **about)
    actions.answer_offer(by=world.mair, offer=offered, what="accepted")
    actions.answer_offer(by=world.huw, offer=offered, what="asked", words="Gofynnais i NYAS.")
    actions.offer(by=world.huw, kind="carers_assessment", words="Ar y ffôn", **about)
    actions.ask_for(
        by=world.mair, kind="direct_payment", words="Hoffwn ddewis pwy sy’n dod.", owner=huw, **about
    )
    actions.ask_for(by=world.mair, kind="welsh", **about)
    support = Support.objects.filter(person=world.geth).latest("created_at")
    raised = actions.disagree(
        by=world.mair, row_id=support.pk, words="Un awr yw hynny, nid dwy.", owner=huw, **about
    )
    actions.answer(by=world.huw, disagreement=raised, words="Fe edrychwn ni eto ddydd Llun.")
    actions.move_on(
        by=world.mair, disagreement=raised, step="complaint", words="Dw i eisiau ateb ysgrifenedig."
    )
    actions.disagree(
        by=world.geth_self,
        about="Y llythyr",
        words="Dw i ddim eisiau hynny.",
        owner=huw,
        only_us=True,
        **about,
    )
    done = actions.disagree(
        by=world.mair, about="Y cyfarfod", words="Doeddwn i ddim yno.", owner=huw, **about
    )
    actions.settle_disagreement(
        by=world.mair, disagreement=done, state="settled", words="Cawsom gyfarfod arall."
    )
    nain = circle.add_member(
        by=world.mair, kind="family", name="Nain Eirlys", relation="grandmother", **about
    )
    heard = actions.Told(nain, clock.today(), "phone")
    told = actions.disagree(by=world.huw, about="Y llythyr am y bws", words="Mae’n rhy bell.", owner=huw, told=heard,
                            reply_by="letter", reply_to="Nain\nLL55 1AA", **about)  # fmt: skip
    actions.answer(by=world.huw, disagreement=told, words="Fe ofynnwn ni am dacsi.")
    actions.ask_for(by=world.huw, kind="carers_assessment", words="Dw i wedi blino.", told=heard, **about)
    return [reverse("rights:help_paper", args=["easy"])]
