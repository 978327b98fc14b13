"""Background work of `exchange`. When it runs stands in `config.schedule`."""

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.exchange import actions


@task()
def forget_uploads() -> int:
    """Forget files that nobody confirmed for seven days."""
    return actions.forget_expired(by=system_actor())
