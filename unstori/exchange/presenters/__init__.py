"""What an import would do, or did, in plain words."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.core import clock, dates
from unstori.exchange import rules
from unstori.exchange.actions import Result
from unstori.exchange.actions.batch import Taken
from unstori.exchange.fhir.findings import Finding
from unstori.exchange.loading.columns import columns, faults
from unstori.exchange.loading.reading import Sheet
from unstori.exchange.models import Imported, Load, LoadTable, Token

SHOWN = 100  # doubts of one person on a page; the rest are counted


@dataclass
class About:
    """All that is said of one person."""

    name: str
    is_somebody: bool = True
    new: list[str] = field(default_factory=list)
    known: int = 0
    unclear: list[str] = field(default_factory=list)
    more: int = 0


def preview(result: Result) -> dict[str, Any]:
    """People first, then what is about nobody, then what was not taken."""
    people: dict[Any, About] = {}
    for name in ("added", "known", "unclear"):
        for one in getattr(result, name):
            about = people.setdefault(one.person.pk if one.person else None, _about(one))
            _count(about, name, one)
    for about in people.values():
        about.new = [f"{_(became).capitalize()}: {count}" for became, count in Counter(about.new).items()]
        about.more, about.unclear = max(len(about.unclear) - SHOWN, 0), about.unclear[:SHOWN]
    ordered = sorted(people.values(), key=lambda about: (not about.is_somebody, about.name))
    return {
        "people": ordered,
        "refused": [said(found) for found in result.refused],
        "skipped": [said(found) for found in result.skipped],
        "nothing": not (result.added or result.unclear),
        "origins": [
            {"file": file, "site": one.site, "state": one.state, "key": one.fingerprint}
            for file, one in result.origins.items()
        ],
    }


def said(found: Finding) -> str:
    """'file.json, Patient.birthDate: There is no such date. 2024-02-31'."""
    where = ", ".join(part for part in (found.file, found.path) if part)
    return f"{where}: {_(str(found.why))} {found.detail}".strip()


def done(result: Result) -> str:
    """One sentence of what was done."""
    added, unclear = len(result.added), len(result.unclear)
    words = [
        ngettext("%(count)s thing was added.", "%(count)s things were added.", added) % {"count": added},
        ngettext("%(count)s thing is unclear.", "%(count)s things are unclear.", unclear)
        % {"count": unclear},
    ]
    return " ".join(words)


def came(row: Imported) -> dict[str, Any]:
    """One resource that came from elsewhere."""
    return {
        "heading": _(rules.BECAME.get(row.became, row.type)).capitalize(),
        "type": row.type,
        "file": row.file,
        "when": dates.format_when(row.created_at),
        "unclear": row.status == Imported.Status.UNCLEAR,
        "why": [f"{_(why)} {detail}".strip() for _path, why, detail in row.why],
        "person": row.person.full_name if row.person else "",
        "until": dates.format_date(row.waits_until) if row.waits_until else "",
    }


def _about(one: Taken) -> About:
    if one.person:
        return About(one.person.full_name)
    return About(_("Nobody here, or not clear who"), is_somebody=False)


def _count(about: About, name: str, one: Taken) -> None:
    if name == "added":
        about.new.append(one.became)
    elif name == "known":
        about.known += 1
    else:
        about.unclear.append("; ".join(said(found) for found in one.doubts) or one.resource)


def token(row: Token) -> dict[str, Any]:
    """One system that reads, or read, in somebody's name."""
    stands = row.ended_at is None and row.valid_until > clock.now()
    ends = dates.format_date(row.valid_until, year=True)
    if stands:
        status = _("Until %(day)s") % {"day": ends}
    elif row.ended_at:
        status = _("Ended %(day)s") % {"day": dates.format_date(row.ended_at, year=True)}
    else:
        status = _("Ran out %(day)s") % {"day": ends}
    used = dates.format_date(row.last_used_on, year=True) if row.last_used_on else ""
    return {
        "id": row.pk,
        "name": row.name,
        "stands": stands,
        "status": status,
        "used": _("Last used %(day)s") % {"day": used} if used else _("Not used yet"),
    }


# An authority's own tables: which they are, how many rows, and where they stand.
TABLE_WORDS = {
    "people": gettext_lazy("People"),
    "workers": gettext_lazy("Workers"),
    "circle": gettext_lazy("Circles"),
}
BUSY = {Load.State.CHECKING, Load.State.LOADING, Load.State.UNDOING}
PLACES = 10  # of one kind of fault on a page; all are in the file


def load_row(load: Load) -> dict[str, Any]:
    """One of those that were sent."""
    return {
        "id": load.pk,
        "when": dates.format_when(load.created_at),
        "who": load.created_by.user.name,
        "state": load.get_state_display(),
        "is_done": load.state in (Load.State.LOADED, Load.State.UNDONE),
    }


