"""Two records in plain words: what is the same, what differs, and why somebody should look."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.core.dates import format_date
from unstori.core.words import Words
from unstori.governance.models import IdentityDecision, LikelyPair
from unstori.governance.queries import likeness
from unstori.governance.rules.likeness import band_of
from unstori.people.models import Person

BANDS = {
    "very_likely": (gettext_lazy("Very likely one person"), "waiting"),
    "likely": (gettext_lazy("Likely one person"), "waiting"),
    "perhaps": (gettext_lazy("Perhaps one person"), "calm"),
}
NAMED = gettext_lazy("A steward named these two")
NEARLY = gettext_lazy("The same name, but for accents, capitals or “ap”")
OF_THE_RECORD = ("authority", "reference", "created_at")  # these differ in any two


def reasons(pair: LikelyPair) -> str:
    """Why, in a line without a number: “The same name; the same birthday; another postcode”."""
    said: dict[tuple[str, str], object] = {
        (one["id"], level["id"]): Words.read(level["said"])
        for one in likeness.model()["comparison"]
        for level in one["level"]
    }
    differ = pair.left.full_name != pair.right.full_name
    said["named", "named"], said["name", "same"] = NAMED, NEARLY if differ else said["name", "same"]
    first, *more = [str(said.get((one, level), level)) for one, level in pair.reasons]
    return "; ".join([first, *(each[:1].lower() + each[1:] for each in more)])


def band(pair: LikelyPair) -> tuple[str, str]:
    """How likely in a word, and its colour."""
    words, kind = BANDS[band_of(pair.weight, likeness.model()["bands"])]
    return ("", "") if pair.reasons and pair.reasons[0][0] == "named" else (str(words), kind)


def row(pair: LikelyPair) -> dict[str, Any]:
    """One line of a list."""
    words, kind = band(pair)
    return {
        "id": pair.pk,
        "names": (pair.left.full_name, pair.right.full_name),
        "reasons": reasons(pair),
        "band": words,
        "kind": kind,
        "answer": ANSWERS.get(getattr(pair, "answer", "") or "", ""),
    }


ANSWERS = {one.value: one.label for one in IdentityDecision.Answer}


def side_by_side(left: Person, right: Person) -> list[dict[str, Any]]:
    """Identity alone. Where the two differ it says so in words, not only by colour."""
    lines = [(name, field, _value(left, field), _value(right, field)) for name, field in _fields()]
    return [
        {"name": name, "left": one, "right": other, "compared": _compared(field, one, other)}
        for name, field, one, other in lines
        if one or other
    ]


def _compared(field: str, one: str, other: str) -> str:
    if field in OF_THE_RECORD:
        return ""
    if one == other:
        return _("the same")
    return _("differs") if one and other else _("in one alone")


def _fields() -> list[tuple[str, str]]:
    return [
        (_("Name"), "full_name"), (_("Called"), "called"), (_("Date of birth"), "born_on"),
        (_("NHS number"), "nhs_number"), (_("Address"), "address"), (_("Postcode"), "postcode"),
        (_("Phone"), "phone"), (_("Answers for the record"), "authority"), (_("Reference"), "reference"),
        (_("Since"), "created_at"),
    ]  # fmt: skip


def _value(person: Person, field: str) -> str:
    value = getattr(person, field)
    if not value:
        return ""
    if field in ("born_on", "created_at"):
        return format_date(value, year=True)
    return str(value.name) if field == "authority" else str(value)


def said(one: IdentityDecision) -> dict[str, Any]:
    """One answer, with who gave it."""
    return {
        "answer": one.get_answer_display(),
        "why": one.why,
        "who": one.created_by.user.name,
        "where": str(one.created_by.organisation.name) if one.created_by.organisation else "",
        "when": format_date(one.created_at, year=True),
        "told": one.told,
    }
