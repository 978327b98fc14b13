"""Invitations and calls that leave by e-mail, and what ran out."""

from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext_noop
from django_tasks import task

from unstori.access.actions import identity
from unstori.access.mailing import in_both
from unstori.circle import actions, queries


@task()
def send_invitation(invitation_id: str, origin: str) -> None:
    """The link to arrive by, unless it was used or taken back meanwhile."""
    invitation = queries.invitation_to_send(invitation_id)
    if invitation is None:
        return
    link = urljoin(origin, reverse("arriving:invited", args=[queries.token_of(invitation)]))
    in_both(
        invitation.language,
        invitation.email,
        gettext_noop("An invitation for you"),
        gettext_noop("Somebody has invited you to Unstori."),
        gettext_noop(
            "Open the link below. It works once, for two weeks, and only for you: do not send it on."
        ),
        link=link,
    )


@task()
def send_call(call_id: str, origin: str) -> None:
    """To the account of whoever was asked."""
    call = queries.call_to_send(call_id)
    if call is None or call.to.capacity is None:
        return
    user, address = call.to.capacity.user, queries.safe_email(call.to.capacity)
    if not address:
        return
    in_both(
        user.language,
        address,
        gettext_noop("Please look today"),
        gettext_noop("Somebody asks you to get in touch today. Sign in to see who."),
        link=origin,
    )


@task()
def write_down_expired() -> int:
    """Once a day: what ran out is written down. The grants ended by themselves."""
    return actions.expire_sharing(by=identity.system_actor())
