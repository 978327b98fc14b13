"""An assessment that is asked for, gathered and refused, another that is open, and a carer's own."""

from datetime import date, timedelta

from django.urls import reverse

from tests import build
from unstori.assessment import actions, catalogue
from unstori.assessment.models import Assessment
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.story.models import Statement


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    _refused(world)
    _carers(world)
    open_one = actions.ask(by=world.mair, person=world.geth, kind="wales-child", why="Mae pethau wedi newid.")
    actions.begin(by=world.huw, assessment=open_one, ready_on=_soon())
    return [
        reverse("assessment:before_paper", args=[world.geth.reference, "wales-child"]),
        reverse("assessment:element", args=[world.geth.reference, open_one.pk, "risks"]),
        reverse("assessment:begin", args=[world.geth.reference, open_one.pk]),
        reverse("assessment:work"),
    ]


def _soon() -> date:
    return clock.today() + timedelta(14)


def _refused(world: build.World) -> None:
    """With what happens instead, and what the mother says of it."""
    asked = actions.ask(by=world.mair, person=world.geth, kind="wales-child", why="Does neb yn cysgu.")
    actions.begin(by=world.huw, assessment=asked, ready_on=_soon())
    worry = Statement.objects.filter(person=world.geth, theme="worry", narrowed=False).first()
    cited = [worry.pk] if worry else []
    actions.cite(by=world.huw, assessment=asked, element="risks", rows=cited)
    actions.contribute(by=world.mair, assessment=asked, element="risks", words="Mae’n rhedeg.", share=True)
    actions.contribute(by=world.huw, assessment=asked, element="strengths", words="Nain helps.", share=False)
    step = actions.NextStep("Clinig cysgu", Capacity.objects.get(pk=world.huw.capacity_id), _soon())
    about = {"by": world.huw, "assessment": asked, "step": step}
    first = actions.determine(words="Rhywun dros nos", tests=_answers(asked), **about)
    found = actions.determine(tests=_answers(asked), replaces=first, **about)
    actions.say_of(by=world.mair, finding=found, verdict="disagrees", words="Ddaeth neb yn y nos.")
    actions.finish(by=world.huw, assessment=asked)


def _answers(asked: Assessment) -> dict[str, actions.Answered]:
    kind = catalogue.kind(asked.kind, asked.kind_version)
    return {test.id: actions.Answered("not_met", "Mae Mam yn ymdopi.") for test in kind.tests}


def _carers(world: build.World) -> None:
    mair = Capacity.objects.get(pk=world.mair.capacity_id)
    carers = {"carer": mair, "carer_name": "Mair"}
    actions.ask(by=world.mair, person=world.geth, kind="wales-carer", why="Rydw i wedi blino.", **carers)
