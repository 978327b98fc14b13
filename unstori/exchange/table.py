"""What became what: the page in `docs`, made by a real import that leaves nothing behind.

manage.py import_fhir --dry-run --table FOLDER… > docs/fhir.md
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from unstori.exchange.actions import Result
from unstori.exchange.actions.batch import Taken

HEAD = """# FHIR R4: what became what

Made by `manage.py import_fhir --dry-run --table` from every file of two folders that nobody on this project
wrote: UK Core 2.0.0 examples (NHS Digital) and HL7's own R4 4.0.1 examples, into an empty Unstori. A test
fails when this page is no longer true, and shows that a second import knows all of it and changes nothing.

*Added*: taken whole. *Unclear*: taken too, and somebody is asked to look (the reasons are below; most of
these examples point to things that were not sent with them). *Known*: here already. *Refused*: broken, so
nothing of its file is taken. *Skipped*: not a resource. A resource that lies inside another is counted on its
own. UK Core is understood where it helps people; conformance to it is not claimed. Nothing is dropped: the
untouched source is kept beside whatever came from it, or alone when it is about nobody here.

- Nobody is merged by guessing. The same NHS number is the same person unless the birthdays differ; the same
  name and birthday is a question. `Patient/1` of one system is never taken for `Patient/1` of another.
- A source lets nobody in: people whom it names become contacts without an account. A `Consent` is a document,
  and where it names an organisation or somebody in the circle it is *asked* about, never given.
- Answers to the questions of a guide (`questionnaire` ends in its id, `linkId` is a question's id) become a
  conversation. A reasonable adjustment is a fact, and stands in the flag where somebody here said yes to that.
- What the source marks as more confidential than usual is seen by its importer and the person alone at first;
  what was entered by mistake is kept and never told.
- What Unstori writes carries a seal in `meta.tag`, so that it is known again and changes nothing; changed
  elsewhere, it is kept beside what stands here, as unclear.
- An export holds what its reader may see: the person, the circle, facts, words, entries with their files (as
  `DocumentReference`), promises, outcomes, supports, ratings, needs, direct payments, enquiries, the plan as
  it was last put forward with what each said of it, reviews, frozen documents and the reasonable adjustment
  flag while it may be shared, each with who and when.
  Sharing decisions and the audit stay. What came from outside leaves with its own content; what says
  something about a third person stays.

Structure is checked by `fhirkit-rs`, and then by our own checks (`checks.py`) for dates that do not exist,
ids and required codes, which neither library sees. `fhircraft` is a second opinion in the tests only:
importing it takes 21 seconds and 1.1 GB, and it refuses two of HL7's own files here (a CareTeam inside a
CarePlan, a Questionnaire's narrative).
"""


def page(result: Result) -> str:
    taken = [*result.added, *result.known, *result.unclear]
    return "\n".join([HEAD, _totals(result), _types(taken), _reasons(taken), _left_out(result)])


def _table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]) + "\n"


def _totals(result: Result) -> str:
    names = ("added", "known", "unclear", "refused", "skipped")
    return _table(names, [[len(getattr(result, name)) for name in names]])


def _types(taken: list[Taken]) -> str:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in taken:
        key = one.resource.partition("/")[0], one.became if one.placed else "kept as it came"
        found[key][one.outcome] += 1
    rows = [[*key, count["added"], count["unclear"]] for key, count in sorted(found.items())]
    return "## By type\n\n" + _table(["resource", "became", "added", "unclear"], rows)


def _reasons(taken: list[Taken]) -> str:
    reasons = Counter(str(doubt.why) for one in taken for doubt in one.doubts)
    rows = [[why, times] for why, times in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))]
    return "## Why something is unclear\n\n" + _table(["reason", "times"], rows)


def _left_out(result: Result) -> str:
    rows = [
        [one.file, one.path, f"{one.why} {one.detail}".strip()] for one in result.refused + result.skipped
    ]
    return "## Refused and skipped\n\n" + _table(["file", "where", "why"], rows)
