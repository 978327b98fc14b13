"""Conversations, contacts and consents: `story`'s and `circle`'s. What a source calls consent is only ever asked."""

from django.db import transaction

from unstori.access.rules import Actor
from unstori.adjustments import actions as adjustments
from unstori.circle import actions as circle
from unstori.core import clock, dates
from unstori.core.models import BaseModel
from unstori.exchange import queries, rules
from unstori.exchange.actions.batch import Batch
from unstori.exchange.actions.placing import story as placing
from unstori.exchange.fhir.proposals import ConsentProposal, ConversationProposal, EventProposal, FactProposal
from unstori.exchange.fhir.translate.health import ADJUSTMENTS, SNOMED
from unstori.exchange.fhir.values import Coding
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Entry, Fact


@transaction.atomic
def add_event(*, batch: Batch, one: EventProposal, person: Person, by: Actor) -> list[BaseModel]:
    """A request, a task, an appointment or a message; in touch with the family where the source says so."""
    kind = Entry.Kind.CONTACT if one.with_person else Entry.Kind.NOTE
    names = ", ".join(dict.fromkeys(name for ref in one.others if (name := _other(batch, ref, person))))
    more = (
        {"contact_way": rules.WAYS.get(one.how, ""), "contact_with": names[:200]} if one.with_person else {}
    )
    rows = placing.tell(
        batch=batch, one=one, person=person, by=by, kind=kind, title=one.title[:200], words=one.text, **more
    )
    return [*rows, *placing.attached(batch=batch, one=one, entry=rows[0], by=by)]


@transaction.atomic
def add_conversation(
    *, batch: Batch, one: ConversationProposal, person: Person, by: Actor
) -> list[BaseModel]:
    """Each answer verbatim, by whom it was; finished, as the source says that it is."""
    day = dates.partial_range(rules.told_on(one.when, clock.today()))[0]
    language = one.language[:2] if one.language[:2] in ("cy", "en") else "en"
    said_by = batch.name_of(one.said_by) or person.called
    begun = story.start_conversation(
        by=by, person=person, guide=one.guide, held_on=min(day, clock.today()), language=language,
        narrowed=batch.is_restricted(one),
    )  # fmt: skip
    for answer in one.answers:
        story.save_answer(by=by, conversation=begun, question=answer.question, words=answer.words,
                          said_by=said_by[:200])  # fmt: skip
    return [begun, *story.finish_conversation(by=by, conversation=begun)]


@transaction.atomic
def add_consent(*, batch: Batch, one: ConsentProposal, person: Person, by: Actor) -> list[BaseModel]:
    """The paper stands in the story. Whoever it names and is known here is asked about, and sees nothing by it."""
    rows = placing.add_document(batch=batch, one=one, person=person, by=by)
    stands = rules.is_asked(one.status, one.decision, one.span.end, clock.today())
    if not stands or batch.is_restricted(one) or rules.is_of_flag(one.kept):
        return rows
    words = [coding.display or coding.code for coding in one.purposes] or [kind.words for kind in one.kinds]
    for ref in one.holders:
        name = batch.name_of(ref)
        holder = (queries.organisation_like("", name) or queries.member_named(person, name)) if name else None
        if holder and not queries.is_decided(person, holder):
            section = rules.ASKED_OF.get(getattr(holder, "sector", ""), "care")
            rows.append(circle.ask(by=by, person=person, holder=holder, sections=[section],
                                   purpose=", ".join(words) or one.title))  # fmt: skip
    return rows


@transaction.atomic
def add_adjustment(*, batch: Batch, one: FactProposal, person: Person, by: Actor) -> list[BaseModel]:
    """A change that somebody needs is a fact; it stands in the flag only where somebody here said yes to that."""
    rows = placing.add_fact(batch=batch, one=one, person=person, by=by)
    codes = [kind.code(ADJUSTMENTS) for kind in one.kinds]
    category = next((code for code in codes if queries.is_category(code)), "")
    fact = next((row for row in rows if isinstance(row, Fact)), None)
    if fact and category and queries.shares_flag(person):
        named = next((coding for coding in one.title.codings if coding.system == SNOMED), Coding())
        rows.append(adjustments.flag(by=by, person=person, category=category, fact=fact, code=named.code,
                                     term=named.display))  # fmt: skip
    return rows


def _other(batch: Batch, ref: object, person: Person) -> str:
    """Who it was with, beside the person themselves."""
    key = getattr(ref, "key", "")
    return "" if key and batch.persons.get(key) == person else batch.name_of(ref)  # type: ignore[arg-type]
