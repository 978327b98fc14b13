"""Finding records that may be of one person, and what a steward says of them. Nothing is copied (ADR 0059)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.words import Words
from unstori.governance.models import IdentityDecision, LikelyPair
from unstori.governance.queries import identity as queries
from unstori.governance.queries import likeness
from unstori.governance.rules import identity as rules
from unstori.governance.rules.likeness import digest_of
from unstori.governance.signals import looking_asked
from unstori.people.models import Person
from unstori.story import actions as story

NAMED = [["named", "named"]]
LINKED = _(
    "A steward of records found that there is a second record of the same person. Nobody sees more by it."
)
UNLINKED = _("A steward of records undid the link to a second record.")


@transaction.atomic
def look(*, by: Actor) -> dict[str, int]:
    """Compare everybody with everybody. For the job: again finds the same. Raises NotFound for others."""
    if not by.is_system:
        raise NotFound(reference="", permission=Permission.SEE)
    those = likeness.everybody()
    found = {(UUID(one.left), UUID(one.right)): one for one in likeness.alike(those)}
    known = {(one.left_id, one.right_id): one for one in LikelyPair.objects.select_for_update()}
    for key, one in found.items():
        now = {
            "weight": one.weight,
            "reasons": [list(each) for each in one.reasons],
            "digest": one.digest,
            "stands": True,
        }
        held = known.get(key)
        if held is None:
            LikelyPair.objects.create(left_id=key[0], right_id=key[1], created_by_id=by.capacity_id, **now)
        elif any(getattr(held, name) != value for name, value in now.items()):
            LikelyPair.objects.filter(pk=held.pk).update(**now)
    gone = [one.pk for key, one in known.items() if key not in found and one.stands and one.reasons != NAMED]
    LikelyPair.objects.filter(pk__in=gone).update(stands=False)
    result = {"looked": len(those), "found": len(found), "new": len(found.keys() - known.keys())}
    audit.record(by, "likeness.look", detail=result)
    return result


@transaction.atomic
def ask_to_look(*, by: Actor) -> None:
    """It takes a while where there are many, so a job does it. Twice at once is once."""
    queries.check_stewards(by)
    if queries.looked(by).runs:
        return
    audit.record(by, "likeness.ask")
    looking_asked.send(sender=LikelyPair)


@transaction.atomic
def name_two(*, by: Actor, one: str, other: str) -> LikelyPair:
    """Two records that a steward knows of, though they are not alike. NotFound, RuleBroken."""
    first, second = queries.named(by, (one, other))
    rules.check_two(first.pk, second.pk)
    left, right = sorted((first, second), key=lambda each: each.pk)
    made, new = LikelyPair.objects.get_or_create(
        left=left, right=right,
        defaults={"weight": 0.0, "reasons": NAMED, "digest": _digest(left, right), "created_by_id": by.capacity_id},
    )  # fmt: skip
    found = queries.pair(by, made.pk)
    if not new and not made.stands:
        LikelyPair.objects.filter(pk=made.pk).update(stands=True, reasons=NAMED)
    for person in (left, right):
        audit.record(by, "likeness.name", person_id=person.pk, row=made)
    return found


@transaction.atomic
def look_at(*, by: Actor, id: UUID) -> LikelyPair:
    """Two records side by side: whose they are, and that somebody looked. Raises NotFound."""
    pair = queries.pair(by, id)
    for person_id in (pair.left_id, pair.right_id):
        audit.record(by, "read", person_id=person_id, detail={"what": "identity"})
    return pair


@transaction.atomic
def answer(
    *, by: Actor, pair: LikelyPair, said: str, why: str, seen: str, tell: bool = False
) -> IdentityDecision:
    """The same, not the same or not sure. A link gives nobody sight of what they had not. NotFound, RuleBroken."""
    held = _held(by, pair)
    if _digest(held.left, held.right) != seen:
        raise RuleBroken(_("One of the two records was changed meanwhile. Look at them again, then answer."))
    return _say(by, held, said, why, tell=tell and said == rules.SAME)


@transaction.atomic
def undo(*, by: Actor, pair: LikelyPair, why: str) -> IdentityDecision:
    """All is as it was before the link. Whoever was told of it is told of this. NotFound, RuleBroken."""
    held = _held(by, pair)
    link = queries.said_of(held).first()
    undoes = link if link and link.answer == rules.SAME else None
    return _say(by, held, rules.APART, why, tell=bool(undoes and undoes.told), undoes=undoes)


def _held(by: Actor, pair: LikelyPair) -> LikelyPair:
    queries.pair(by, pair.pk)
    return LikelyPair.objects.select_for_update(of=("self",)).select_related("left", "right").get(pk=pair.pk)


def _say(by: Actor, held: LikelyPair, said: str, why: str, *, tell: bool, **more: Any) -> IdentityDecision:
    last = queries.said_of(held).first()
    rules.check_said(said, last.answer if last else "")
    rules.check_why(why)
    digest = _digest(held.left, held.right)
    told = tell and not queries.is_something_kept([held.left_id, held.right_id])
    made = IdentityDecision.objects.create(
        left=held.left, right=held.right, answer=said, why=why.strip(), digest=digest, told=told,
        created_by_id=by.capacity_id, **more,
    )  # fmt: skip
    LikelyPair.objects.filter(pk=held.pk).update(digest=digest)
    for person in (held.left, held.right):
        audit.record(by, f"identity.{said}", person_id=person.pk, row=made)
        if told:
            _tell(by, person, said)
    return made


def _tell(by: Actor, person: Person, said: str) -> None:
    """Neither where the other record is nor whose: that could tell somebody where a person lives now."""
    says = UNLINKED if said == rules.APART else LINKED
    story.record(
        by=by,
        person=person,
        section="about_me",
        event=f"identity.{said}",
        title=Words.both(lambda: gettext(says)),
    )


def _digest(left: Person, right: Person) -> str:
    return digest_of(*likeness.identities([left, right]))
