"""The plan for every voice: Easy Read, who has read it, how life is going, five levels."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests import build
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.plan import actions
from unstori.plan.models import Outcome
from unstori.story.models import Statement


def live(world: build.World) -> list[str]:
    """Everything here has a link that leads to it."""
    _seen_together(world)
    about = {"by": world.mair, "person": world.geth}
    actions.freeze_document(layout="my-plan-easy-read", language="cy", **about)
    for _version in range(2):
        profile = actions.freeze_document(layout="one-page-profile-easy-read", language="en", **about)
        actions.say_read(by=world.huw, document=profile)
    reader = Capacity.objects.get(pk=world.teacher.capacity_id)
    actions.share_document(by=world.mair, document=profile, capacity=reader)
    actions.say_read(by=world.teacher, document=profile)
    _wellbeing(world)
    _levels(world)
    return _learning(world)


def _seen_together(world: build.World) -> None:
    Statement.objects.create(
        person=world.geth, section="about_me", theme="happy", words="Mae’n siglo ac yn hymian. Mae’n clapio.",
        said_by="Mair", said_how="observed", agreed_by="Huw Parry", said_on=world.geth.born_on, language="cy",
        created_by_id=world.mair.capacity_id,
    )  # fmt: skip


def _wellbeing(world: build.World) -> None:
    for by, rater, step in ((world.mair, "family", 2), (world.huw, "professional", 5)):
        actions.say_wellbeing(
            by=by, person=world.geth, domain="home", rater=rater, answers={"home_suits": step},
            words="Mae’n swnllyd gyda’r nos.", basis="observed", person_present=True,
        )  # fmt: skip


def _levels(world: build.World) -> None:
    outcome = Outcome.objects.filter(person=world.geth).earliest("created_at")
    levels = ["Byth", "Unwaith y mis", "Unwaith yr wythnos", "Y rhan fwyaf o nosweithiau", "Bob nos"]
    scale = actions.set_scale(
        by=world.huw, outcome=outcome, levels=levels, importance=3, difficulty=2, baseline=-1
    )
    actions.mark_level(by=world.huw, scale=scale, level=0, seen_how="Cysgodd drwy’r nos.")


def _learning(world: build.World) -> list[str]:
    """An IDP: something of every part, a draft, and what is still missing in it."""
    about: dict[str, Any] = {"by": world.huw, "person": world.geth}
    outcome = Outcome.objects.filter(person=world.geth).earliest("created_at")
    need = actions.add_need(section="learning", words="Mae brawddegau hir yn anodd", outcome=outcome, **about)
    actions.add_need(section="what_matters", words="Tawelwch", **about)
    exact = actions.add_provision(
        section="learning", kind="education", what="Therapi lleferydd Mot", who="Eleri", place="Ysgol y Bryn", need=need,
        outcome=outcome, every="week", times=2, minutes=30, in_welsh=True, why="Mae’n helpu.", **about,
    )  # fmt: skip
    loose = actions.add_support(
        section="learning", what="Amserlen luniau", who="Elin", comes_from="service", **about
    )
    actions.write_part(key="travel", none=True, version=0, **about)
    actions.set_placement(basis="named", name="Ysgol y Bryn", type="Ysgol gynradd", version=0, **about)
    given = actions.add_advice(
        kind="medical", who="Dr Roy", words="Mae’n clywed yn dda.", given_on=world.geth.born_on, **about
    )
    answer_by = clock.today() + timedelta(days=20)
    issue = actions.make_draft(layout="idp-wales", language="cy", answer_by=answer_by, **about)
    actions.answer_draft(by=world.mair, issue=issue, words="Mae’n dda.", school="Ysgol y Bryn")
    here = world.geth.reference
    return [
        reverse("plan:specify", args=[here, loose.pk]),
        reverse("plan:edit_provision", args=[here, exact.pk]),
        reverse("plan:place_need", args=[here, need.pk]),
        reverse("plan:take_out_advice", args=[here, given.pk]),
        reverse("plan:plan_part", args=[here, "travel"]),
        reverse("plan:placement", args=[here]),
        reverse("plan:answer_draft", args=[here, issue.pk]),
        reverse("plan:document", args=[here, issue.document_id]),
        *(reverse(f"plan:{name}", args=[here]) for name in ("make_draft", "make_final", "cease")),
    ]
