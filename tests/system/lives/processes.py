"""An IDP that a school refuses, with advice asked and an appeal; a review with what excuses that it is late."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from unstori.core import clock
from unstori.pathways.actions import process_claims
from unstori.pathways.actions import processes as actions
from unstori.people.models import Capacity


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    day = clock.today() - timedelta(120)
    row = actions.begin_process(
        by=world.mair,
        person=world.geth,
        kind="idp-school",
        on=day,
        body=world.school,
        words="Nid yw’n gallu dilyn.",
    )
    about = {"process": row, "on": clock.today()}
    teacher = Capacity.objects.get(pk=world.teacher.capacity_id)
    actions.record_step(
        by=world.teacher, step="advice_asked", topic="nhs", adviser_name="Bwrdd Iechyd", **about
    )  # type: ignore[arg-type]
    actions.record_step(
        by=world.teacher,
        step="advice_asked",
        topic="teaching",
        adviser=teacher,
        words="Beth sy’n helpu?",
        **about,
    )  # type: ignore[arg-type]
    process_claims.claim_exception(
        by=world.teacher, process=row, clock_id="idp-school", code="beyond_control", first=day, last=day + timedelta(9),
        words="Roedd yr ysgol dan ddŵr.",
    )  # fmt: skip
    return [reverse("pathways:processes_mine"), _refused(world), *_excused(world)]


def _refused(world: build.World) -> str:
    """By the council, to the Tribunal: what is due from whom."""
    day = clock.today() - timedelta(90)
    row = actions.begin_process(
        by=world.huw, person=world.geth, kind="idp-authority", on=day, body=world.authority
    )
    about = {"process": row, "on": clock.today()}
    actions.record_step(by=world.huw, step="decide", answer="no", words="Differentiation is enough.", **about)  # type: ignore[arg-type]
    actions.record_step(by=world.mair, step="appealed", **about)  # type: ignore[arg-type]
    due = actions.record_step(
        by=world.mair, step="directions", words="Y cyngor i ateb", due_on=clock.today() + timedelta(20),
        due_from="authority", **about,  # type: ignore[arg-type]
    )  # fmt: skip
    return reverse("pathways:process_answer", args=[world.geth.reference, row.pk, "kept", due.pk])


def _excused(world: build.World) -> list[str]:
    """A plan that the council makes too late, with what excuses it."""
    day = clock.today() - timedelta(60)
    row = actions.begin_process(
        by=world.huw, person=world.geth, kind="idp-looked-after", on=day, body=world.authority
    )
    claim = process_claims.claim_exception(
        by=world.huw, process=row, clock_id="idp-looked-after", code="beyond_control", first=day, last=day + timedelta(9),
        words="Roedd y swyddfa ar gau.",
    )  # fmt: skip
    ref = world.geth.reference
    return [
        reverse("pathways:process_claim", args=[ref, row.pk, claim.clock]),
        reverse("pathways:process_claim_back", args=[ref, row.pk, claim.pk]),
    ]
