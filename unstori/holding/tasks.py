"""What goes on by itself. It may run again: what has gone on already is not done twice."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.holding import actions


@task()
def go_on() -> int:
    """What nobody answered in time, and what somebody has who is gone."""
    return actions.go_on(by=system_actor())
