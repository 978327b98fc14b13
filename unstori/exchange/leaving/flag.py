"""The reasonable adjustment flag: consent, the changes that are needed, what makes things harder.

Source: NHS England, Reasonable Adjustment Digital Flag (draft 2024), its FHIR examples. The flag of flags, which only says
that there are some, needs a SNOMED CT term and so the UK licence: it is not written.
"""

from unstori.adjustments import queries as adjustments
from unstori.adjustments.rules import GIVEN, NO
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.translate.health import NATIONAL, SNOMED
from unstori.exchange.fhir.values import Coding, Concept
from unstori.exchange.leaving.rows import day, of
from unstori.exchange.queries import Leaving

STATES = {GIVEN: "active", NO: "rejected"}
ISSUE = Concept(
    codings=(
        Coding("https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1", "issue", "Issue"),
    )
)


def _coding(system: str, kind: str, id: str) -> Coding:
    return Coding(adjustments.radf()["systems"][system], id, adjustments.item(kind, id)["term"])


def consent(found: Leaving) -> list[p.Proposal]:
    """The newest answer: a yes, a no, or that a yes was taken back."""
    return [
        p.ConsentProposal(
            **of(found, row),
            status=STATES.get(row.state, "inactive"),
            decision="permit" if row.state == GIVEN else "deny",
            kinds=(NATIONAL,),
            purposes=(_coding("consent", "consents", row.state),),
            right=Concept(codings=(_coding("authority", "authorities", row.authority),)),
            by=(p.Ref(display=row.said_by),),
            when=row.created_at.isoformat(timespec="seconds"),
        )
        for row in found.flag_consent
    ]


def flags(found: Leaving) -> list[p.Proposal]:
    """Each change, in the words in which it was told."""
    return [
        p.FactProposal(
            kind="adjustment",
            **of(found, row),
            language=row.fact.language,
            title=Concept(row.fact.words, (Coding(SNOMED, row.code, row.term),) if row.code else ()),
            status="active",
            kinds=(NATIONAL, Concept(codings=(_coding("category", "categories", row.category),))),
            since=day(row.created_at),
            by=(p.Ref(display=row.fact.said_by),),
        )
        for row in found.adjustments
    ]


def impairments(found: Leaving) -> list[p.Proposal]:
    return [
        p.FactProposal(
            kind="condition",
            **of(found, row),
            title=Concept(row.words, (_coding("impairment", "impairments", row.code),)),
            status="active",
            kinds=(ISSUE,),
            when=day(row.created_at),
        )
        for row in found.impairments
    ]
