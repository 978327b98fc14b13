"""What becomes of somebody who works at an organisation: by its administrator, never by themselves (ADR 0056)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from unstori.access import audit
from unstori.access.actions import identity
from unstori.access.door import NotFound
from unstori.access.queries import workplace as queries
from unstori.access.rules import Actor, Permission
from unstori.access.rules import workplace as rules
from unstori.access.signals import account_touched, joined_team, signed_out_everywhere
from unstori.core import clock
from unstori.people.models import Capacity, Organisation, Team, User


def require_administers(*, by: Actor, organisation_id: UUID | None) -> None:
    """Who does not administer it learns nothing about it. Raises NotFound."""
    if not rules.can_administer(by, organisation_id):
        raise NotFound(reference="", permission=Permission.DECIDE)


def check_place(*, by: Actor, organisation_id: UUID, kind: str, team: Team | None, manages: bool) -> None:
    """What an organisation can make somebody. Raises NotFound, RuleBroken. Writes nothing."""
    require_administers(by=by, organisation_id=organisation_id)
    rules.check_given(kind)
    own = team is None or team.organisation_id == organisation_id
    rules.check_place(kind=kind, has_team=team is not None, same_organisation=own, manages=manages)


def check_works_here(*, by: Actor, user: User, organisation_id: UUID) -> None:
    """Nobody becomes anything at a place that they do not work at now. NotFound, RuleBroken. Writes nothing."""
    require_administers(by=by, organisation_id=organisation_id)
    rules.check_is_here(by.is_system or queries.is_here(user, organisation_id))


@transaction.atomic
def give(
    *, by: Actor, user: User, organisation: Organisation, kind: str, role: str = "", team: Team | None = None,
    manages: bool = False,
) -> Capacity:  # fmt: skip
    """Another thing that somebody is here. It is vouched for, as the organisation itself says it.

    Who is to run it takes two (ADR 0065). Who does not work here is invited, and says themselves whether they come.
    """
    check_place(by=by, organisation_id=organisation.pk, kind=kind, team=team, manages=manages)
    rules.check_by_one(by, kind)
    check_works_here(by=by, user=user, organisation_id=organisation.pk)
    rules.check_somebody_else(by, user.pk)
    place: dict[str, Any] = {"organisation": organisation, "team": team, "manages": manages, "vouched": True}
    made = identity.give_capacity(by=by, user=user, kind=kind, role=role or rules.ROLE.get(kind, ""), **place)
    joined(by=by, capacity=made)
    return made


def joined(*, by: Actor, capacity: Capacity) -> None:
    """Whoever looks after a team is told who sees from now on what is shared with it."""
    if capacity.team_id and capacity.vouched:
        joined_team.send(sender=Capacity, capacity=capacity, by=by)


@transaction.atomic
def move(*, by: Actor, capacity: Capacity, team: Team | None, role: str, manages: bool) -> Capacity:
    """Another team, another role, manager or no longer. What they owed is `circle`'s to place."""
    held = _held(by, capacity)
    check_place(by=by, organisation_id=_place(held), kind=held.kind, team=team, manages=manages)
    new = {"team_id": team.pk if team else None, "role": role, "manages": manages}
    changed = sorted(name for name, value in new.items() if getattr(held, name) != value)
    if changed:
        if "team_id" in changed:
            _off_duty(by, held)
        Capacity.objects.filter(pk=held.pk).update(**new)
        audit.record(by, "capacity.change", row=held, detail={"fields": changed})
        held.refresh_from_db()
    if "team_id" in changed:
        joined(by=by, capacity=held)
    return held


@transaction.atomic
def vouch(*, by: Actor, capacity: Capacity) -> None:
    """Somebody else invited them; the organisation says that they do work here (ADR 0046)."""
    held = _held(by, capacity)
    rules.check_by_one(by, held.kind)
    Capacity.objects.filter(pk=held.pk).update(vouched=True)
    audit.record(by, "capacity.vouch", row=held)
    held.vouched = True
    joined(by=by, capacity=held)


@transaction.atomic
def end(*, by: Actor, capacity: Capacity, why: str) -> None:
    """From this minute they do not act in it. The caller has placed what they owed."""
    rules.check_said(why, rules.WHY_ENDED)
    held = _held(by, capacity)
    Organisation.objects.select_for_update(no_key=True).get(pk=_place(held))  # not two administrators at once
    rules.check_not_last(held.kind, queries.others_who_administer(held))
    _off_duty(by, held)
    yesterday = clock.today() - timedelta(days=1)
    Capacity.objects.filter(pk=held.pk).update(ends_on=yesterday, manages=False)
    audit.record(by, "capacity.end", row=held, detail={"why": why})


@transaction.atomic
def sign_out(*, by: Actor, capacity: Capacity) -> int:
    """Wherever they are signed in, they no longer are; nor does a system read for them. Returns in how many places."""
    user = _held(by, capacity).user
    ended, _rows = Session.objects.filter(session_key__in=queries.sessions_of(user)).delete()
    audit.record(by, "account.sign_out_everywhere", row=user, detail={"ended": ended})
    signed_out_everywhere.send(sender=User, user=user)
    return ended


@transaction.atomic
def reset_second_step(*, by: Actor, capacity: Capacity, why: str, checked: str, origin: str = "") -> None:
    """A phone was lost: they set up a new second step when they next sign in, and are told by e-mail.

    Whoever asks may not be they: so how that was checked is asked, and stays in the audit. Of an account that opens
    more than this organisation, whoever runs the installation does it (ADR 0066).
    """
    rules.check_said(why, rules.WHY_RESET)
    rules.check_said(checked, rules.CHECKED)
    held = _held(by, capacity)
    user = held.user
    at = held.organisation_id
    rules.check_only_ours(by, at is None or queries.is_elsewhere_too(user, at))
    Authenticator.objects.filter(user=user).delete()
    sign_out(by=by, capacity=capacity)
    audit.record(by, "account.second_step_reset", row=user, detail={"why": why, "checked": checked})
    account_touched.send(sender=User, user=user, origin=origin)


def _held(by: Actor, capacity: Capacity) -> Capacity:
    """The capacity as it stands, for who administers its organisation, unless it is their own."""
    held = (
        Capacity.objects.select_for_update(of=("self",)).select_related("user").filter(pk=capacity.pk).first()
    )
    require_administers(by=by, organisation_id=held.organisation_id if held else None)
    if held is None or not queries.works_now(held):
        raise NotFound(reference=str(capacity.pk), permission=Permission.DECIDE)
    rules.check_somebody_else(by, held.user_id)
    return held


def _place(held: Capacity) -> UUID:
    assert held.organisation_id is not None  # the constraint: it was administered
    return held.organisation_id


def _off_duty(by: Actor, held: Capacity) -> None:
    for team in queries.teams_of_duty(held):
        Team.objects.filter(pk=team.pk).update(on_duty=None)
        audit.record(by, "team.off_duty", row=team)
