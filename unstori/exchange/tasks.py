"""Background work on an authority's own tables, and on feeds of services. Each may run again: what is done already is not done twice."""

from uuid import UUID

from django_tasks import task

from unstori.access.actions import identity
from unstori.exchange.actions import bringing, loading, opening, sources


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


@task()
def bring_services(bringing_id: str) -> None:
    """Reads what was asked for: tries it, takes it in, or takes it back."""
    bringing.run(by=identity.system_actor(), bringing_id=UUID(bringing_id))


@task()
def read_sources() -> None:
    """Each feed whose day has come."""
    sources.read_due(by=identity.system_actor())


@task()
def make_open_file() -> None:
    """What others fetch of the directory as tables."""
    opening.make_open_file(by=identity.system_actor())
