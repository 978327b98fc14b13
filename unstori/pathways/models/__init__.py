"""Requests, waiting, processes with clocks, transitions."""

from unstori.pathways.models.moves import Move, MoveStep
from unstori.pathways.models.requests import Desk, Pathway, Request, Sent, Turn, UnmetNeed

__all__ = ["Desk", "Move", "MoveStep", "Pathway", "Request", "Sent", "Turn", "UnmetNeed"]
