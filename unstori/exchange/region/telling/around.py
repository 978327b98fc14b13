"""Who joins the circle and what is shared with them; what happens once in a life."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.access.rules import SHAREABLE, Permission
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.core.words import Words
from unstori.exchange.region.telling import told

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Step, Teller

PURPOSE = Words(en="To help with what matters to me", cy="I helpu gyda'r hyn sy'n bwysig i mi")


def join(life: "Teller", one: dict[str, Any]) -> None:
    """Somebody comes into the circle, sees what they are there for, and may become key worker."""
    if one.get("decides"):
        _known_as(life, one)
        return
    member = life.members[one.get("key") or one.get("worker") or one["name"]] = _add(life, one)
    sections = _sections(life, one)
    if member.capacity_id and sections:
        circle.share(
            by=life.decider().actor,
            person=life.person,
            holder=member,
            sections=sections,
            purpose=PURPOSE.cy if life.life["language"] == "cy" else PURPOSE.en,
            permission=Permission.ADD,
        )
    if one.get("worker") and one["worker"] == life.life.get("key_worker"):
        circle.set_key_worker(by=life.decider().actor, person=life.person, member=member)


def once(life: "Teller") -> Iterator["Step"]:
    """A legal status, a dispute, two facts that cannot both be true, a first conversation."""
    said = life.life
    if status := said.get("legal_status"):
        yield status["since"], partial(_status, life, status)
    if dispute := said.get("disputed"):
        yield dispute["d"], partial(_dispute, life, dispute)
    if both := said.get("contradiction"):
        yield both["one"]["d"], partial(told.contradiction, life, both, "one")
        yield both["other"]["d"], partial(told.contradiction, life, both, "other")
    if talk := said.get("conversation"):
        yield talk["d"], partial(told.conversation, life, talk)


def _add(life: "Teller", one: dict[str, Any]) -> Member:
    part = life.parts.get(one.get("worker") or one.get("key") or "")
    more: dict[str, Any] = {}
    if one.get("worker") and part:
        held = part.capacity
        more = {"organisation_id": held.organisation_id, "team_id": held.team_id}
        one = {"kind": held.kind, "name": held.user.name, "relation": held.role, **one}
    return circle.add_member(
        by=life.decider().actor,
        person=life.person,
        kind=one["kind"],
        name=one["name"],
        relation=one["relation"],
        closeness=one["near"],
        capacity=part.capacity if part else None,
        delegated_authority=one.get("delegated", False),
        **more,
    )


def _sections(life: "Teller", one: dict[str, Any]) -> tuple[str, ...]:
    if one.get("only_document"):
        return ()
    part = life.parts.get(one.get("worker", ""))
    if isinstance(one.get("sections"), list):
        return tuple(one["sections"])
    if one.get("sections"):
        return ("about_me", "what_matters", "health", "learning", "care", "behaviour")
    return part.reach if part else SHAREABLE


def _known_as(life: "Teller", one: dict[str, Any]) -> None:
    """A parent is in the circle from the start; here they get the name that the person has for them."""
    actor, member = life.parts[one["key"]].actor, life.members[one["key"]]
    circle.change_member(
        by=actor, member=member, version=member.version, relation=one["relation"], closeness=one["near"]
    )


def _status(life: "Teller", status: dict[str, Any]) -> None:
    by = life.parts[life.life["key_worker"]].actor
    circle.record_legal_status(
        by=by, person=life.person, status=status["status"], starts_on=life.day(status["since"])
    )


def _dispute(life: "Teller", said: dict[str, Any]) -> None:
    decision = circle.share(
        by=life.parts[said["given_by"]].actor,
        person=life.person,
        holder=life.members[said["with"]],
        sections=said["sections"],
        purpose=said["purpose"],
        permission=Permission.SEE,
    )
    circle.dispute(by=life.parts[said["disputed_by"]].actor, decision=decision, why=said["why"])
