"""A question without a request, and the advice that comes of it."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.core import clock
from unstori.core.dates import language
from unstori.core.workdays import after_working_days
from unstori.directory.models import Entry
from unstori.pathways.models import Consultation, Pathway
from unstori.pathways.queries import advising as queries
from unstori.pathways.queries.requests import desk_of, missing
from unstori.pathways.rules import advising as rules
from unstori.people.models import Person
from unstori.story.actions.timeline import tell

SAYS = {
    "asked": _("%(service)s was asked for advice, without a request"),
    "answered": _("%(service)s gave advice"),
    "back": _("The question to %(service)s was taken back"),
}


@transaction.atomic
def ask_advice(
    *,
    by: Actor,
    person: Person,
    section: str,
    service: Entry | None,
    words: str,
    named: bool = False,
    pathway: Pathway | None = None,
) -> Consultation:
    """The team reads the question, and who it is about only where that was ticked. Raises RuleBroken, NotFound."""  # fmt: skip
    opened = require(by, person.pk, Permission.ADD, section=section, about=[pathway])
    if section == PRIVATE:
        raise missing(section, opened.person)
    desk = desk_of(service)
    names = (opened.person.called, opened.person.full_name)
    rules.check_question(words=words, answers_here=desk is not None, names=names, named=named)
    assert desk is not None and service is not None
    made = Consultation.objects.create(
        pathway=pathway, service=service, service_name=service.name[:500], team=desk.team, words=words, named=named,
        due_on=after_working_days(clock.today(), queries.answer_within(), opened.person.jurisdiction),
        narrowed=bool(pathway and pathway.narrowed), **audit.stamp(by=by, person=opened.person, section=section),
    )  # fmt: skip
    _tell(by, made, "asked", words)
    return made


@transaction.atomic
def answer_advice(*, by: Actor, consultation: Consultation, comes_to: str, words: str) -> Consultation:
    """By anybody of the team. Who was quicker is not overwritten. Raises RuleBroken, NotFound."""
    held = _locked(consultation)
    queries.one_for_team(by, held.pk)
    rules.check_answer(state=held.state, words=words, comes_to=comes_to)
    held.state, held.comes_to, held.advice, held.advice_language = rules.ANSWERED, comes_to, words, language()
    held.answered_at, held.answered_by_id = clock.now(), by.capacity_id
    held.save()
    _tell(by, held, "answered", words)
    return held


@transaction.atomic
def take_back_question(*, by: Actor, consultation: Consultation) -> Consultation:
    """By who asked it, while nobody has answered. Raises RuleBroken, NotFound."""
    require(by, consultation.person_id, Permission.ADD, section=consultation.section, about=[consultation])
    held = _locked(consultation)
    rules.check_back(state=held.state, mine=held.created_by_id == by.capacity_id)
    held.state = rules.BACK
    held.save(update_fields=["state"])
    _tell(by, held, "back", "")
    return held


def _locked(given: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("person__authority")
    found = rows.filter(pk=given.pk).first()
    if found is None:
        raise missing(given.pk)
    return found


def _tell(by: Actor, row: Consultation, event: str, words: str) -> None:
    tell(by=by, row=row, event=f"advice.{event}", says=SAYS[event], words=words, service=row.service_name)
