"""What goes on by itself. It may run again: what somebody has who is there stays with them."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.safeguarding import actions


@task()
def look_again() -> int:
    """Concerns that somebody has who is away or gone, or that nobody opened in time."""
    return actions.look_again(by=system_actor())
