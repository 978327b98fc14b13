"""What was assessed: what each wrote about each element, and what was decided, test by test."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.assessment import catalogue
from unstori.assessment.models import Contribution, Finding
from unstori.core import dates
from unstori.core.dates import format_date
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept, Note
from unstori.exchange.leaving.circle import about, day, key, source
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
    return p.EntryProposal(
        title=Concept(row.words or (kind.subject.en if kind.subject else kind.title.en)),
        kinds=(Concept(f"assessment.{kind.id}"),),
        status="final",
        value=row.result,
        source=source(row),
        about=about(found),
        section=row.section,
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
    return p.EntryProposal(
        title=Concept(element.title.en if element else row.element),
        kinds=(Concept(f"assessment.{kind.id}"),),
        status="final",
        value=row.words,
        source=source(row),
        about=about(found),
        section=row.section,
        language=row.language,
        by=(p.Ref(display=str(who(row.created_by))),),
        when=day(row.shared_at),
    )


def assessed_copy(found: Leaving) -> list[Item]:
    """For people to read, in the language of the page."""
    decided, written = found.assessed
    return [*map(_decided_copy, decided), *map(_written_copy, written)]


def _decided_copy(row: Finding) -> Item:
    kind = _kind(row)
    said = {"met": kind.yes, "not_met": kind.no}.get(row.result) or row.get_result_display()
    answers = {each.test: each for each in row.tested.all()}
    tests = [
        [str(test.title), f"{answers[test.id].get_answer_display()}. {answers[test.id].reasons}"]
        for test in kind.tests
        if test.id in answers
    ]
    instead = [
        [_("What happens instead"), row.instead],
        [_("Who sees to it"), str(who(row.next_owner)) if row.next_owner else ""],
        [_("By when"), format_date(row.next_on, year=True)],
    ]
    views = [
        {"text": view.words or view.get_verdict_display(), "by": view.said_by or str(who(view.created_by)),
         "lang": view.language}
        for view in row.views.all()
    ]  # fmt: skip
    stood = [
        {"text": each.words, "by": _("%(who)s, as it stood when this was decided") % {"who": who(each.created_by)},
         "lang": each.language}
        for each in row.stood.all() if each.is_rewritten
    ]  # fmt: skip
    return {
        "heading": row.words or str(kind.subject or kind.title),
        "lang": row.language if row.words else dates.language(),
        "text": f"{said}, {format_date(row.created_at, year=True)}",
        "lines": [*tests, *(line for line in instead if line[1])],
        "words": [*stood, *views],
    }


def _written_copy(row: Contribution) -> Item:
    kind = catalogue.kind(row.assessment.kind, row.assessment.kind_version)
    element = kind.element(row.element)
    by = f"{who(row.created_by)}, {format_date(row.shared_at, year=True)}"
    return {
        "heading": str(element.title if element else row.element),
        "words": [{"text": row.words, "by": by, "lang": row.language}],
    }


def _kind(row: Finding) -> catalogue.Kind:
    return catalogue.kind(row.assessment.kind, row.assessment.kind_version)
