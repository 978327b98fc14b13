"""Two services accept the same worry of Geth's: a time is offered; one visit instead of two is asked for, another was."""

from datetime import datetime, timedelta

from django.urls import reverse

from tests import build
from tests.system.lives.requests import asked, desk, service
from unstori.access.queries import actor_of
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.actions import offers, visits
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Desk, Pathway, Request, Visit
from unstori.people.models import Capacity


def _together(world: build.World, words: str, names: tuple[str, str]) -> tuple[list[Request], list[Actor]]:
    """Requests of two services about one worry, each accepted; Sian answers for the first."""
    here, there = (service(name) for name in names)
    sian = Capacity.objects.get(user__name="Sian Cwsg")
    Desk.objects.create(service=here, team=sian.team, created_by=build.system().capacity_id)
    those = [actor_of(sian), desk(world, there)[1]]
    row = actions.begin(by=world.mair, person=world.geth, section="health", words=words)
    made = [asked(world, row, one) for one in (here, there)]
    for by, request in zip(those, made, strict=True):
        actions.accept(by=by, request=request)
    return made, those


def _propose(world: build.World, made: list[Request], at: datetime) -> Visit:
    row = Pathway.objects.get(pk=made[0].pathway_id)
    return visits.propose(by=world.mair, pathway=row, requests=made, times=[at], place="Yn yr ysgol")


def _arranged(world: build.World, made: list[Request], those: list[Actor], at: datetime) -> Visit:
    visit = _propose(world, made, at)
    time = visit.times.get()
    for by, request in zip(those, made, strict=True):
        visits.answer(by=by, visit=visit, request=request, suits=[str(time.pk)])
    visits.choose(by=world.mair, visit=visit, time=time.pk)
    return visit


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    ref = world.geth.reference
    now = clock.now()
    made, those = _together(world, "Mae’n brifo’i glustiau.", ("Awdioleg", "Clinig clyw"))
    with clock.at(now):  # it stands still; whoever reads on has it behind them
        came = _arranged(world, made, those, now + timedelta(microseconds=1))
    made, those = _together(world, "Mae’n gwrthod bwyta.", ("Deieteg", "Clinig bwydo"))
    comes = _arranged(world, made, those, now + timedelta(5))
    made, _those = _together(world, "Mae’n gwisgo esgidiau’n chwith.", ("Podiatreg", "Clinig traed"))
    waits = _propose(world, made, now + timedelta(6))
    made, those = _together(world, "Mae’n baglu.", ("Ffisiotherapi", "Clinig esgidiau"))
    offer = offers.offer(by=those[0], request=made[0], at=now + timedelta(3), place="Y clinig")
    return [
        reverse("pathways:visit", args=[ref, came.pk]),
        reverse("pathways:visit", args=[ref, comes.pk]),
        reverse("pathways:visit_answer", args=[waits.pk]),
        reverse("pathways:offer", args=[ref, offer.pk]),
        reverse("pathways:offer_back", args=[made[0].pk, offer.pk]),
        reverse("pathways:pathway", args=[ref, made[0].pathway_id]),
    ]
