"""Background work of those who run it."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop
from django_tasks import task

from unstori.access.actions import identity
from unstori.access.mailing import in_both, to_account
from unstori.access.queries import chain
from unstori.governance.actions import arrivals, erasing
from unstori.governance.actions import identity as stewarding
from unstori.governance.queries import confirming, invitations, workers


@task()
def send_work_invitation(invitation_id: str, origin: str) -> None:
    """The link to come by, unless it was used or taken back meanwhile."""
    invitation = invitations.invitation_to_send(invitation_id)
    if invitation is None:
        return
    link = urljoin(origin, reverse("coming_to_work:invited", args=[invitations.token_of(invitation)]))
    in_both(
        invitation.language,
        invitation.email,
        gettext_noop("An invitation for you at work"),
        gettext_noop("Where you work, somebody has invited you to Unstori."),
        gettext_noop(
            "Open the link below. It works once, for two weeks, and only for you: do not send it on."
        ),
        link=link,
    )


@task()
def tell_seconds(invitation_id: str, origin: str) -> None:
    """Somebody is to run it, and a second person must confirm it. Who it is stands in the system alone."""
    page = urljoin(origin, reverse("governance:confirming"))
    for user in confirming.seconds_to_tell(invitation_id):
        to_account(
            user,
            gettext_noop("Something waits for you to confirm"),
            gettext_noop(
                "A colleague asks that somebody else helps to run Unstori where you work. Look at it here."
            ),
            link=page,
        )


@task()
def tell_asker(invitation_id: str, origin: str) -> None:
    """Whoever asked for it learns that it is answered; the answer stands on their page."""
    user, page = confirming.asker_to_tell(invitation_id), urljoin(origin, reverse("governance:confirming"))
    if user is None:
        return
    to_account(
        user,
        gettext_noop("What you asked for is answered"),
        gettext_noop("A colleague has answered who is to help to run Unstori where you work. Read it here."),
        link=page,
    )


@task()
def tell_team(capacity_id: str) -> None:
    """Nobody comes into a team unseen: whoever looks after it is told that there is somebody, and looks who."""
    for user in workers.who_looks_after(UUID(capacity_id)):
        to_account(
            user,
            gettext_noop("Somebody works in your team from today"),
            gettext_noop(
                "They see what people share with the team. Look who it is. "
                "If nobody knows them, tell your information governance today."
            ),
            link=settings.SITE,
        )


@task()
def verify_audit() -> int:
    """How many faults the audit has: the answer stands on the administrator's page."""
    return sum(1 for _fault in chain.faults())


@task()
def erase_agreed(erasure_id: str) -> int:
    """What two have agreed to. It runs as the owner of the tables, which pages do not."""
    return erasing.carry_out(by=identity.system_actor(), erasure_id=UUID(erasure_id))


@task()
def find_likely_pairs() -> dict[str, int]:
    """Each night, and when a steward asks: who may be written down twice."""
    return stewarding.look(by=identity.system_actor())


@task()
def take_again(whose_id: str) -> dict[str, int]:
    """What waited for a steward's answer is taken again, in its sender's name."""
    return arrivals.take_again(by=identity.system_actor(), whose_id=UUID(whose_id))
