"""Needs, what is paid, enquiries, what was agreed and what reviews said."""

from unstori.exchange import seals
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Note
from unstori.exchange.leaving.rows import day, key, said
from unstori.exchange.leaving.story import as_json
from unstori.exchange.queries import Leaving
from unstori.plan import queries


def needs(found: Leaving) -> list[p.Proposal]:
    """What is needed, the outcome that answers it, or why none does."""
    seen = {row.pk for row in found.outcomes}
    return [
        said(
            found,
            row,
            "need",
            "Eligible need" if row.eligible else "Need",
            value=row.words,
            when=day(row.created_at),
            related=(p.Ref(f"urn:uuid:{row.outcome_id}"),) if row.outcome_id in seen else (),
            notes=(Note(row.no_outcome_why),) if row.no_outcome_why else (),
        )
        for row in found.needs
    ]


def payments(found: Leaving) -> list[p.Proposal]:
    """How much, how often, for which of the needs that leave."""
    return [
        said(
            found,
            row,
            "direct_payment",
            "Direct payment",
            value=f"GBP {row.amount} ({row.every})",
            when=day(row.starts_on or row.created_at),
            until=day(row.ends_on),
            related=tuple(p.Ref(key(need)) for need in row.needs.all()),
        )
        for row in found.payments
    ]


def enquiries(found: Leaving) -> list[p.Proposal]:
    return [
        said(
            found,
            row,
            row.kind,
            "Enquiry",
            value=row.conclusion or None,
            when=day(row.began_on),
            until=day(row.concluded_on),
        )
        for row in found.enquiries
    ]


def agreed(found: Leaving) -> list[p.Proposal]:
    """The plan as it was put to everybody, in the parts that this reader sees, and what each said of it."""
    version = found.version
    if version is None:
        return []
    parts = as_json(
        found, version, f"Plan, version {version.number}", queries.put_parts(found.opened, version)
    )
    return [
        parts,
        *(
            said(
                found,
                row,
                "agreement",
                "What somebody says of the plan",
                value=row.verdict,
                by=(p.Ref(display=row.party),),
                when=day(row.created_at),
                related=(p.Ref(key(version)),),
                notes=(Note(row.reasons),) if row.reasons else (),
            )
            for row in found.agreements
        ),
    ]


def reviews(found: Leaving) -> list[p.Proposal]:
    """Reviews held and to come, and each view in its own words."""
    held = [
        said(
            found,
            row,
            "review",
            "Review" if row.held_at else "Next review",
            value=row.conclusion or None,
            when=day(row.held_at or row.due_on),
        )
        for row in found.reviews
    ]
    views = [
        said(
            found,
            row,
            row.question,
            "What somebody said at a review",
            value=row.words,
            language=row.language,
            by=(p.Ref(display=row.whose),),
            when=day(row.created_at),
            related=(p.Ref(f"{seals.OURS}{row.review_id}"),),
        )
        for row in found.views
    ]
    return [*held, *views]
