"""What becomes of an account: signing in, the second step, the capacity. The libraries' rows are theirs."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.people.models import User


@transaction.atomic
def signed_in(*, by: Actor, user: User) -> None:
    """Somebody signed in."""
    audit.record(by, "account.sign_in", row=user)


@transaction.atomic
def locked_out(*, by: Actor) -> None:
    """Too many wrong passwords. The name that was typed is not kept: it may be a password."""
    audit.record(by, "account.lock_out")


@transaction.atomic
def second_step_changed(*, by: Actor, user: User, change: str) -> None:
    """A second step was added or removed."""
    audit.record(by, f"account.second_step_{change}", row=user)


@transaction.atomic
def capacity_chosen(*, by: Actor) -> None:
    """From here on they act in this capacity."""
    audit.record(by, "capacity.choose")


@transaction.atomic
def became(*, by: Actor) -> None:
    """Somebody trying the demo became this made-up person."""
    audit.record(by, "demo.become")
