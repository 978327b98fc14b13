"""What the story does by itself, in the background."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.story import actions


@task()
def remind_promises() -> int:
    """Remind of what is due or late. Run daily; running it again the same day changes nothing."""
    return actions.remind(by=system_actor())


@task()
def scan_waiting_files() -> int:
    """Ask the scanner again about files that it could not answer for."""
    return actions.scan_again(by=system_actor())
