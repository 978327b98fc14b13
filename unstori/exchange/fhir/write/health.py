"""Condition, AllergyIntolerance, Flag, Observation, DocumentReference."""

from xml.sax.saxutils import escape

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.choices import write_choice, write_when
from unstori.exchange.fhir.proposals import ConsentProposal, DocumentProposal, EntryProposal, FactProposal
from unstori.exchange.fhir.translate.health import CLINICAL, OWN_FACT
from unstori.exchange.fhir.values import Coding, Concept, written
from unstori.exchange.fhir.write.address import ref, refs


def fact(one: FactProposal) -> dict:
    return {"condition": _condition, "allergy": _allergy, "flag": _flag, "adjustment": _flag}.get(
        one.kind, _own_fact
    )(one)


def _state(system, code):
    return Concept(codings=(Coding(CLINICAL + system, code),)).fhir() if code else {}


def _recorded(one):
    """FHIR has two places for people: who wrote it down and, if there is another, who said it."""
    first, second = (*one.by, None, None)[:2]
    return filled(recorder=first and ref(first), asserter=second and ref(second), recordedDate=one.when)


def _condition(one):
    when = write_when("onset", one.since) | write_when("abatement", one.until)
    return filled(
        resourceType="Condition",
        subject=ref(one.about),
        code=one.title.fhir(),
        clinicalStatus=_state("condition-clinical", one.status),
        verificationStatus=_state("condition-ver-status", one.certainty),
        severity=one.severity.fhir(),
        category=written(one.kinds),
        bodySite=written(one.effects),
        **when,
        **_recorded(one),
    )


def _allergy(one):
    return filled(
        resourceType="AllergyIntolerance",
        patient=ref(one.about),
        code=one.title.fhir(),
        clinicalStatus=_state("allergyintolerance-clinical", one.status),
        verificationStatus=_state("allergyintolerance-verification", one.certainty),
        criticality=one.severity.words,
        category=[kind.words for kind in one.kinds],
        reaction=[filled(manifestation=written(one.effects))] if one.effects else [],
        **write_when("onset", one.since),
        **_recorded(one),
    )


def _flag(one):
    return filled(
        resourceType="Flag",
        subject=ref(one.about),
        code=one.title.fhir(),
        status=one.status,
        category=written(one.kinds),
        period=filled(start=one.since, end=one.until),
        author=ref(one.by[0]) if one.by else None,
    )


def consent(one: ConsentProposal) -> dict:
    return filled(
        resourceType="Consent",
        status=one.status,
        scope=Concept(codings=(Coding(CLINICAL + "consentscope", "patient-privacy"),)).fhir(),
        category=written(one.kinds),
        patient=ref(one.about),
        dateTime=one.when,
        performer=refs(one.by),
        policyRule=one.right.fhir(),
        provision=filled(type=one.decision, period=one.span.fhir(), purpose=written(one.purposes)),
    )


def _own_fact(one):
    """A fact of Unstori's own (what works, how I communicate): R4 has no better place for it than an
    Observation.
    """
    code = Concept(one.title.text, (Coding(OWN_FACT, one.kind), *one.title.codings))
    return filled(
        resourceType="Observation",
        subject=ref(one.about),
        code=code.fhir(),
        status=one.status,
        category=written(one.kinds),
        performer=refs(one.by),
        **_moment(one),
        **write_choice("value", one.value),
    )


def _moment(one):
    if one.until:
        return {"effectivePeriod": filled(start=one.when, end=one.until)}
    return filled(effectiveDateTime=one.when)


def entry(one: EntryProposal) -> dict:
    return filled(
        resourceType="Observation",
        subject=ref(one.about),
        code=one.title.fhir(),
        status=one.status,
        category=written(one.kinds),
        dataAbsentReason=one.missing.fhir(),
        interpretation=written(one.meaning),
        bodySite=one.where.fhir(),
        component=[filled(code=part.name.fhir(), **write_choice("value", part.value)) for part in one.parts],
        derivedFrom=refs(one.related),
        performer=refs(one.by),
        **_moment(one),
        **write_choice("value", one.value),
    )


def document(one: DocumentProposal) -> dict:
    contents = [{"attachment": _attachment(found)} for found in one.attachments]
    return filled(
        resourceType="DocumentReference",
        subject=ref(one.about),
        type=one.kind.fhir(),
        status=one.status,
        description=one.description,
        author=refs(one.by),
        date=one.when,
        content=contents,
        text=_narrative(one.text),
    )


def _narrative(text):
    if not text:
        return {}
    lines = "<br/>".join(escape(line) for line in text.splitlines())
    return {"status": "additional", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{lines}</div>'}


def _attachment(found):
    return filled(
        title=found.title,
        contentType=found.content_type,
        url=found.url,
        data=found.data,
        language=found.language,
        creation=found.created,
    )
