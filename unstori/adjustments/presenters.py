"""Words for the pages of `adjustments`."""

from itertools import groupby
from typing import Any

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.adjustments import queries
from unstori.adjustments.models import FlagConsent
from unstori.core.dates import format_date
from unstori.core.words import Words


def _said(kind: str, id: str) -> str:
    return str(Words.read(queries.item(kind, id)["label"]))


def consent(row: FlagConsent) -> dict[str, Any]:
    """Who said what, with what right, when."""
    return {
        "state": row.state,
        "words": _said("consents", row.state),
        "who": row.said_by,
        "right": _said("authorities", row.authority),
        "when": format_date(row.created_at, year=True),
        "why": row.why,
        "lang": row.language,
    }


def by_category(opened: Opened) -> list[dict[str, Any]]:
    """The changes under what they are about."""
    rows = queries.adjustments(opened)
    return [
        {
            "heading": _said("categories", category),
            "rows": [
                {
                    "id": row.pk,
                    "words": row.fact.words,
                    "lang": row.fact.language,
                    "by": f"{row.fact.said_by}, {format_date(row.fact.said_on, year=True)}",
                    "term": row.term,
                    "wrote": label_of(row.created_by),
                }
                for row in those
            ],
        }
        for category, those in groupby(rows, key=lambda row: row.category)
    ]


def harder(opened: Opened) -> list[str]:
    rows = queries.impairments(opened)
    return [
        f"{_said('impairments', row.code)}: {row.words}" if row.words else _said("impairments", row.code)
        for row in rows
    ]
