"""Deciding about one need, test by test; and what each party says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.assessment import catalogue, queries, rules
from unstori.assessment.actions.stepping import NextStep, promise_step
from unstori.assessment.actions.telling import tell
from unstori.assessment.models import Assessment, Citation, Finding, FindingView, Judged, Written
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as __
from unstori.plan import actions as plan
from unstori.plan.actions.needs import judge_need
from unstori.plan.models import Need


@dataclass(frozen=True)
class Answered:
    """How one test was answered, why, and on which of the cited rows."""

    answer: str
    reasons: str
    outcomes: tuple[str, ...] = ()
    grounds: tuple[UUID, ...] = field(default=())


@transaction.atomic
def determine(
    *,
    by: Actor,
    assessment: Assessment,
    tests: Mapping[str, Answered],
    words: str = "",
    need: Need | None = None,
    step: NextStep | None = None,
    replaces: Finding | None = None,
) -> Finding:
    """The result follows from the tests. A "no" says what instead, who and by when; an eligible need goes to the plan."""
    opened = require(by, assessment.person_id, Permission.ADD, section=assessment.section, about=[need])
    held, step = queries.hold(opened, assessment), step or NextStep()
    kind = catalogue.kind(held.kind, held.kind_version)
    before = queries.finding(opened, replaces.pk) if replaces else None
    cited = _check(by, opened, held, kind, tests, before)
    need, words = _about(kind, need, words, before)
    result = rules.result_of({id: said.answer for id, said in tests.items()}, kind.result)
    rules.check_no_bare_no(result=result, instead=step.said, today=clock.today())
    found = Finding.objects.create(
        assessment=held, need=_in_the_plan(by, held, kind, need, words, result), words=words, result=result,
        instead=step.what, next_owner=step.owner, next_on=step.on, replaces=before, narrowed=held.is_carers,
        **audit.stamp(by=by, person=opened.person, section=held.section),
    )  # fmt: skip
    found.stood.set(_as_it_stands(held))
    _judge(by, held, found, tests, cited)
    promise_step(by=by, opened=opened, assessment=held, row=found, step=step)
    says = _("Decided about a need: %(title)s")
    tell(by=by, assessment=held, row=found, event="assessment.found", says=says)
    return found


def _about(
    kind: catalogue.Kind, need: Need | None, words: str, before: Finding | None
) -> tuple[Need | None, str]:
    """What is decided about: the need of the plan, or in words; decided anew, the same as before."""
    if kind.whole:
        return None, ""
    need = (before.need if before else None) or need
    words = need.words if need else words or (before.words if before else "")
    rules.check_need(words)
    return need, words


def _as_it_stands(held: Assessment) -> list[Written]:
    """What everybody had shown, kept as it is now, under who wrote it: nobody changes later what was decided on."""
    return [
        Written.objects.get_or_create(
            contribution=said, version=said.version,
            defaults={
                "words": said.words, "language": said.language, "person_id": said.person_id, "section": said.section,
                "narrowed": said.narrowed, "created_by_id": said.created_by_id, "controller_id": said.controller_id,
            },
        )[0]
        for said in queries.shown(held)
    ]  # fmt: skip


def _judge(
    by: Actor,
    held: Assessment,
    found: Finding,
    tests: Mapping[str, Answered],
    cited: Mapping[UUID, Citation],
) -> None:
    """Each test by itself. What was decided about a carer is narrowed: let in, they can disagree as anybody can."""
    if held.carer is not None:
        grants.let_in(person=held.person, row_id=found.pk, capacity=held.carer, by=by)
    for test, said in tests.items():
        judged = Judged.objects.create(
            finding=found, test=test, answer=said.answer, reasons=said.reasons, outcomes=list(said.outcomes),
            narrowed=found.narrowed, **audit.stamp(by=by, person=found.person, section=found.section),
        )  # fmt: skip
        judged.grounds.set(cited[ground] for ground in said.grounds)


def _check(
    by: Actor,
    opened: Opened,
    held: Assessment,
    kind: catalogue.Kind,
    tests: Mapping[str, Answered],
    before: Finding | None,
) -> dict[UUID, Citation]:
    """Each test with its reasons, on rows that the assessment rests on; by who holds it; the newest is replaced."""
    rules.check_assess(by.kind)
    if before is None:
        rules.check_open(held.state)
    elif queries.is_replaced(before) or before.assessment_id != held.pk:
        raise RuleBroken(__("This was decided anew already. Start from the newest."))
    if held.owner_id != by.capacity_id:
        raise RuleBroken(__("Take this on first. Whoever holds it decides."))
    rules.check_every_test(answered=tests.keys(), tests=[test.id for test in kind.tests])
    cited = {row.pk: row for row in queries.citations(opened, held)}
    for test in kind.tests:
        said = tests[test.id]
        rules.check_answer(
            answer=said.answer, reasons=said.reasons, outcomes=said.outcomes, at_least=test.at_least
        )
        if not set(said.outcomes) <= set(test.outcomes) or not set(said.grounds) <= set(cited):
            raise queries.missing(opened)
    return cited


def _in_the_plan(
    by: Actor, held: Assessment, kind: catalogue.Kind, need: Need | None, words: str, result: str
) -> Need | None:
    """An eligible need stands in the plan without being typed again. A carer's own does not: it is not this person's.

    While not enough is known nothing was decided, and what was found eligible before stays so.
    """
    if held.is_carers or kind.whole:
        return None
    if need is not None and result == rules.UNKNOWN:
        return need
    if need is not None:
        return judge_need(by=by, need=need, eligible=result == rules.MET)
    if result != rules.MET:
        return None
    return plan.add_need(by=by, person=held.person, section=held.section, words=words, eligible=True)


@transaction.atomic
def say_of(*, by: Actor, finding: Finding, verdict: str, words: str = "", said_by: str = "") -> FindingView:
    """What the person or another party says of it, kept beside it. It changes no result."""
    opened = require(by, finding.person_id, Permission.SEE)
    held = queries.finding(opened, finding.pk)
    rules.check_view(verdict=verdict, words=words)
    view = FindingView.objects.create(
        finding=held, verdict=verdict, words=words, said_by=said_by, narrowed=held.narrowed,
        **audit.stamp(by=by, person=opened.person, section=held.section),
    )  # fmt: skip
    tell(
        by=by, assessment=held.assessment, row=view, event="assessment.view",
        says=_("Somebody said what they think of what was decided: %(title)s"),
    )  # fmt: skip
    return view
