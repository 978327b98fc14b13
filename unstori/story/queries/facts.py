"""Facts that stand: told, not replaced, not retired."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from unstori.access.door import Opened
from unstori.core import clock, dates
from unstori.story import definitions, rules
from unstori.story.models import Contradiction, Fact, FactCheck
from unstori.story.queries.missing import missing

AUTHOR = ("created_by__user", "created_by__organisation", "created_by__person")


@dataclass
class KnownFact:
    """A fact with what is known about it: when it was last said to be true, and who says otherwise."""

    fact: Fact
    kind: definitions.FactKind
    confirmed_on: date
    ask_again: bool
    contradiction: Contradiction | None = field(default=None)


def standing_facts(opened: Opened) -> QuerySet[Fact]:
    """Facts that this actor sees, without those that were replaced or retired."""
    newer = opened.rows(Fact.objects.filter(replaces=OuterRef("pk")))
    retired = FactCheck.objects.filter(fact=OuterRef("pk"), verdict=FactCheck.Verdict.RETIRED)
    return opened.rows(Fact.objects.filter(~Exists(newer), ~Exists(retired))).order_by("created_at")


def known_facts(opened: Opened, *keys: str) -> dict[str, list[KnownFact]]:
    """What is known, by key, in the order of the definitions; without `keys`, all. For every room that asks.

    A form that needs a fact shows it from here, to confirm or to correct, and never an empty box.
    """
    kinds = definitions.facts()
    rows = standing_facts(opened).select_related(*AUTHOR)
    rows = rows.filter(key__in=keys) if keys else rows
    said = FactCheck.objects.filter(verdict=FactCheck.Verdict.STILL_TRUE).order_by("created_at")
    known: dict[str, list[KnownFact]] = {key: [] for key in kinds if not keys or key in keys}
    disputes = _open_contradictions(opened)
    for fact in rows.prefetch_related(Prefetch("checks", queryset=said)):
        if fact.key in known:
            known[fact.key].append(_known(fact, kinds[fact.key], disputes.get(fact.pk)))
    return known


def one_line(opened: Opened) -> Fact | None:
    """The line under the name on every page that begins with the person."""
    return standing_facts(opened).filter(key="one_line").first()


def fact(opened: Opened, id: UUID) -> Fact:
    """One fact that stands. Raises NotFound."""
    found = standing_facts(opened).select_related(*AUTHOR).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def fact_history(opened: Opened, key: str) -> QuerySet[Fact]:
    """Everything that was ever said to one fact, newest first."""
    return opened.rows(Fact.objects.filter(key=key)).select_related(*AUTHOR).order_by("-created_at")


def contradiction(opened: Opened, id: UUID) -> Contradiction:
    """Two facts that differ and are not settled, if both may be seen. Raises NotFound."""
    rows = Contradiction.objects.filter(pk=id, settled_at__isnull=True)
    rows = opened.rows(rows).select_related("one", "other", "settler__user")
    found = next((row for row in rows if opened.sees(row.one) and opened.sees(row.other)), None)
    if found is None:
        raise missing(opened)
    return found


def _open_contradictions(opened: Opened) -> dict[UUID, Contradiction]:
    rows = opened.rows(Contradiction.objects.filter(settled_at__isnull=True))
    found = {}
    for row in rows.select_related("one", "other", "settler__user").order_by("created_at"):
        if opened.sees(row.one) and opened.sees(row.other):
            found[row.one_id] = found[row.other_id] = row
    return found


def _known(fact: Fact, kind: definitions.FactKind, dispute: Contradiction | None) -> KnownFact:
    checks = list(fact.checks.all())
    confirmed = max([fact.said_on, *(dates.as_day(check.created_at) for check in checks)])
    due = rules.ask_again_on(last_said=confirmed, months=kind.months)
    return KnownFact(fact, kind, confirmed, due <= clock.today(), dispute)
