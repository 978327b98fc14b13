"""Invitations: a single-use link that expires. What it opens was decided before, not by the link."""

from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from unstori.access import audit
from unstori.access import queries as access
from unstori.access.actions import identity
from unstori.access.actions.workplace import joined
from unstori.access.door import NotFound, require
from unstori.access.queries.workplace import works_now
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.beginning import open_self, open_to_parent
from unstori.circle.actions.states import open_to
from unstori.circle.models import Invitation, Member, SharingDecision
from unstori.circle.queries.invitations import digest_of
from unstori.circle.signals import invited
from unstori.core import clock, ids
from unstori.people.models import Capacity, Person, User

KINDS = {"worker": Capacity.Kind.WORKER, "advocate": Capacity.Kind.ADVOCATE}


@transaction.atomic
def invite(
    *,
    by: Actor,
    person: Person,
    member: Member | None = None,
    email: str = "",
    language: str = "en",
    origin: str = "",
) -> Invitation:
    """Invite one of the circle, or the person (`member` None). A new link replaces any before it.

    Where a code is needed (`rules.needs_code`), what is returned holds it in words this once.
    """
    opened = require(by, person.pk, Permission.ADD, section="about_me", about=[member])
    if member is None:
        rules.check_invite_person(**queries.inviter(opened))
    else:
        rules.check_invite_kind(member.kind, by=by.kind)
    rules.check_invite(**_invited(opened.person, member))
    _end_earlier(by, person, member)
    until = clock.now() + timedelta(days=queries.law()["invited_for_days"])
    said = {"member": member, "email": email, "language": language, "valid_until": until}
    made = Invitation(id=ids.row_id(), **said, **audit.stamp(by=by, person=opened.person, section="about_me"))
    made.token_digest = digest_of(queries.token_of(made))
    _add_code(made)
    made.save(force_insert=True)
    audit.record(by, "invitation.make", person_id=person.pk, row=made)
    if email:
        invited.send(sender=Invitation, invitation=made, origin=origin)
    return made


def _end_earlier(by: Actor, person: Person, member: Member | None) -> None:
    # of two at once, the later link is the one
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    earlier = Invitation.objects.filter(person=person, member=member, used_at__isnull=True)
    earlier.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by.capacity_id)


def _add_code(made: Invitation) -> None:
    if rules.needs_code(for_the_person=made.member is None, email=made.email):
        code = ids.public_reference(rules.CODE_LENGTH)
        made.code, made.code_hash = rules.shown_code(code), make_password(code)


def _invited(person: Person, member: Member | None) -> dict[str, bool]:
    if member is None:
        return {"has_account": queries.has_own_account(person), "is_there": True, "has_place": True}
    return {
        "has_account": member.capacity_id is not None,
        "is_there": member.person_id == person.pk and rules.is_there(member.ends_on, clock.today()),
        "has_place": member.kind != Member.Kind.WORKER or member.organisation_id is not None,
    }


@transaction.atomic
def take_back_invitation(*, by: Actor, invitation: Invitation) -> None:
    """The link stops working."""
    require(by, invitation.person_id, Permission.ADD, section="about_me", about=[invitation])
    Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(
        ended_at=clock.now(), ended_by=by.capacity_id
    )
    audit.record(by, "invitation.take_back", person_id=invitation.person_id, row=invitation)


def accept(*, by: Actor, token: str, user: User | None = None, code: str = "", **account: str) -> Capacity:
    """Use the link: a new account, or the one signed in. NotFound when it was used, is over or for another.

    A wrong code raises RuleBroken. That it was tried stays written down, so it is not part of the transaction
    that lets somebody in.
    """
    invitation = queries.invitation_by(token, user)
    if invitation is None:
        raise NotFound(reference="invitation", permission=Permission.SEE)
    rules.check_code(_is_right(by, invitation, code))
    return _let_in(by, invitation.person, token, user, **account)


