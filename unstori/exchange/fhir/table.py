"""What became what: the table in `docs/fhir.md`, made from the files themselves.

python -m unstori.exchange.fhir.table FOLDER… > docs/fhir.md
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from unstori.exchange.fhir.proposals import DocumentProposal, Proposal
from unstori.exchange.fhir.reading import Reading, read_paths
from unstori.exchange.fhir.translate import translate_all

NAMES = {
    "PersonProposal": "person",
    "ContactProposal": "contact",
    "OrganisationProposal": "organisation",
    "TeamProposal": "members of the circle",
    "OutcomeProposal": "outcome",
    "PlanProposal": "plan with supports",
    "FactProposal": "fact",
    "EntryProposal": "entry in the story",
    "DocumentProposal": "document",
}
HEAD = """# FHIR R4: what became what

Made by `python -m unstori.exchange.fhir.table` from every file of two folders that nobody on this project
wrote: UK Core 2.0.0 examples (NHS Digital) and HL7's own R4 4.0.1 examples. A test fails when this page is
no longer true.

*Added*: taken whole. *Unclear*: taken too, and somebody is asked to look (the reasons are below; most of
these examples point to things that were not sent with them). *Refused*: broken, so nothing of its file is
taken. *Skipped*: not a resource. A resource that lies inside another is counted on its own. UK Core is
understood where it helps people; conformance to it is not claimed. Nothing is dropped: the untouched source
stays with whatever came from it.

Structure is checked by `fhirkit-rs`, and then by our own checks (`checks.py`) for dates that do not exist,
ids and required codes, which neither library sees. `fhircraft` is a second opinion in the tests only:
importing it takes 21 seconds and 1.1 GB, and it refuses two of HL7's own files here (a CareTeam inside a
CarePlan, a Questionnaire's narrative).
"""


def page(reading: Reading, proposals: list[Proposal]) -> str:
    parts = [HEAD, _totals(reading, proposals), _types(proposals), _reasons(proposals), _left_out(reading)]
    return "\n".join(parts)


def became(proposal: Proposal) -> str:
    kept = isinstance(proposal, DocumentProposal) and proposal.kept
    return "document, the resource kept whole" if kept else NAMES[type(proposal).__name__]


def _table(head, rows):
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]) + "\n"


def _totals(reading, proposals):
    unclear = sum(bool(one.unclear) for one in proposals)
    row = [len(proposals) - unclear, unclear, len(reading.refused), len(reading.skipped)]
    return _table(["added", "unclear", "refused", "skipped"], [row])


def _types(proposals):
    found: dict[tuple, Counter] = defaultdict(Counter)
    for one in proposals:
        found[one.source.type, became(one), one.section]["unclear" if one.unclear else "added"] += 1
    rows = [[*key, count["added"], count["unclear"]] for key, count in sorted(found.items())]
    return "## By type\n\n" + _table(["resource", "became", "section", "added", "unclear"], rows)


def _reasons(proposals):
    reasons = Counter(doubt.why for one in proposals for doubt in one.unclear)
    rows = [[why, times] for why, times in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))]
    return "## Why something is unclear\n\n" + _table(["reason", "times"], rows)


def _left_out(reading):
    rows = [
        [one.file, one.path, f"{one.why} {one.detail}".strip()] for one in reading.refused + reading.skipped
    ]
    return "## Refused and skipped\n\n" + _table(["file", "where", "why"], rows)


def main(folders: list[str]) -> None:
    reading = read_paths([Path(folder) for folder in folders])
    sys.stdout.write(page(reading, translate_all(reading.items)))


if __name__ == "__main__":
    main(sys.argv[1:])
