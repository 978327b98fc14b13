"""Background work of `access`. When it runs stands in `config.schedule`."""

from axes.handlers.proxy import AxesProxyHandler
from django.core.management import call_command
from django_tasks import task

from unstori.access.actions import erasing, identity, sealing


@task()
def seal_audit() -> int:
    """Seal what was written since the last time."""
    return sealing.seal(by=identity.system_actor())


@task()
def expire() -> int:
    """Erase what is past its time, and again what had been erased and came back."""
    return erasing.expire(by=identity.system_actor())


# What libraries keep goes as `definitions/library_tables.toml` says.


@task()
def forget_sessions() -> None:
    """Forget sessions that are over."""
    call_command("clearsessions")


@task()
def forget_sign_ins() -> None:
    """Forget who signed in a month ago: the audit knows."""
    AxesProxyHandler.reset_logs(age_days=30)
    AxesProxyHandler.reset_failure_logs(age_days=30)


@task()
def forget_jobs() -> None:
    """Forget jobs that were done two weeks ago. A period's job must be remembered until the period is over."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