@transaction.atomic
def _is_right(by: Actor, invitation: Invitation, code: str) -> bool:
    """Whether this is the code, as long as there are tries left."""
    if not invitation.code_hash:
        return True
    mine = Invitation.objects.filter(pk=invitation.pk, tries__lt=rules.MOST_TRIES)
    counted = mine.update(tries=F("tries") + 1)
    if counted and check_password(rules.typed_code(code), invitation.code_hash):
        Invitation.objects.filter(pk=invitation.pk).update(tries=F("tries") - 1)
        return True
    audit.record(by, "invitation.wrong_code", person_id=invitation.person_id, row=invitation)
    return False


@transaction.atomic
def _let_in(
    by: Actor,
    person: Person,
    token: str,
    user: User | None,
    name: str = "",
    email: str = "",
    password: str = "",
    language: str = "en",
) -> Capacity:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    invitation = queries.invitation_by(token, user)  # again: they may have left, or the link was taken back
    if invitation is None or not _use(invitation):
        raise NotFound(reference="invitation", permission=Permission.SEE, person_id=person.pk)
    if user is None:
        address = invitation.email or email
        rules.check_is_new(queries.has_account(address))
        user = identity.open_account(by=by, email=address, name=name, password=password, language=language)
    Invitation.objects.filter(pk=invitation.pk).update(used_by=user.pk)
    capacity = _capacity(by, invitation, user)
    if invitation.member is None:
        open_self(by=by, person=invitation.person, capacity=capacity)
    else:
        _open_member(by, invitation, invitation.member, capacity)
    audit.record(
        access.actor_of(capacity), "invitation.accept", person_id=invitation.person_id, row=invitation
    )
    return capacity


def _use(invitation: Invitation) -> bool:
    """Mark it used in one statement, so that of two who press at once only one is let in."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, ended_at__isnull=True)
    return unused.update(used_at=clock.now()) == 1


def _capacity(by: Actor, invitation: Invitation, user: User) -> Capacity:
    member = invitation.member
    if member is None:
        return identity.give_capacity(by=by, user=user, kind=Capacity.Kind.SELF, person=invitation.person)
    kind = KINDS.get(member.kind, Capacity.Kind.FAMILY)
    if kind == Capacity.Kind.FAMILY:
        return identity.give_capacity(by=by, user=user, kind=kind, person=member.person, role=member.relation)
    place = {"organisation_id": member.organisation_id, "team_id": member.team_id}
    inviter = invitation.created_by
    vouched = inviter.vouched and rules.vouches(
        kind=inviter.kind, own=inviter.organisation_id, place=member.organisation_id,
        own_team=inviter.team_id, team=member.team_id, stands=works_now(inviter),
    )  # fmt: skip
    held = Capacity.objects.filter(user=user, kind=kind, ends_on__isnull=True, vouched__gte=vouched, **place)
    if found := held.first():
        return found
    made = identity.give_capacity(by=by, user=user, kind=kind, role=member.relation, vouched=vouched, **place)
    joined(by=by, capacity=made)
    return made


def _open_member(by: Actor, invitation: Invitation, member: Member, capacity: Capacity) -> None:
    """What was decided about them before they had an account, and what the law gives them.

    Who invited a parent let them in: what is kept from the one is not to be had through the other.
    """
    person = invitation.person
    member.capacity = capacity
    Member.objects.filter(pk=member.pk).update(capacity=capacity, version=member.version + 1)
    if member.parental_responsibility:
        open_to_parent(by=by, person=person, member=member, giver=invitation.created_by_id)
    decided = SharingDecision.objects.filter(
        person=person, with_member=member, permission__lt=Permission.DECIDE
    )
    for decision in decided.select_related("with_member__capacity", "person").prefetch_related("states"):
        if decision.newest.state in rules.IN_FORCE:
            open_to(by=by, decision=decision, giver=decision.giver_id)
