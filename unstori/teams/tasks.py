"""Handing over, by itself. Each may run again: what is done already is not done twice."""

from uuid import UUID

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.teams import actions


@task()
def hand_over(handover_id: str) -> int:
    """One handover, person by person."""
    return actions.carry_on(by=system_actor(), handover_id=UUID(handover_id))


@task()
def carry_on_waiting() -> int:
    """What was broken off, and what families have answered meanwhile."""
    return actions.carry_on(by=system_actor())
