"""What an element rests on, and what each makes of it."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.assessment import catalogue, queries, rules
from unstori.assessment.drawing import Source, known
from unstori.assessment.models import Assessment, Citation, Contribution
from unstori.core import clock
from unstori.core.errors import Clash


@transaction.atomic
def cite(*, by: Actor, assessment: Assessment, element: str, rows: Collection[UUID]) -> list[Citation]:
    """Rest an element on these rows of those that the actor sees, and on no others that they see."""
    opened, held, kind = _open(by, assessment)
    wanted = kind.element(element)
    if wanted is None:
        raise queries.missing(opened)
    here = known(opened, held)
    offered = {source.id: source for source in here.for_element(wanted)}
    if not set(rows) <= set(offered):
        raise queries.missing(opened)
    stand = {row.row_id: row for row in here.citations if row.element == element}
    for id, row in stand.items():
        if id in offered and id not in rows:
            row.dropped_at, row.dropped_by = clock.now(), by.capacity_id
            row.save(update_fields=["dropped_at", "dropped_by"])
            audit.record(by, "assessment.uncite", person_id=held.person_id, row=row)
    return [_cite(by, held, element, offered[id]) for id in rows if id not in stand]


@transaction.atomic
def contribute(
    *, by: Actor, assessment: Assessment, element: str, words: str, share: bool, version: int = 0
) -> Contribution:
    """One's own view or analysis of one element. `version` is what the page had read, 0 for none. Raises Clash."""
    opened, held, kind = _open(by, assessment)
    if kind.element(element) is None:
        raise queries.missing(opened)
    own = queries.contribution_of(opened, held, element)
    if own is not None and own.version != version:
        raise Clash(theirs={"words": own.words}, mine={"words": words}, version=own.version)
    if own is None:
        own = Contribution(
            assessment=held, element=element, version=0, narrowed=held.is_carers,
            **audit.stamp(by=by, person=opened.person, section=held.section),
        )  # fmt: skip
    own.words, own.version = words, own.version + 1
    if share and own.shared_at is None:
        own.shared_at, own.shared_by = clock.now(), by.capacity_id
    own.save()
    audit.record(
        by, "assessment.contribute", person_id=held.person_id, row=own, detail={"version": own.version}
    )
    return own


def cite_again(*, by: Actor, opened: Opened, before: Assessment, into: Assessment) -> None:
    """All that an earlier one rests on, and what was written in it, by element: asked for anew, told once."""
    kind = catalogue.kind(into.kind, into.kind_version)
    here = known(opened, before, offer=False)
    cited = [(row.element, here.by_id[row.row_id]) for row in here.citations if row.row_id in here.by_id]
    written = [
        (row.element, Source("contribution", row, row.words, "", clock.today()))
        for row in queries.contributions(opened, before)
        if row.shared_at
    ]
    for element, source in dict.fromkeys([*cited, *written]):
        if kind.element(element):
            _cite(by, into, element, source)


def _cite(by: Actor, held: Assessment, element: str, source: Source) -> Citation:
    """In the section of the row itself, so that who may not see the one does not see the other."""
    stamp = audit.stamp(by=by, person=held.person, section=source.row.section)
    made = Citation.objects.create(
        assessment=held, element=element, row_kind=source.kind, row_id=source.id,
        narrowed=source.row.narrowed or held.is_carers, **stamp,
    )  # fmt: skip
    audit.record(by, "assessment.cite", person_id=held.person_id, row=made)
    return made


def _open(by: Actor, assessment: Assessment) -> tuple[Opened, Assessment, catalogue.Kind]:
    """The family adds its own view wherever it sees an assessment; a worker adds where they may add."""
    opened = require(by, assessment.person_id, Permission.SEE)
    held = queries.hold(opened, assessment)
    adds = not rules.can_assess(by.kind) or opened.may(Permission.ADD, held.section)
    if not (adds and queries.is_for(opened, held)):
        raise queries.missing(opened)
    rules.check_open(held.state)
    return opened, held, catalogue.kind(held.kind, held.kind_version)
