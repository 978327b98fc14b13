"""Messages that this room's actions want sent: queued in the transaction that wants them."""

from typing import Any

from django.dispatch import receiver

from unstori.access.rules import Actor
from unstori.access.signals import joined_team
from unstori.exchange.models import Whose
from unstori.exchange.signals import region_told, worker_to_invite
from unstori.governance import tasks
from unstori.governance.actions import invitations
from unstori.governance.models import Erasure, WorkInvitation
from unstori.governance.signals import (
    confirming_answered,
    confirming_asked,
    erasure_agreed,
    invited_to_work,
    looking_asked,
    verification_asked,
    whose_said,
)
from unstori.people.models import Capacity, Organisation, Team


@receiver(invited_to_work, dispatch_uid="governance.send_invitation")
def queue_invitation(*, invitation: WorkInvitation, origin: str, **_more: Any) -> None:
    """The link is not queued: the job makes it again from the row."""
    if origin:
        tasks.send_work_invitation.enqueue(str(invitation.pk), origin)


@receiver(confirming_asked, dispatch_uid="governance.tell_seconds")
def queue_asking(*, invitation: WorkInvitation, origin: str, **_more: Any) -> None:
    if origin:
        tasks.tell_seconds.enqueue(str(invitation.pk), origin)


@receiver(confirming_answered, dispatch_uid="governance.tell_asker")
def queue_answer(*, invitation: WorkInvitation, origin: str, **_more: Any) -> None:
    if origin:
        tasks.tell_asker.enqueue(str(invitation.pk), origin)


@receiver(joined_team, dispatch_uid="governance.tell_team")
def queue_joined(*, capacity: Capacity, **_more: Any) -> None:
    tasks.tell_team.enqueue(str(capacity.pk))


@receiver(verification_asked, dispatch_uid="governance.verify_audit")
def queue_verification(**_more: Any) -> None:
    tasks.verify_audit.enqueue()


@receiver(erasure_agreed, dispatch_uid="governance.erase_agreed")
def queue_erasure(*, erasure: Erasure, **_more: Any) -> None:
    """In the transaction that agreed to it."""
    tasks.erase_agreed.enqueue(str(erasure.pk))


@receiver(looking_asked, dispatch_uid="governance.find_likely_pairs")
def queue_looking(**_more: Any) -> None:
    tasks.find_likely_pairs.enqueue()


@receiver(worker_to_invite, dispatch_uid="governance.invite_from_table")
def invite_from_table(
    *,
    by: Actor,
    organisation: Organisation,
    said: dict[str, Any],
    team: Team | None,
    origin: str,
    **_more: Any,
) -> None:
    """Who came in a table is invited as anybody else."""
    invitations.invite(
        by=by, organisation=organisation, email=said["email"], name=said["full_name"], kind="worker",
        role=said["role"], team=team, manages=bool(said["manages"] and team), language=said["language"], origin=origin,
    )  # fmt: skip


@receiver(whose_said, dispatch_uid="governance.take_again")
def queue_taking_again(*, said: Whose, **_more: Any) -> None:
    """In the transaction in which it was said."""
    tasks.take_again.enqueue(str(said.pk))


@receiver(region_told, dispatch_uid="governance.tell_region")
def tell_region(*, running: Any, said: dict[str, Any], **_more: Any) -> list[Any]:
    """The demo's requests about data, and its second record of somebody. Imported late: only a demo tells it."""
    from unstori.governance import region

    return list(region.steps(running, said))
