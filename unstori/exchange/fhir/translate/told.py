"""Requests, tasks, appointments, messages, answers and consents: each whole, and in words that a story can show.

The words are the source's own, with punctuation only, so that they read alike in Welsh and English.
"""

from unstori.exchange.fhir.choices import read_choice, read_text, words_of
from unstori.exchange.fhir.proposals import (
    Answer,
    Attachment,
    ConsentProposal,
    ConversationProposal,
    DocumentProposal,
    EventProposal,
    Ref,
)
from unstori.exchange.fhir.translate.documents import anything, whole
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Coding, Concept, Span, each
from unstori.story import definitions
from unstori.story.definitions.asking import WORDS

HELD = ("fulfilled", "arrived", "checked-in")
NAMES = ("requester", "performer", "owner", "sender", "recipient")


def request(view: View) -> EventProposal:
    """ServiceRequest: what was asked for, of whom, why."""
    why = _concepts(view, "reasonCode")
    return _event(
        view,
        [view.get("status"), why, view.get("patientInstruction"), read_text(view.resource, "occurrence")],
    )


def task(view: View) -> EventProposal:
    limit = Span.of(view.get("restriction", {}).get("period")).words
    why = view.concept("reasonCode").words
    return _event(view, [view.get("status"), view.get("description"), why, limit])


def appointment(view: View) -> EventProposal:
    """When, what for, what to do before. One that was held is a meeting with the person."""
    when = Span(view.get("start"), view.get("end")).words
    lines = [
        view.get("status"),
        when,
        _concepts(view, "reasonCode"),
        view.get("comment"),
        view.get("patientInstruction"),
    ]
    people = [view.ref(one.get("actor")) for one in view.get("participant", ())]
    held = view.get("status") in HELD
    when_held = {"when": view.get("start")} if held and view.get("start") else {}
    return _event(view, lines, others=people, with_person=held, how="FACE", **when_held)


def communication(view: View) -> EventProposal:
    """What was said, and by which way. In touch with the family only where it went to them or came from them."""
    payload = view.get("payload", ())
    said = [one.get("contentString", "") for one in payload]
    files = [one["contentAttachment"] for one in payload if "contentAttachment" in one]
    names = ("title", "contentType", "url", "data", "language", "creation")
    people = [view.ref(view.get("sender")), *view.refs(view.get("recipient", ()))]
    theirs = any(view.index.is_person(one.key) for one in people)
    ways = [coding.code for medium in view.concepts("medium") for coding in medium.codings]
    attached = tuple(Attachment(*(found.get(name, "") for name in names)) for found in files)
    return _event(view, [*said, _concepts(view, "reasonCode")], others=people, with_person=theirs,
                  how=next(iter(ways), ""), attachments=attached)  # fmt: skip


def response(view: View) -> ConversationProposal | DocumentProposal:
    """QuestionnaireResponse: a conversation where its questions are those of a guide; otherwise whole as a document."""
    guide = _guide(view.get("questionnaire"))
    asked = {one.id for one in guide.questions if one.kind == WORDS} if guide else set()
    answers = tuple(_answers(view.get("item", ()), asked))
    if guide is None or not answers or view.get("status") not in ("completed", "amended"):
        return anything(view)
    said_by = view.ref(view.get("source")) or view.about
    return ConversationProposal(
        guide=guide.id, answers=answers, said_by=said_by, **whole(view, "what_matters", title=guide.title.en)
    )


def consent(view: View) -> ConsentProposal:
    provision = view.get("provision", {})
    named = [view.ref(one.get("reference")) for one in provision.get("actor", ())]
    return ConsentProposal(
        decision=provision.get("type", "permit"),
        kinds=view.concepts("category"),
        purposes=each(Coding, provision.get("purpose")),
        right=view.concept("policyRule"),
        holders=tuple(one for one in (named or view.refs(view.get("organization", ()))) if one),
        span=Span.of(provision.get("period")),
        **whole(view, "care"),
    )


def _event(view: View, lines: list[str], others: list[Ref] | None = None, **more) -> EventProposal:
    made = whole(view, "care" if view.item.type != "ServiceRequest" else "health")
    people = (
        others
        if others is not None
        else [view.ref(one) for name in NAMES for one in _list(view.get(name, ()))]
    )
    shown = [one.display for one in people if one.display and not view.index.is_person(one.key)]
    said = [line for line in (*lines, ", ".join(dict.fromkeys(shown))) if line]
    text = "\n".join([*said, *(line for line in made["text"].splitlines() if line not in said)])
    return EventProposal(others=tuple(one for one in people if one), **{**made, **more, "text": text})


def _list(found) -> list:
    return found if isinstance(found, list) else [found] if isinstance(found, dict) else []


def _concepts(view: View, name: str) -> str:
    return ", ".join(one.words for one in each(Concept, view.get(name, ())) if one.words)


def _guide(questionnaire: str) -> definitions.Guide | None:
    """The guide that a source names by its id, at whatever address: `…/Questionnaire/first-conversation|2`."""
    name = questionnaire.partition("|")[0].rpartition("/")[2].rpartition(":")[2]
    return next((one for one in definitions.guides("", definitions.ASKED) if one.id == name), None)


def _answers(items, asked):
    """Answers to the guide's own questions, however deep they stand; what else was asked is in the source."""
    for item in items:
        said = [words_of(read_choice(one, "value")) for one in item.get("answer", ())]
        words = "\n".join(one for one in said if one)
        if item.get("linkId") in asked and words:
            yield Answer(item["linkId"], words)
        inner = [
            *item.get("item", ()),
            *(deep for one in item.get("answer", ()) for deep in one.get("item", ())),
        ]
        yield from _answers(inner, asked)
