"""What was assessed: what each wrote about each element, and what was decided, test by test."""

from typing import Any

from unstori.assessment import catalogue
from unstori.assessment.models import Contribution, Finding
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept, Note
from unstori.exchange.leaving.rows import day, key, said
from unstori.exchange.queries import Leaving
from unstori.people.who import who

Item = dict[str, Any]


def assessed(found: Leaving) -> list[p.Proposal]:
    """Each leaves as something that was said: a questionnaire that another system knows would be made up by us."""
    decided, written = found.assessed
    return [*(_decided(found, row) for row in decided), *(_written(found, row) for row in written)]


def _decided(found: Leaving, row: Finding) -> p.EntryProposal:
    kind = _kind(row)
    titles = {test.id: test.title.en for test in kind.tests}
    steps = [row.instead, str(who(row.next_owner)) if row.next_owner else "", day(row.next_on)]
    instead = ", ".join(part for part in steps if part)
    return said(
        found,
        row,
        f"assessment.{kind.id}",
        row.words or (kind.subject.en if kind.subject else kind.title.en),
        value=row.result,
        language=row.language,
        by=(p.Ref(display=str(who(row.created_by))),),
        when=day(row.created_at),
        parts=tuple(
            p.Part(Concept(titles.get(each.test, each.test)), f"{each.answer}: {each.reasons}")
            for each in row.tested.all()
        )
        + tuple(
            p.Part(Concept("As it stood when this was decided"), f"{who(each.created_by)}: {each.words}")
            for each in row.stood.all()
            if each.is_rewritten
        ),
        related=(p.Ref(key(row.replaces)),) if row.replaces_id else (),
        notes=(Note(instead),) if instead else (),
    )


def _written(found: Leaving, row: Contribution) -> p.EntryProposal:
    kind = catalogue.kind(row.assessment.kind, row.assessment.kind_version)
    element = kind.element(row.element)
    return said(
        found,
        row,
        f"assessment.{kind.id}",
        element.title.en if element else row.element,
        value=row.words,
        language=row.language,
        by=(p.Ref(display=str(who(row.created_by))),),
        when=day(row.shared_at),
    )


def _kind(row: Finding) -> catalogue.Kind:
    return catalogue.kind(row.assessment.kind, row.assessment.kind_version)
