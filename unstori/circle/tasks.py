"""Messages that leave carry no content: who reads over a shoulder learns nothing about anybody."""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from unstori.access.actions import identity
from unstori.circle import actions, queries


def in_both(first: str, *parts: str) -> str:
    """The same words in both languages, one after the other; none is a translation on request."""
    said = []
    for language in (first, "en" if first == "cy" else "cy"):
        with translation.override(language):
            said.append("\n\n".join(_(part) for part in parts))
    return "\n\n— — —\n\n".join(said)


@task()
def send_invitation(invitation_id: str, origin: str) -> None:
    """The link to arrive by, unless it was used or taken back meanwhile."""
    invitation = queries.invitation_to_send(invitation_id)
    if invitation is None:
        return
    link = urljoin(origin, reverse("arriving:invited", args=[queries.token_of(invitation)]))
    words = in_both(
        invitation.language,
        gettext_noop("Somebody has invited you to Unstori."),
        gettext_noop(
            "Open the link below. It works once, for two weeks, and only for you: do not send it on."
        ),
    )
    subject = " / ".join(
        in_both(invitation.language, gettext_noop("An invitation for you")).split("\n\n— — —\n\n")
    )
    send_mail(subject, f"{words}\n\n{link}\n", None, [invitation.email])


@task()
def send_call(call_id: str, origin: str) -> None:
    """To the account of whoever was asked."""
    call = queries.call_to_send(call_id)
    if call is None or call.to.capacity is None:
        return
    user, address = call.to.capacity.user, queries.safe_email(call.to.capacity)
    if not address:
        return
    words = in_both(
        user.language, gettext_noop("Somebody asks you to get in touch today. Sign in to see who.")
    )
    subject = " / ".join(in_both(user.language, gettext_noop("Please look today")).split("\n\n— — —\n\n"))
    send_mail(subject, f"{words}\n\n{origin}\n", None, [address])


@task()
def write_down_expired() -> int:
    """Once a day: what ran out is written down. The grants ended by themselves."""
    return actions.expire_sharing(by=identity.system_actor())
