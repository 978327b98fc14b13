"""Asking for help, in words: services to choose from, and what goes along to whom."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.models import Section
from unstori.access.rules import Actor
from unstori.core.words import Words
from unstori.directory.models import Entry
from unstori.pathways.models import Estimate, Pathway, Request
from unstori.pathways.presenters import criteria, waysback
from unstori.pathways.presenters import desks as desk_words
from unstori.pathways.queries import asking as queries
from unstori.pathways.queries import desks
from unstori.pathways.queries.pieces import Piece
from unstori.pathways.queries.requests import definition
from unstori.pathways.queries.waysback import open_now

Item = dict[str, Any]
Choices = list[tuple[str, Any]]


def choices(services: Iterable[Entry]) -> Choices:
    """By name, with who runs it where two are called the same."""
    return [(str(one.hsds_id), one.name) for one in {one.hsds_id: one for one in services}.values()]


def defined(kind: str) -> Choices:
    """A list of the definition: purposes, who agreed."""
    return [(one["id"], str(Words.read(one["words"]))) for one in definition()[kind]]


def worry(opened: Opened, pathway: Pathway) -> Item:
    """What help is asked with: the outcome where it is seen, else the words."""
    outcome = pathway.outcome if pathway.outcome and opened.sees(pathway.outcome) else None
    row = outcome or pathway
    return {"words": row.words or _("What was asked for"), "lang": row.language}


def services(opened: Opened, drafts: Iterable[Request]) -> list[Item]:
    """Each that is asked: whether it is here, its criteria, what speaks for and against, how long one waits."""
    drafts = list(drafts)
    told = desks.newest(one.service for one in drafts)
    (age, district), professional = queries.known(opened), opened.actor.is_professional
    return [
        {**_service(one, age, district, professional), "wait": _waits(one, told)} for one in drafts
    ]  # fmt: skip


def ways_back(opened: Opened) -> list[Item]:
    """Where nobody has to ask anew."""
    return [waysback.line(opened, row) for row in open_now(opened)]


def _waits(row: Request, told: dict[UUID, Estimate]) -> str:
    """By its own record where there is one, else as the directory has it."""
    found = told.get(row.service_id) if row.service_id else None
    return " ".join(desk_words.estimate(found)) or criteria.wait(row.service)


def _service(row: Request, age: int | None, district: str, professional: bool) -> Item:
    points = (
        queries.weighed(row.service, age=age, district=district, by_worker=professional)
        if row.service
        else []
    )
    return {
        "id": str(row.pk), "name": row.service_name, "is_here": row.is_here,
        "href": reverse("finding:entry", args=[row.service.hsds_id]) if row.service else "",
        "says": criteria.own_words(row.service) if row.service else [],
        "points": criteria.lines(points),
    }  # fmt: skip


def pieces(found: Iterable[Piece]) -> Choices:
    """What can go along: what it is called, its words, and to which part of the story it belongs."""
    labels = dict(Section.choices)
    return [
        (piece.row, f"{Words.read(piece.title)}: {piece.words} ({labels[piece.section]})") for piece in found
    ]


def people(several: Iterable[Opened], by: Actor) -> list[Item]:
    """Whom to ask for: the name they like, and what tells two of one name apart."""
    return [
        {"reference": one.person.reference, "called": one.person.called,
         "also": f"{one.person.full_name} ".removeprefix(f"{one.person.called} ").strip() if by.is_professional else ""}
        for one in several
    ]  # fmt: skip
