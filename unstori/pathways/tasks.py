"""What goes on by itself. Each may run again: what is done already is not done twice."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.pathways.actions import estimates, opening_transitions, requests, tallies


@task()
def never_unheld() -> int:
    """What somebody holds who is gone falls to somebody who is there."""
    return requests.never_unheld(by=system_actor())


@task()
def count_requests() -> int:
    """Teams whose requests are too many to be counted while somebody waits."""
    return tallies.count(by=system_actor())


@task()
def open_transitions() -> int:
    """Ages that come near enough to be prepared."""
    return opening_transitions.open_waiting(by=system_actor())


@task()
def estimate_waits() -> int:
    """How long one waits for each service that was asked here, by its own record."""
    return estimates.count(by=system_actor())
