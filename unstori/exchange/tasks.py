"""Background work on an authority's own tables. Each may run again: what is done already is not done twice."""

from uuid import UUID

from django_tasks import task

from unstori.access.actions import identity
from unstori.exchange.actions import loading


@task()
def check_load(load_id: str) -> None:
    """Every row of every table."""
    loading.run(by=identity.system_actor(), load_id=UUID(load_id), work=loading.check)


@task()
def take_in_load(load_id: str) -> None:
    """All of it or nothing."""
    loading.run(by=identity.system_actor(), load_id=UUID(load_id), work=loading.carry_in)


@task()
def take_back_load(load_id: str) -> None:
    """It runs as the owner of the tables, which pages do not."""
    loading.run(by=identity.system_actor(), load_id=UUID(load_id), work=loading.carry_back)
