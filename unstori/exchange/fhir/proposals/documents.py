"""What is kept whole: documents, what was done or said between people, answers, consent."""

from dataclasses import dataclass

from unstori.exchange.fhir.proposals.base import NO_REF, Proposal, Ref
from unstori.exchange.fhir.values import NO_CONCEPT, NO_SPAN, Coding, Concept, Span


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str = ""
    content_type: str = ""
    url: str = ""
    data: str = ""
    language: str = ""
    created: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentProposal(Proposal):
    """A document of the source, or any other resource, whole: `kept` is then the resource itself and nothing
    is lost.
    """

    title: str = ""
    kind: Concept = NO_CONCEPT
    status: str = ""
    description: str = ""
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class EventProposal(DocumentProposal):
    """Something that was asked for, arranged, done or said between people, told in the source's own words.

    `how` is a code of HL7's ParticipationMode when somebody was in touch with the person; else it is empty.
    """

    with_person: bool = False
    how: str = ""
    others: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ConversationProposal(DocumentProposal):
    """Answers to the questions of a guide that is known here."""

    guide: str = ""
    answers: tuple[Answer, ...] = ()
    said_by: Ref = NO_REF


@dataclass(frozen=True, kw_only=True)
class ConsentProposal(DocumentProposal):
    """What a source says was agreed to. Here it can only be asked about."""

    decision: str = ""
    kinds: tuple[Concept, ...] = ()
    purposes: tuple[Coding, ...] = ()
    right: Concept = NO_CONCEPT
    holders: tuple[Ref, ...] = ()
    span: Span = NO_SPAN
