"""Requests, waiting, processes with clocks, transitions."""

from unstori.pathways.models.advising import Consultation
from unstori.pathways.models.covers import Cover, CoverStep
from unstori.pathways.models.desks import DeskAsk, Estimate, Offer, Places
from unstori.pathways.models.moves import Move, MoveStep
from unstori.pathways.models.processes import Process, ProcessClaim, ProcessStep
from unstori.pathways.models.requests import Desk, Pathway, Request, Sent, Turn, UnmetNeed
from unstori.pathways.models.tallies import Tally
from unstori.pathways.models.transitions import ToAsk, Transition, TransitionItem, TransitionStep
from unstori.pathways.models.visits import Visit, VisitPart, VisitTime
from unstori.pathways.models.waysback import WayBack, WayBackStep

__all__ = [
    "Consultation",
    "Cover",
    "CoverStep",
    "Desk",
    "DeskAsk",
    "Estimate",
    "Move",
    "MoveStep",
    "Offer",
    "Pathway",
    "Places",
    "Process",
    "ProcessClaim",
    "ProcessStep",
    "Request",
    "Sent",
    "Tally",
    "ToAsk",
    "Transition",
    "TransitionItem",
    "TransitionStep",
    "Turn",
    "UnmetNeed",
    "Visit",
    "VisitPart",
    "VisitTime",
    "WayBack",
    "WayBackStep",
]
