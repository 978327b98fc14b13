"""What was assessed in a copy: for people to read, in the language of the page."""

from django.utils.translation import gettext as _

from unstori.assessment import catalogue
from unstori.assessment.models import Contribution, Finding
from unstori.core import dates
from unstori.core.dates import format_date
from unstori.exchange.leaving.copy.lines import Item, full
from unstori.exchange.queries import Leaving
from unstori.people.who import who


def assessed(found: Leaving) -> list[Item]:
    decided, written = found.assessed
    return [*map(_decided, decided), *map(_written, written)]


def _decided(row: Finding) -> Item:
    kind = catalogue.kind(row.assessment.kind, row.assessment.kind_version)
    result = {"met": kind.yes, "not_met": kind.no}.get(row.result) or row.get_result_display()
    answers = {each.test: each for each in row.tested.all()}
    tests = [
        [str(test.title), f"{answers[test.id].get_answer_display()}. {answers[test.id].reasons}"]
        for test in kind.tests
        if test.id in answers
    ]
    instead = full(
        (_("What happens instead"), row.instead),
        (_("Who sees to it"), row.next_owner and who(row.next_owner)),
        (_("By when"), format_date(row.next_on, year=True)),
    )
    return {
        "heading": row.words or str(kind.subject or kind.title),
        "lang": row.language if row.words else dates.language(),
        "text": f"{result}, {format_date(row.created_at, year=True)}",
        "lines": [*tests, *instead],
        "words": _words(row),
    }


def _words(row: Finding) -> list[dict[str, str]]:
    """What was written on it and is read otherwise now, as it stood then; and what each says of it."""
    stood = [
        {"text": each.words, "by": _("%(who)s, as it stood when this was decided") % {"who": who(each.created_by)},
         "lang": each.language}
        for each in row.stood.all() if each.is_rewritten
    ]  # fmt: skip
    views = [
        {"text": view.words or view.get_verdict_display(), "by": view.said_by or str(who(view.created_by)),
         "lang": view.language}
        for view in row.views.all()
    ]  # fmt: skip
    return [*stood, *views]


def _written(row: Contribution) -> Item:
    kind = catalogue.kind(row.assessment.kind, row.assessment.kind_version)
    element = kind.element(row.element)
    by = f"{who(row.created_by)}, {format_date(row.shared_at, year=True)}"
    return {
        "heading": str(element.title if element else row.element),
        "words": [{"text": row.words, "by": by, "lang": row.language}],
    }
