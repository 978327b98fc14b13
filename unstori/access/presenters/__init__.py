"""Words for the pages of `access`."""

from collections.abc import Iterable
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.models import GlassBreak, Section, Withholding
from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.access.rules.safety import can_withhold
from unstori.core import clock, dates
from unstori.core.errors import Clash
from unstori.core.words import Words
from unstori.people.models import Capacity, Language

# Fields in which somebody chose and did not type: their values are codes, which the form itself says in words.
CHOSEN = {
    "able", "closeness", "contact_way", "domains", "family_told", "holder", "how", "kind", "member", "needs", "owner",
    "party", "permission", "said_how", "settler", "share", "stands", "statements", "status", "tier", "to", "version",
    "way", "withheld_from", "going", "happy", "rater", "basis", "layout", "organisation", "capacity",
    "work_role", "team", "manages", "because", "takes", "checked", "show", "on_duty", "authority", "sources",
    "outcome", "data_basis", "confidentiality_basis", "danger_now", "keep_name", "place",
}  # fmt: skip
SHOWN = 40  # as many as a page can hold; the search finds the others
GROUPS = {
    "people": ("self", "family", "advocate"),
    "professionals": ("worker",),
    "governance": ("governance", "administrator", "steward"),
}


def kept(fields: dict[str, str]) -> list[tuple[str, str]]:
    """What was typed, as people said it: what they chose in words, never as a code."""
    labels: dict[str, dict[str, Any]] = {
        "section": dict(Section.choices), "sections": dict(Section.choices), "language": dict(Language.choices),
    }  # fmt: skip
    names = {"section": _("Part of the story"), "sections": _("Part of the story"), "language": _("Language")}
    return [
        (names.get(name, ""), ", ".join(str(labels.get(name, {}).get(one, one)) for one in said.split(", ")))
        for name, said in fields.items()
        if name not in CHOSEN
    ]


def capacity(each: Capacity, actor: Actor | None) -> dict[str, Any]:
    """One of the ways in which somebody can be here."""
    return {
        "id": str(each.pk),
        "name": label_of(each),
        "kind": each.get_kind_display(),
        "current": actor is not None and actor.capacity_id == each.pk,
    }


def demo_groups(capacities: Iterable[Capacity]) -> list[dict[str, Any]]:
    """People and families, professionals, governance; each with how many there are in all."""
    headings = {"people": _("People and families"), "professionals": _("People who work with them"),
                "governance": _("Those who run it")}  # fmt: skip
    everybody = list(capacities)
    groups = []
    for key, kinds in GROUPS.items():
        inside = [each for each in everybody if each.kind in kinds]
        shown = [capacity(each, None) for each in inside[:SHOWN]]
        groups.append({"heading": headings[key], "people": shown, "more": len(inside) - len(shown)})
    return [group for group in groups if group["people"]]


def demo_firsts(firsts: Iterable[tuple[Capacity, Words]]) -> list[dict[str, Any]]:
    """Whom to become first; each with a sentence on what there is to see."""
    return [{**capacity(each, None), "says": says} for each, says in firsts]


def glass_break(broken: GlassBreak, by: Actor) -> dict[str, Any]:
    """Who opened whose record, when and why; whether it is reviewed."""
    withholds = can_withhold(by, adds_to_safeguarding=False, authority_id=broken.person.authority_id)
    return {
        "id": broken.pk,
        "person": broken.person.called,
        "who": label_of(broken.capacity),
        "when": dates.format_when(broken.created_at),
        "reason": broken.reason,
        "open": broken.valid_until > clock.now(),
        "reviewed": broken.reviewed_at is not None,
        "review": broken.review,
        "withhold": reverse("access:withhold", args=[broken.person.reference]) if withholds else "",
        "status": _("Reviewed") if broken.reviewed_at else _("Not reviewed yet"),
        "status_kind": "calm" if broken.reviewed_at else "waiting",
    }


def withholding(held: Withholding) -> dict[str, Any]:
    """What is kept from whom, why and until when."""
    what = held.get_section_display() if held.section else held.get_kind_display()
    return {
        "id": held.pk,
        "what": what,
        "who": label_of(held.withheld_from),
        "reason": held.reason,
        "until": dates.format_date(held.valid_until),
        "review": dates.format_due(held.review_on),
        "late": held.review_on < clock.today(),
    }


def clashes(clash: Clash, form: Form) -> list[dict[str, Any]]:
    """Each field that two people corrected, both corrections side by side."""
    return [
        {"label": form.fields[name].label, "theirs": _said(name, clash.theirs[name], form),
         "mine": _said(name, clash.mine[name], form)}
        for name in clash.theirs
    ]  # fmt: skip


def _said(name: str, text: str, form: Form) -> str:
    if name == "born_on" and text:
        return dates.format_partial(text)
    if name == "language":
        return str(dict(form.fields[name].choices).get(text, text))  # type: ignore[attr-defined]
    return text or _("Nothing")
