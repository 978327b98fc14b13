"""What becomes of the directory by time alone."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.directory.actions import editing


@task()
def age_away() -> int:
    """Groups that no organisation owns and that nobody said is still there are not listed any more."""
    return editing.age_away(by=system_actor())
