"""What the story does by itself, in the background."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.story import actions


@task()
def scan_waiting_files() -> int:
    """Ask the scanner again about files that it could not answer for."""
    return actions.scan_again(by=system_actor())