def load_page(load: Load, tables: dict[str, LoadTable], waiting: dict[str, int]) -> dict[str, Any]:
    """Where one load stands: numbers with a sentence, faults by kind, what can be done."""
    counts = {of: one for of, one in load.counts.items() if of in TABLE_WORDS}
    good = sum(one.get("loaded", one["good"]) for one in counts.values())
    faulty = sum(one["faulty"] for one in counts.values())
    return {
        "state": load.get_state_display(),
        "busy": load.state in BUSY,
        "good": good,
        "faulty": faulty,
        "tables": [_table_said(load, of, one, tables.get(of)) for of, one in counts.items()],
        "kept_until": min((dates.format_date(one.valid_until) for one in tables.values()), default=""),
        "undone": load.counts.get("undone"),
        "waiting": waiting,
        "stays": {"acted": _("Somebody has acted on it"), "invited": _("Somebody was invited")},
        "of": TABLE_WORDS,
    }


def _table_said(load: Load, of: str, count: dict[str, int], table: LoadTable | None) -> dict[str, Any]:
    good, known, faulty = count.get("loaded", count["good"]), count["known"], count["faulty"]
    taken = ngettext("%(count)s row was taken in.", "%(count)s rows were taken in.", good)
    if "loaded" not in count:
        taken = ngettext("%(count)s row can be taken in.", "%(count)s rows can be taken in.", good)
    here = ngettext(
        "%(count)s is here already and stays as it is.",
        "%(count)s are here already and stay as they are.",
        known,
    )
    wrong = ngettext("%(count)s row has a fault.", "%(count)s rows have faults.", faulty)
    said = ((taken, good), (here, known), (wrong, faulty))
    lines = [words % {"count": f"{number:,}"} for words, number in said if number]
    kinds = _kinds(of, table) if table else []
    return {
        "key": of,
        "heading": TABLE_WORDS[of],
        "lines": lines or [_("There is nothing new in it.")],
        "kinds": kinds,
    }


def _kinds(of: str, table: LoadTable) -> list[dict[str, Any]]:
    """The most frequent first, each with how to mend it and where it stands."""
    found: dict[str, list[str]] = {}
    known = columns(of)
    for line, column, kind in table.faults:
        where = _("row %(line)s") % {"line": line}
        found.setdefault(kind, []).append(f"{where}, {known[column].name}" if column in known else where)
    words = faults()
    return [
        {"words": words[kind][0], "mend": words[kind][1], "count": len(places), "places": places[:PLACES],
         "more": max(len(places) - PLACES, 0)}
        for kind, places in sorted(found.items(), key=lambda pair: -len(pair[1]))
    ]  # fmt: skip


def faulty_rows(table: LoadTable, sheet: Sheet) -> list[list[Any]]:
    """The rows as they came, with what is wrong in words in a column of its own."""
    known, words = columns(table.of), faults()
    wrong: dict[int, list[str]] = {}
    for line, column, kind in table.faults:
        where = f"{known[column].name}: " if column in known else ""
        wrong.setdefault(line, []).append(f"{where}{words[kind][0]} {words[kind][1]}")
    width = len(sheet.headings)
    rows = [
        [*(row.cells + [""] * width)[:width], " ".join(wrong[row.line])]
        for row in sheet.rows
        if row.line in wrong
    ]
    return [[*sheet.headings, _("What is wrong")], *rows]


def file_name(of: str) -> str:
    """In the language of the page."""
    return {"people": _("people.csv"), "workers": _("workers.csv"), "circle": _("circles.csv")}[of]


def meanings() -> list[dict[str, Any]]:
    """What each column of each table means."""
    return [
        {"key": of, "heading": words, "rows": [[one.name, one.means] for one in columns(of).values()]}
        for of, words in TABLE_WORDS.items()
    ]


def columns_page(form: Form, asked: Any) -> dict[str, Any]:
    """The form's fields under the headings where people look for them."""
    groups = [
        {"heading": TABLE_WORDS[of], "fields": [form[f"{of}-{key}"] for key in columns(of)]}
        for of in asked.headings
    ]
    named: dict[str, list[Any]] = {}
    for place, (column, _value, _times) in enumerate(asked.values):
        of, _dash, key = column.partition("-")
        named.setdefault(f"{TABLE_WORDS[of]}: {columns(of)[key].name}", []).append(form[f"value-{place}"])
    rest = [form[name] for name in ("days", "team", "jurisdiction", "protocol") if name in form.fields]
    return {"form": form, "groups": groups, "values": named, "rest": rest}
