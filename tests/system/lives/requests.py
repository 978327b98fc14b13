"""Mair asks for help with Geth's sleep: of one team here and one service that is not; one asks back, one says no, one came.
A worker who is not around Geth holds another; a question without a request is answered, another waits."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from unstori.access.rules import Actor
from unstori.core import clock, ids
from unstori.directory import actions as directory
from unstori.directory.models import Entry, EntryVersion
from unstori.pathways.actions import advising, asking, desks
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Desk, Pathway, Request
from unstori.people.models import Capacity, Team


def service(name: str) -> Entry:
    made = Entry.objects.create(
        hsds_id=ids.row_id(), name=name, name_key=name.casefold(), status="active", said=name
    )
    said = {
        "age_from": 5,
        "age_to": 18,
        "who": {"cy": "Plant nad ydynt yn cysgu.", "en": "Children who do not sleep."},
    }
    made.live = EntryVersion.objects.create(
        entry=made, number=1, document={"name": name, "phones": [{"number": "01286 672 222"}]}, local=said,
        created_by=build.system().capacity_id,
    )  # fmt: skip
    made.save()
    return made


def desk(world: build.World, service: Entry, who: str = "Sian") -> tuple[Team, Actor]:
    by = build.system()
    team = directory.add_team(by=by, organisation=world.authority, name_en=service.name, name_cy=service.name)
    Desk.objects.create(service=service, team=team, created_by=by.capacity_id)
    return team, build.worker(who, world.authority, team=team, manages=True)


def asked(world: build.World, row: Pathway, service: Entry) -> Request:
    (made,) = asking.ask_also(by=world.mair, pathway=row, services=[service])
    asking.send_all(by=world.mair, requests=[made], purpose="help", rows=[])
    return Request.objects.get(pk=made.pk)


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    sleep, pool = service("Clinig cwsg"), service("Clwb nofio")
    team, sian = desk(world, sleep, "Sian Cwsg")
    asks = desks.ask(by=sian, service=service("Nyrs gwsg"), team=team)
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    row = asking.ask(
        by=world.mair, person=world.geth, section="health", words="Mae’n cysgu tair awr y noson.", services=[pool],
        first_asked_on=clock.today() - timedelta(412),
    )  # fmt: skip
    no = {"reason": "criteria", "would_change": "Llythyr o’r ysgol.", "next_words": "Huw yn gofyn i’r ysgol.", "words": "Sori.",
          "next_by": row.holder}  # fmt: skip
    actions.decline(by=sian, request=asked(world, row, sleep), **no)
    actions.ask_more(by=sian, request=asked(world, row, sleep), words="Ydy e’n codi yn y nos?")
    came = asked(world, row, sleep)
    actions.accept(by=sian, request=came)
    actions.meet(by=sian, request=came)
    outside = asked(world, row, pool)
    actions.say_next(by=world.mair, pathway=row, words="Cwrdd ddydd Llun.", who=row.holder)
    over = actions.begin(by=world.mair, person=world.geth, section="health", words="Y dannedd.")
    actions.close(by=world.mair, pathway=over, words="Wedi’i wneud.")
    mine = actions.begin(by=world.mair, person=world.geth, section="health", words="Y glust.")
    Pathway.objects.filter(pk=mine.pk).update(holder=huw)
    fell = asked(world, mine, pool)
    about = {"by": world.mair, "person": world.geth, "section": "health", "service": sleep}
    first = advising.ask_advice(words="Beth fyddech chi’n ei drio gyntaf gyda’r cwsg?", pathway=row, **about)
    advising.answer_advice(by=sian, consultation=first, comes_to="hold", words="Golau coch.")
    if huw.team:  # the one that `teams` made
        night = service("Help yn y nos")
        Desk.objects.create(service=night, team=huw.team, created_by=build.system().capacity_id)
        about["service"] = night
    waits = advising.ask_advice(words="A beth am y golau yn y nos?", **about)
    held = [
        reverse("pathways:held"),
        reverse("pathways:advice_team"),
        reverse("pathways:advice_answer", args=[waits.pk]),
    ]
    held += [
        reverse(f"pathways:{name}", args=[mine.pk])
        for name in ("held_one", "held_hand_over", "held_say_next", "held_over")
    ]
    held += [
        reverse("pathways:held_request", args=[fell.pk]),
        reverse("pathways:held_step", args=[fell.pk, "accept"]),
    ]
    ref = world.geth.reference
    held += [
        reverse("pathways:desk_decide", args=[asks.pk]),
        reverse("pathways:desk_ask", args=[service("Clinig anadlu").hsds_id]),
    ]
    return [
        *held, reverse("pathways:ask_for_whom", args=[sleep.hsds_id]), reverse("pathways:ask_also", args=[ref, row.pk]),
        reverse("pathways:ask_send", args=[ref, row.pk]), reverse("pathways:request", args=[ref, outside.pk]),
        reverse("pathways:sheet", args=[ref, outside.pk]), reverse("pathways:request", args=[ref, came.pk]),
        reverse("pathways:step", args=[ref, outside.pk, "decline"]), reverse("pathways:step", args=[ref, came.pk, "confirm"]),
        reverse("pathways:again", args=[ref, over.pk]), reverse("pathways:hand_over", args=[ref, row.pk]),
        reverse("pathways:over", args=[ref, row.pk]), reverse("pathways:say_next", args=[ref, row.pk]),
    ]  # fmt: skip
