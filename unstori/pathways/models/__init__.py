"""Requests, waiting, processes with clocks, transitions."""

from unstori.pathways.models.requests import Desk, Pathway, Request, Sent, Turn, UnmetNeed

__all__ = ["Desk", "Pathway", "Request", "Sent", "Turn", "UnmetNeed"]
