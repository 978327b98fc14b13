"""What the libraries tell us: about accounts to the audit, about jobs to the log."""

import logging
import sys
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django_tasks import TaskResult
from django_tasks.signals import task_finished

from unstori.access import tasks
from unstori.access.actions import accounts, identity
from unstori.access.signals import account_touched, reset_asked, signed_out_everywhere, way_added
from unstori.core.errors import places
from unstori.people.models import User

log = logging.getLogger("unstori.jobs")


@receiver(user_logged_in, dispatch_uid="access.signed_in")
def signed_in(sender: type, user: User, request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None and hasattr(request, "session"):
        request.session.pop("left", None)  # whoever left before them, on the same screen
    accounts.signed_in(by=identity.system_actor(), user=user)


@receiver(user_locked_out, dispatch_uid="access.locked_out")
def locked_out(sender: type, **_: Any) -> None:
    accounts.locked_out(by=identity.system_actor())


@receiver(authenticator_added, dispatch_uid="access.second_step_added")
def second_step_added(sender: type, user: User, **_: Any) -> None:
    accounts.second_step_changed(by=identity.system_actor(), user=user, change="added")


@receiver(authenticator_removed, dispatch_uid="access.second_step_removed")
def second_step_removed(sender: type, request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever removed their second step is asked for a new one at once."""
    request.session.pop("second_step_set", None)
    accounts.second_step_changed(by=identity.system_actor(), user=user, change="removed")


@receiver([password_changed, password_set, password_reset], dispatch_uid="access.password_changed")
def password_is_new(sender: type, user: User, **_: Any) -> None:
    """Django ends the other sessions itself; a system that reads by a token would go on."""
    signed_out_everywhere.send(sender=User, user=user)


@receiver(reset_asked, dispatch_uid="access.send_reset")
def queue_reset(sender: type, users: list[str], origin: str, **_: Any) -> None:
    """Also where there is no account, so that nobody learns it from how long the page took."""
    tasks.send_reset.enqueue(users, origin)


@receiver(account_touched, dispatch_uid="access.tell_account")
def queue_telling(sender: type, user: User, origin: str, **_: Any) -> None:
    """Who did not ask for it can say so."""
    tasks.tell_account.enqueue(str(user.pk), origin)


@receiver(way_added, dispatch_uid="access.tell_way_added")
def queue_way_added(sender: type, user: User, provider: str, origin: str, **_: Any) -> None:
    """Whoever got hold of somebody's identity elsewhere does not come in unnoticed."""
    tasks.tell_way_added.enqueue(str(user.pk), provider, origin)


@receiver(task_finished, dispatch_uid="access.job_done")
def job_done(sender: type, task_result: TaskResult[Any], **_: Any) -> None:
    """Which job, and what broke where. What it was about, and the error's message, may be about somebody."""
    said = {"job": task_result.task.module_path, "tries": len(task_result.worker_ids)}
    if error := sys.exc_info()[1]:
        log.error("failed", extra={**said, "error": type(error).__name__, "places": places(error)})
    else:
        log.info("done", extra=said)
