"""Health headlines (Condition, AllergyIntolerance, Flag) become facts; an Observation becomes an entry in the
story.
"""

from unstori.exchange.fhir.choices import read_choice, read_text
from unstori.exchange.fhir.proposals import EntryProposal, FactProposal, Part, Ref
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Coding, Concept, Span, each

CLINICAL = "http://terminology.hl7.org/CodeSystem/"
FLAG_CATEGORY = CLINICAL + "flag-category"
FLAG_SECTIONS = {"behavioral": "behaviour", "safety": "safeguarding", "admin": "care", "contact": "about_me"}
OWN_FACT = "urn:x-unstori:fact"
SNOMED = "http://snomed.info/sct"
# The reasonable adjustment digital flag (NHS England, draft 2024): which flags are its, and of which kind.
FLAGS, ADJUSTMENTS = (
    f"https://fhir.nhs.uk/STU3/CodeSystem/RARecord-{name}-1"
    for name in ("FlagCategory", "AdjustmentCategory")
)
NATIONAL = Concept(codings=(Coding(FLAGS, "NRAF", "National Reasonable Adjustments Flag"),))


def condition(view: View) -> FactProposal:
    by = [view.ref(view.get("recorder")), view.ref(view.get("asserter"))]
    return FactProposal(
        kind="condition",
        title=view.concept("code"),
        status=view.concept("clinicalStatus").code(CLINICAL + "condition-clinical"),
        certainty=view.concept("verificationStatus").code(CLINICAL + "condition-ver-status"),
        severity=view.concept("severity"),
        kinds=view.concepts("category"),
        since=read_text(view.resource, "onset"),
        until=read_text(view.resource, "abatement"),
        effects=view.concepts("bodySite"),
        **view.common("health", by=by, when=view.get("recordedDate")),
    )


def allergy(view: View) -> FactProposal:
    by = [view.ref(view.get("recorder")), view.ref(view.get("asserter"))]
    criticality = view.get("criticality")
    reactions = [each(Concept, one.get("manifestation")) for one in view.get("reaction", ())]
    return FactProposal(
        kind="allergy",
        title=view.concept("code"),
        status=view.concept("clinicalStatus").code(CLINICAL + "allergyintolerance-clinical"),
        certainty=view.concept("verificationStatus").code(CLINICAL + "allergyintolerance-verification"),
        severity=Concept(codings=(Coding("", criticality),) * bool(criticality)),
        kinds=tuple(Concept(code) for code in view.get("category", ())),
        since=read_text(view.resource, "onset"),
        effects=tuple(concept for reaction in reactions for concept in reaction),
        **view.common("health", by=by, when=view.get("recordedDate")),
    )


def flag(view: View) -> FactProposal:
    span, kinds = Span.of(view.get("period")), view.concepts("category")
    sections = [FLAG_SECTIONS[code] for kind in kinds if (code := kind.code(FLAG_CATEGORY)) in FLAG_SECTIONS]
    is_adjustment = any(kind.code(FLAGS) or kind.code(ADJUSTMENTS) for kind in kinds)
    sections = ["about_me"] if is_adjustment else sections
    return FactProposal(
        kind="adjustment" if is_adjustment else "flag",
        title=view.concept("code"),
        status=view.get("status"),
        kinds=kinds,
        since=span.start,
        until=span.end,
        **view.common(next(iter(sections), "health"), by=[view.ref(view.get("author"))]),
    )


def observation(view: View) -> EntryProposal | FactProposal:
    title, value = view.concept("code"), read_choice(view.resource, "value")
    when, until = _moment(view)
    own, by = title.code(OWN_FACT), view.refs(view.get("performer"))
    if own:
        return FactProposal(
            kind=own, title=_without_kind(title), status=view.get("status"), value=value, until=until,
            kinds=view.concepts("category"), **view.common("about_me", by=by, when=when),
        )  # fmt: skip
    return EntryProposal(
        title=title,
        status=view.get("status"),
        kinds=view.concepts("category"),
        value=value,
        missing=view.concept("dataAbsentReason"),
        meaning=view.concepts("interpretation"),
        until=until,
        where=view.concept("bodySite"),
        parts=tuple(_part(found) for found in view.get("component", ())),
        related=view.refs(view.get("hasMember", [])) + view.refs(view.get("derivedFrom", [])),
        **view.common("health", about=view.about or Ref(), by=by, when=when),
    )


def _without_kind(title):
    return Concept(title.text, tuple(one for one in title.codings if one.system != OWN_FACT))


def _moment(view):
    span = Span.of(view.get("effectivePeriod"))
    said = view.get("effectiveDateTime") or view.get("effectiveInstant") or span.start
    timing = view.get("effectiveTiming", {})
    return said or next(iter(timing.get("event", [])), view.get("issued")), span.end


def _part(found):
    value = read_choice(found, "value")
    return Part(Concept.of(found.get("code")), value if value is not None else _absent(found))


def _absent(found):
    reason = Concept.of(found.get("dataAbsentReason"))
    return reason if reason.words else None
