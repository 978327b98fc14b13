"""What every row says of itself when it leaves: which it is, whose, and of which part of the story."""

from typing import Any

from unstori.core import dates
from unstori.exchange import seals
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept
from unstori.exchange.queries import Leaving


def key(row: object) -> str:
    return f"{seals.OURS}{row.pk}"  # type: ignore[attr-defined]


def about(found: Leaving) -> p.Ref:
    return p.Ref(key(found.opened.person))


def day(value: object) -> str:
    return dates.as_day(value).isoformat() if value else ""  # type: ignore[arg-type]


def source(row: object) -> p.Source:
    return p.Source(key=key(row))


def of(found: Leaving, row: Any) -> dict[str, Any]:
    """The part of a proposal that is the same whatever the row tells."""
    return {"source": source(row), "about": about(found), "section": row.section}


def said(found: Leaving, row: Any, kind: str, title: str, **more: Any) -> p.EntryProposal:
    """What FHIR has no place of its own for leaves as something that was said."""
    return p.EntryProposal(
        title=Concept(title), status="final", kinds=(Concept(kind),), **{**of(found, row), **more}
    )
