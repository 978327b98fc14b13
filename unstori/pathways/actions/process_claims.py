"""Claiming that an exception of the law excuses lateness, with what shows it; and claiming it no more."""

from datetime import date

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.pathways import catalogue
from unstori.pathways.actions.processes import held, tell
from unstori.pathways.models import Process, ProcessClaim
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import running
from unstori.pathways.rules import processes as rules


@transaction.atomic
def claim_exception(
    *, by: Actor, process: Process, clock_id: str, code: str, first: date, last: date, words: str
) -> ProcessClaim:  # fmt: skip
    """Whoever is late says what excuses it, and what shows it. It moves no day. Raises NotFound, RuleBroken."""
    opened, row = held(by=by, process=process)
    now = running(row)
    if not queries.may_claim(opened, row, now.kind):
        raise queries.missing(opened)
    law = next((each.clock for _counting, each in now.runs if each.clock.id == clock_id), None)
    names = {each.id: each.name for each in law.excuses} if law else {}
    rules.check_claim(codes=names, code=code, first=first, last=last, words=words)
    made = ProcessClaim.objects.create(
        process=row, clock=clock_id, code=code, first_on=first, last_on=last, words=words.strip(), narrowed=row.narrowed,
        **audit.stamp(by=by, person=row.person, section=row.section),
    )  # fmt: skip
    tell(by=by, row=row, made=made, event="claimed", what=lambda: str(names[code]), words=words.strip())
    return made


@transaction.atomic
def take_back_claim(*, by: Actor, claim: ProcessClaim, words: str) -> ProcessClaim:
    opened, row = held(by=by, process=claim.process, also=claim)
    now = running(row)
    if not queries.may_claim(opened, row, now.kind) or claim.pk not in {each.pk for each in now.claims}:
        raise queries.missing(opened)
    made = ProcessClaim.objects.create(
        process=row, clock=claim.clock, code=claim.code, first_on=claim.first_on, last_on=claim.last_on,
        words=words.strip(), takes_back=claim, narrowed=row.narrowed,
        **audit.stamp(by=by, person=row.person, section=row.section),
    )  # fmt: skip
    names = {each.id: each.name for each in catalogue.newest(claim.clock).excuses}
    tell(
        by=by,
        row=row,
        made=made,
        event="claim_back",
        what=lambda: str(names[claim.code]),
        words=words.strip(),
    )
    return made
