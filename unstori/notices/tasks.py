"""Telling, by itself."""

from uuid import UUID

from django_tasks import task

from unstori.access.actions.identity import system_actor
from unstori.notices import actions


@task()
def tell_at_once() -> int:
    """Whoever wants to know at once, where a story grew since the last time."""
    return actions.sweep(by=system_actor(), digest=False)


@task()
def tell_in_the_morning() -> int:
    """Everybody: what came in a day or a week, and what came by time alone, such as a promise that is late."""
    return actions.sweep(by=system_actor(), digest=True)


@task()
def tell_of_safety(capacity_id: str) -> None:
    """A concern waits for somebody. Run twice it tells once."""
    actions.tell_of_safety(by=system_actor(), capacity_id=UUID(capacity_id))


@task()
def send_message(message_id: str) -> str:
    """One message. A job that fails is tried again later; one that went is not sent twice."""
    return actions.deliver(by=system_actor(), message_id=UUID(message_id))
