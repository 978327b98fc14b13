"""Putting the plan to the parties, and what each says of it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan import queries, rules
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Agreement, Outcome, PlanVersion, Support
from unstori.plan.queries.holding import check_seen
from unstori.story.actions.timeline import tell

SECTION = (
    "what_matters"  # that there is a plan, and who agrees, belongs to what matters; its parts keep their own
)
TITLES = {
    "agrees": _("%(who)s agrees with the plan"),
    "in_part": _("%(who)s agrees with part of the plan"),
    "disagrees": _("%(who)s does not agree with the plan"),
}


@transaction.atomic
def put_forward(*, by: Actor, person: Person) -> PlanVersion:
    """Freeze the plan as it stands and ask the parties what they say."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    # two at once would take the same number
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    parts = queries.plan_rows(opened.person)
    last = PlanVersion.objects.filter(person=person).order_by("-number").first()
    content = {"parts": parts, "on": clock.today().isoformat()}
    version = PlanVersion.objects.create(
        number=last.number + 1 if last else 1, section=SECTION, content=content,
        digest=rules.digest_of(content),
        sections_used=sorted({part["section"] for part in parts}), **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(by=by, row=version, event="plan.put_forward", says=_("The plan is ready for everyone to agree"))
    return version


@transaction.atomic
def agree(
    *,
    by: Actor,
    version: PlanVersion,
    verdict: str,
    reasons: str = "",
    party: Member | Person | None = None,
    basis: str = "",
) -> Agreement:
    """One party's answer, with a digest of what its author saw and which sections they did not.

    `party` is somebody who cannot sign in, whose answer is written down for them by who may add: the row says
    by whose hand, and on what `basis`. It settles nothing: that takes somebody's own answer.
    """
    opened = require(by, version.person_id, Permission.ADD if party else Permission.SEE, section=SECTION)
    check_seen(opened, version)
    rules.check_verdict(verdict, reasons)
    whose = _spoken_for(opened, party, basis) if party else {"party_capacity_id": by.capacity_id}
    seen = queries.put_parts(opened, version)
    said = Agreement.objects.create(
        version=version, section=SECTION, verdict=verdict, reasons=reasons,
        seen_digest=rules.digest_of(seen), sections_withheld=sorted(set(version.sections_used) - opened.sections),
        **whose, **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(by=by, row=said, event="plan.agreed", says=TITLES[verdict], who=said.party or by.label)
    if verdict == "agrees" and not party and opened.decides:
        _settle(by, opened, seen)
    return said


def _spoken_for(opened: Opened, party: Member | Person, basis: str) -> dict[str, Any]:
    if isinstance(party, Person):
        is_here, has_account, name = party == opened.person, queries.signs_in(party), party.called
    else:
        is_here, has_account = queries.is_in_circle(opened, party), party.capacity_id is not None
        name = party.name
    if not is_here:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk
        )
    rules.check_spoken_for(has_account=has_account, basis=basis)
    return {"party": name, "party_row": party.pk, "basis": basis}


def _settle(by: Actor, opened: Opened, seen: list[dict[str, Any]]) -> None:
    """The person, or who decides for them, agreed: what was proposed, and stands unchanged, is agreed."""
    by_kind = {kind: [p for p in seen if p["kind"] == kind] for kind in ("outcome", "support")}
    for part in by_kind["outcome"]:
        # locked: of two who decide, the second finds it agreed
        drafts = Outcome.objects.select_for_update().filter(pk=part["id"], state="draft", words=part["words"])
        for outcome in opened.rows(drafts):
            outcome.state = Outcome.State.AGREED
            outcome.version += 1
            outcome.save()
            note_changes(by=by, row=outcome, changed={"state": ("draft", "agreed")})
    for part in by_kind["support"]:
        proposed = Support.objects.select_for_update().filter(
            pk=part["id"], status="proposed", what=part["what"]
        )
        for support in opened.rows(proposed):
            support.status = Support.Status.AGREED
            support.version += 1
            support.save()
            note_changes(by=by, row=support, changed={"status": ("proposed", "agreed")})
