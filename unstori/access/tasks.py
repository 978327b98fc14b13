"""Background work of `access`."""

from django_tasks import task

from unstori.access.actions import drafts, identity, sealing


@task()
def seal_audit() -> int:
    """Seal what was written since the last time."""
    return sealing.seal(by=identity.system_actor())


@task()
def forget_drafts() -> int:
    """Forget what was kept for seven days."""
    return drafts.forget_expired(by=identity.system_actor())
