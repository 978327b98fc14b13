"""What the team does: takes it on, decides, passes it on, says back what it may."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from unstori.access.actions import withholding
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.words import Words
from unstori.people.models import Capacity
from unstori.plan import actions as plan
from unstori.safeguarding import queries, rules
from unstori.safeguarding.actions.raising import bring, step, wait_for
from unstori.safeguarding.models import Concern, Source, Step
from unstori.story import actions as story

# Others read why something is kept: it says nothing of a concern, nor whom one names.
KEPT_WHY = "Seeing it could put somebody in danger."


@transaction.atomic
def accept(*, by: Actor, concern: Concern) -> Step:
    """The name that who raised it sees."""
    held = _hold(by, concern, "accept")
    held.state, held.holder_id, held.nobody_on_duty = rules.ACCEPTED, by.capacity_id, False
    held.save(update_fields=["state", "holder", "nobody_on_duty"])
    return step(by=by, concern=held, kind=Step.Kind.ACCEPTED)


@transaction.atomic
def decide(
    *, by: Actor, concern: Concern, outcome: str, why: str, instead: str = "", for_raiser: str = ""
) -> Step:
    """What happens now, and why. An enquiry begins in the record, where the decider may write there."""
    held = _hold(by, concern, "decide")
    offered = {one["id"]: one for one in queries.outcomes(held)}
    rules.check_decision(outcome=outcome, offered=offered, why=why, instead=instead)
    enquiry = _begin_enquiry(by, held, offered[outcome].get("enquiry", ""))
    held.state, held.outcome, held.holder_id = rules.DECIDED, outcome, by.capacity_id
    held.escalated = False
    held.save(update_fields=["state", "outcome", "holder", "escalated"])
    return step(by=by, concern=held, kind=Step.Kind.DECIDED, outcome=outcome, why=why, instead=instead, for_raiser=for_raiser,
                enquiry_id=enquiry)  # fmt: skip


@transaction.atomic
def give(*, by: Actor, concern: Concern, to: Capacity, why: str = "") -> Step:
    """To somebody else of the team, from whom it is not kept. They take it on themselves."""
    held = _hold(by, concern, "give")
    able = {each.pk for each in queries.workers(held.team) if each.user_id not in queries.users_of(held)}
    if to.pk not in able:
        raise RuleBroken(_("Choose somebody who works in this team now."))
    held.state, held.holder, held.nobody_on_duty = rules.WAITING, to, False
    held.save(update_fields=["state", "holder", "nobody_on_duty"])
    made = step(by=by, concern=held, kind=Step.Kind.GIVEN, why=why)
    wait_for(by=by, concern=held)
    return made


@transaction.atomic
def pass_on(*, by: Actor, concern: Concern, kind: str, why: str) -> None:
    """To another team of the authority: in the morning, or when it is about somebody else than it seemed."""
    held = _hold(by, concern, "pass")
    rules.check_words(why)
    place = queries.places_of(held.authority_id).get(kind)
    if place is None or place.team is None or place.team_id == held.team_id:
        raise RuleBroken(_("Choose another team that takes concerns."))
    bring(by=by, concern=held, place=place, kind=Step.Kind.PASSED, why=why)


@transaction.atomic
def say_back(*, by: Actor, concern: Concern, words: str) -> Step:
    """To who raised it, as far as they may know: written for them, never a part of the record."""
    held = _hold(by, concern, "say")
    rules.check_words(words)
    return step(by=by, concern=held, kind=Step.Kind.SAID, for_raiser=words)


@transaction.atomic
def tell_person(*, by: Actor, concern: Concern, words: str) -> Step:
    """What the person themselves may know, in their story: seen by them and the writer, kept from who may be the danger."""
    held = _hold(by, concern, "tell")
    rules.check_words(words)
    if not queries.writes_in_record(by, held):
        raise RuleBroken(_("You cannot write in this person’s record. Somebody who may has to do this."))
    assert held.person is not None
    entry = story.record(
        by=by, person=held.person, section=queries.SECTION, event="safeguarding.told", words=words, narrowed=True,
        title=Words(en="About being safe", cy="Ynglŷn â bod yn ddiogel"),
    )  # fmt: skip
    _keep_from_sources(by, held, entry.pk)
    return step(by=by, concern=held, kind=Step.Kind.TOLD_PERSON, why=words)


def _begin_enquiry(by: Actor, held: Concern, kind: str) -> UUID | None:
    """In the record and kept from whoever may be the danger, in one transaction: nobody sees it meanwhile."""
    if not kind or not queries.writes_in_record(by, held):
        return None
    assert held.person is not None
    enquiry = plan.add_enquiry(by=by, person=held.person, kind=kind, began_on=clock.today())
    _keep_from_sources(by, held, enquiry.pk)
    return enquiry.pk


def _keep_from_sources(by: Actor, held: Concern, row_id: UUID) -> None:
    """With a day on which it is looked at again, and an end."""
    law, today = queries.definition_of(held), clock.today()
    assert held.person is not None
    for source in Source.objects.filter(concern=held, capacity__isnull=False).select_related("capacity"):
        assert source.capacity is not None
        withholding.withhold(
            by=by, person=held.person, kind="row", withheld_from=source.capacity, reason=KEPT_WHY, row_id=row_id,
            review_on=today + timedelta(law["review_kept_days"]), ends_on=today + timedelta(law["keep_days"]),
        )  # fmt: skip


def _hold(by: Actor, concern: Concern, what: str) -> Concern:
    """Locked, for the team that has it, in a state in which this can be done. Raises NotFound, RuleBroken."""
    queries.one_for_team(by, concern.pk)
    # Its team and who has it are read after: joined to a row that was waited for they come as they were before.
    held = Concern.objects.select_for_update().get(pk=concern.pk)
    queries.one_for_team(by, held.pk)  # again: while we waited for the lock it may have gone to another team
    rules.check_step(what, queries.state_now(held))
    return held
