"""What can go along with a request: the outcome, facts and adjustments, as the sender sees them. Told once."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from unstori.access.door import Opened
from unstori.access.rules import PRIVATE
from unstori.adjustments import queries as adjustments
from unstori.pathways.models import Pathway
from unstori.story import definitions
from unstori.story import queries as story


@dataclass(frozen=True)
class Piece:
    """A part of the story as it stood: what it is called, the words, who said so and when."""

    row: str
    section: str
    title: dict[str, str]
    words: str
    by: str
    on: str
    language: str


def pieces(opened: Opened, pathway: Pathway | None = None) -> list[Piece]:
    """All that could go along, in the order in which it is read. Nothing narrowed, nothing private."""
    found = [_of_outcome(pathway)] if pathway and pathway.outcome and opened.sees(pathway.outcome) else []
    kinds = definitions.facts()
    for key, several in story.known_facts(opened).items():
        for known in several:
            fact = known.fact
            if fact.section == PRIVATE or fact.narrowed:
                continue
            title = kinds[key].label
            found.append(Piece(str(fact.pk), fact.section, {"en": title.en, "cy": title.cy}, fact.words, fact.said_by,
                               known.confirmed_on.isoformat(), fact.language))  # fmt: skip
    mine = {piece.row for piece in found}
    for row in adjustments.adjustments(opened):
        if str(row.fact.pk) not in mine and row.section != PRIVATE and not row.narrowed:
            needed = {"en": "Change that is needed", "cy": "Newid sydd ei angen"}
            found.append(Piece(str(row.pk), row.section, needed, row.fact.words, row.fact.said_by,
                               row.fact.said_on.isoformat(), row.language))  # fmt: skip
    return found


def chosen(available: Iterable[Piece], rows: Iterable[str]) -> list[dict[str, Any]]:
    """Of these the ones that were ticked, as they are frozen."""
    wanted = set(rows)
    return [asdict(piece) for piece in available if piece.row in wanted]


def digest(sent: list[dict[str, Any]]) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(json.dumps(sent, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _of_outcome(pathway: Pathway) -> Piece:
    outcome = pathway.outcome
    assert outcome is not None
    title = {"en": "What I want", "cy": "Yr hyn rwyf i ei eisiau"}
    return Piece(str(outcome.pk), outcome.section, title, outcome.words, "", outcome.created_at.date().isoformat(),
                 outcome.language)  # fmt: skip
