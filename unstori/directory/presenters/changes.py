"""What two versions of an entry say, and in which words they differ."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.core.words import Words
from unstori.directory.models import Entry, EntryVersion
from unstori.directory.presenters.beyond import chosen, chosen_of
from unstori.directory.presenters.entries import STATES, shown
from unstori.directory.rules import beyond
from unstori.ui.symbols import said as symbol_said

Document = dict[str, Any]
Lines = dict[str, list[str]]
LANGUAGES = {"en": "English", "cy": "Cymraeg"}


def differences(before: tuple[Document, Document], after: tuple[Document, Document]) -> list[dict[str, Any]]:
    """For each thing that it says: which lines went, and which came. Each side is a document and what is beside it."""
    was, now = _lines(*before), _lines(*after)
    rows = []
    for label in dict.fromkeys([*now, *was]):
        old, new = was.get(label, []), now.get(label, [])
        if old != new:
            gone = [line for line in old if line not in new]
            come = [line for line in new if line not in old]
            rows.append({"label": label, "gone": gone, "come": come})
    return rows


def _lines(document: Document, local: Document) -> Lines:
    return {label: lines for label, lines in (_standard(document) | _beyond(local)).items() if lines}


def _standard(document: Document) -> Lines:
    """As the entry's own page says it."""
    if not document:
        return {}
    live = EntryVersion(document=document, local={})
    one = shown(Entry(name=document.get("name", ""), status=document.get("status", ""), live=live))
    return {
        _("Name"): [one["name"]], _("Is it running?"): [str(STATES.get(document.get("status", ""), _("Running")))],
        _("Please note"): one["alert"], _("What it is"): one["what"], _("Who it is for"): [one["ages"], *one["who"]],
        _("Subjects"): one["terms"], _("How to get in"): one["how"],
        _("How to reach them"): [f"{way['kind']}: {way['words']}" for way in one["reach"]],
        _("What it costs"): one["cost"], _("When"): one["when"],
        _("Where"): [", ".join(part for part in (place["name"], place["address"]) if part) for place in one["where"]],
        _("Languages"): one["languages"],
    }  # fmt: skip


def _beyond(local: Document) -> Lines:
    found = {}
    for name, field in beyond.fields().items():
        if local.get(name) not in (None, "", [], {}):
            found[str(Words.read(field["label"]))] = value_lines(field, local[name], local)
    return found


def value_lines(field: Document, value: Any, local: Document) -> list[str]:
    """One answer as lines of words, for whoever keeps it: both languages."""
    kind = field["kind"]
    if kind == "words":
        return _both(value)
    if kind == "lines":
        return [_line(one) for one in value]
    if kind == "choice":
        return [chosen(field["options"], value)]
    if kind == "choices":
        return chosen_of({field["id"]: value}, field["id"])
    if kind == "number":
        return [f"{value:g}"]
    if kind == "districts":
        return list(value)
    known = beyond.questions("england") | beyond.questions(local.get("school_in", ""))
    return [
        f"{Words.read(known[id]['label'])} {line}"
        for id, said in value.items()
        if id in known
        for line in _both(said)
    ]


def _both(said: Document) -> list[str]:
    return [
        f"{LANGUAGES[code]}: {line}"
        for code, text in said.items()
        for line in text.splitlines()
        if line.strip()
    ]


def _line(one: Document) -> str:
    picture = symbol_said(one.get("symbol", ""))
    words = " / ".join(one[code] for code in beyond.LANGUAGES if one.get(code))
    return f"{words} ({picture})" if picture else words


def clash_rows(theirs: Document, mine: Document, labels: dict[str, Any]) -> list[dict[str, str]]:
    """What two wrote in one section, side by side. `labels` are those of the basics' fields."""
    rows = []
    for name in dict.fromkeys([*theirs, *mine]):
        field = beyond.fields().get(name)
        pair = [_plain(field, one.get(name), one) for one in (theirs, mine)]
        label = Words.read(field["label"]) if field else labels.get(name, name)
        rows.append({"field": str(label), "theirs": pair[0], "mine": pair[1]})
    return rows


def _plain(field: Document | None, value: Any, local: Document) -> str:
    if value in (None, "", [], {}):
        return ""
    return "; ".join(value_lines(field, value, local)) if field else str(value)
