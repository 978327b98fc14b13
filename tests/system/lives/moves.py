"""Geth moves to Powys, and once stayed; what happens if Mam cannot is agreed, and Huw's team knows of it."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from unstori.access.rules import SHAREABLE, Permission
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.pathways.actions import covers, moves
from unstori.people.models import Capacity, Organisation
from unstori.story import actions as story


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to. Huw's team is the one that `teams` made."""
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    assert huw.team is not None
    return [*_moves(world, huw), *_covers(world, huw)]


def _moves(world: build.World, huw: Capacity) -> list[str]:
    Organisation.objects.filter(pk=world.authority.pk, code="").update(code="W06000002")
    there = Organisation.objects.filter(code="W06000023").first() or directory.add_organisation(
        by=build.system(), name_en="Powys", name_cy="Powys", sector="social_care", code="W06000023"
    )
    about = {"by": world.mair, "person": world.geth}
    stayed = moves.begin_move(to_name="Leeds", to_nation="england", things=["idp"], **about)
    moves.call_off(by=world.mair, move=stayed, words="Rydyn ni’n aros.")
    row = moves.begin_move(
        to=there, things=["idp", "carer", "care_child"], moves_on=clock.today() + timedelta(20),
        words="Gwaith newydd.", **about,
    )  # fmt: skip
    moves.name_here(by=world.huw, move=row, worker=huw)
    moves.ask(by=world.mair, move=row, thing="carer", on=clock.today(), words="Drwy e-bost.")
    moves.say(
        by=world.mair,
        move=row,
        thing="idp",
        answer="goes_on",
        on=clock.today(),
        words="Mae’r CDU yn parhau i bawb.",
    )
    brother = build.person("Osian Prys")
    build.grant(brother, world.mair, SHAREABLE, Permission.DECIDE)
    reference = world.geth.reference
    return [
        reverse("pathways:moves_mine"),
        reverse("pathways:move_begin", args=[brother.reference]),
        *(
            reverse(f"pathways:move_{step}", args=[reference, row.pk])
            for step in ("day", "there", "here", "arrive", "off")
        ),
        *(reverse(f"pathways:move_{step}", args=[reference, row.pk, "carer"]) for step in ("ask", "say")),
    ]


def _covers(world: build.World, huw: Capacity) -> list[str]:
    held = story.start_conversation(by=world.mair, person=world.geth, guide="if-i-cannot", language="cy")
    told = {"who-comes": "Nain yn gyntaf.", "helps": "Ei flanced a’r radio.", "where": "Gartref gyda Nain."}
    for question, words in told.items():
        story.save_answer(
            by=world.mair, conversation=held, question=question, words=words, said_by="Mair", language="cy"
        )
    story.finish_conversation(by=world.mair, conversation=held)
    agreed = {"by": world.mair, "person": world.geth, "whose": "Mam", "language": "cy", "team": huw.team}
    used = covers.agree_cover(**agreed)
    covers.use_cover(by=world.mair, cover=used, words="Mae Mam yn yr ysbyty.")
    row = covers.agree_cover(**agreed)
    covers.say_i_come(by=world.huw, cover=row)
    reference = world.geth.reference
    return [
        reverse("pathways:cover_agree", args=[reference]),
        *(
            reverse(f"pathways:cover_{step}", args=[reference, row.pk])
            for step in ("comes", "look", "use", "end")
        ),
        reverse("pathways:cover_over", args=[reference, used.pk]),
        reverse("pathways:cover_team"),
        reverse("pathways:cover_alone", args=[row.pk]),
        reverse("pathways:cover_team_use", args=[row.pk]),
        reverse("pathways:cover_team_over", args=[used.pk]),
    ]
