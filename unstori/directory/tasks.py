"""What becomes of the directory by time alone."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.directory.actions import editing, seeking


@task()
def age_away() -> int:
    """Groups that no organisation owns and that nobody said is still there are not listed any more."""
    return editing.age_away(by=system_actor())


@task()
def index_what_waits() -> int:
    """Entries whose index is of an older edition, after new synonyms or a new version of the software."""
    return seeking.index_what_waits(by=system_actor())
