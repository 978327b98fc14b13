"""Two services accept the same worry of Geth's: a time is offered; one visit instead of two is asked for, another was."""

from datetime import datetime, timedelta

from django.urls import reverse

from tests import build
from tests.system.lives.requests import asked, desk, service
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.pathways.actions import offers, visits
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request, Visit


def _together(world: build.World, words: str, those: list[Actor], names: tuple[str, str]) -> list[Request]:
    """Requests of both services about one worry, each accepted."""
    first, second = services = [service(name) for name in names]
    row = actions.begin(by=world.mair, person=world.geth, section="health", words=words)
    made = []
    for one in services:
        _team, by = desk(world, one)
        made.append(asked(world, row, one))
        actions.accept(by=by, request=made[-1])
        those.append(by)
    return made


def _proposed(world: build.World, made: list[Request], those: list[Actor], at: datetime) -> Visit:
    row = Pathway.objects.get(pk=made[0].pathway_id)
    visit = visits.propose(by=world.mair, pathway=row, requests=made, times=[at], place="Yn yr ysgol")
    suits = [str(one.pk) for one in visit.times.all()]
    for by, request in zip(those, made, strict=True):
        visits.answer(by=by, visit=visit, request=request, suits=suits)
    visits.choose(by=world.mair, visit=visit, time=visit.times.get().pk)
    return visit


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    ref = world.geth.reference
    those: list[Actor] = []
    made = _together(world, "Mae’n brifo’i glustiau.", those, ("Awdioleg", "Clinig clyw"))
    with clock.at(clock.now()):  # it stands still; whoever reads on has it behind them
        came = _proposed(world, made, those, clock.now() + timedelta(microseconds=1))
    those = []
    made = _together(world, "Mae’n gwrthod bwyta.", those, ("Deieteg", "Clinig bwydo"))
    comes = _proposed(world, made, those, clock.now() + timedelta(5))
    those = []
    made = _together(world, "Mae’n baglu.", those, ("Ffisiotherapi", "Clinig esgidiau"))
    soon = clock.now() + timedelta(3)
    offer = offers.offer(by=those[0], request=made[0], at=soon, place="Y clinig")
    return [
        reverse("pathways:visit", args=[ref, came.pk]),
        reverse("pathways:visit", args=[ref, comes.pk]),
        reverse("pathways:offer", args=[ref, offer.pk]),
        reverse("pathways:pathway", args=[ref, made[0].pathway_id]),
    ]
