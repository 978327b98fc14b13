"""Messages that leave carry no content."""

from urllib.parse import urljoin

from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext_noop
from django_tasks import task

from unstori.circle.tasks import in_both
from unstori.governance.queries import invitations


@task()
def send_work_invitation(invitation_id: str, origin: str) -> None:
    """The link to come by, unless it was used or taken back meanwhile."""
    invitation = invitations.invitation_to_send(invitation_id)
    if invitation is None:
        return
    link = urljoin(origin, reverse("coming_to_work:invited", args=[invitations.token_of(invitation)]))
    words = in_both(
        invitation.language,
        gettext_noop("Where you work, somebody has invited you to Unstori."),
        gettext_noop(
            "Open the link below. It works once, for two weeks, and only for you: do not send it on."
        ),
    )
    parts = in_both(invitation.language, gettext_noop("An invitation for you at work")).split("\n\n— — —\n\n")
    send_mail(" / ".join(parts), f"{words}\n\n{link}\n", None, [invitation.email])
