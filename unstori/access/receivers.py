"""What the libraries tell us about accounts goes to the audit."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from unstori.access import tasks
from unstori.access.actions import accounts, identity
from unstori.people.models import User


@receiver(user_logged_in, dispatch_uid="access.signed_in")
def signed_in(sender: type, user: User, **_: Any) -> None:
    """Sign-ins come all day long, so they are also what makes the audit be sealed."""
    accounts.signed_in(by=identity.system_actor(), user=user)
    tasks.seal_audit.enqueue()


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
