"""What an entry says beyond the standard, in the reader's language; in the other where it was only said in that."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core import clock
from unstori.core.dates import format_date, language
from unstori.core.words import Words
from unstori.directory.models import Entry
from unstori.directory.presenters.entries import ages
from unstori.directory.rules import beyond

Document = dict[str, Any]
PLACES = {"open": "calm", "few": "calm", "list": "waiting", "closed": "late"}


def said(words: Document | None) -> dict[str, Any] | None:
    """Paragraphs, and their language where the page speaks the other."""
    if not words:
        return None
    here = language()
    spoken = here if here in words else next(iter(words))
    lines = [line.strip() for line in words[spoken].splitlines() if line.strip()]
    return {"lines": lines, "lang": "" if spoken == here else spoken}


def chosen(name: str, code: str) -> str:
    one = beyond.options(name).get(code)
    return str(Words.read(one["label"])) if one else ""


def chosen_of(local: Document, name: str) -> list[str]:
    """In the order in which they are offered."""
    held, kind = set(local.get(name, ())), beyond.fields()[name]["options"]
    return [chosen(kind, code) for code in beyond.options(kind) if code in held]


def beyond_shown(entry: Entry) -> dict[str, Any]:
    """All of it, as the page of the entry has it."""
    local = entry.live.local if entry.live else {}
    return {
        "id": entry.hsds_id, "like": said(local.get("like")), "easy": easy_lines(local), "kind": entry.kind,
        **_for_whom(local), **_waiting(local), "adjustments": chosen_of(local, "adjustments"),
        "adjust": said(local.get("adjust")), "welsh": chosen("welsh", local.get("welsh", "")),
        "welsh_when": said(local.get("welsh_when")), "school": _answers(local), "checked": checked(entry),
    }  # fmt: skip


def _for_whom(local: Document) -> dict[str, Any]:
    referred = beyond.needs_referral(local)
    return {
        "who": said(local.get("who")), "not_who": said(local.get("not_who")), "needs": chosen_of(local, "needs"),
        "districts": ", ".join(local.get("districts", ())), "where": said(local.get("where")),
        "threshold": chosen("threshold", local.get("threshold", "")), "routes": chosen_of(local, "routes"),
        "way": "" if referred is None else
        _("Somebody else must ask for you.") if referred else _("You can ask yourself. Nobody has to refer you."),
        "steps": said(local.get("steps")),
        "ages": ages({"minimum_age": local.get("age_from"), "maximum_age": local.get("age_to")}),
    }  # fmt: skip


def _waiting(local: Document) -> dict[str, Any]:
    weeks, on = local.get("wait_weeks"), local.get("wait_on")
    place = local.get("places", "")
    return {
        "places": chosen("places", place), "places_kind": PLACES.get(place, "calm"),
        "wait": "" if weeks is None else wait_said(weeks), "meanwhile": said(local.get("meanwhile")),
        "wait_of": _counted(local.get("wait_of")), "wait_on": format_date(date.fromisoformat(on), year=True) if on else "",
    }  # fmt: skip


def _counted(number: int | None) -> str:
    """Where it is no guess of somebody: of how many requests it was counted."""
    if not number:
        return ""
    said = ngettext(
        "Half waited no longer, by its own record of %(n)s request.",
        "Half waited no longer, by its own record of %(n)s requests.",
        number,
    )
    return said % {"n": number}


def wait_said(weeks: float) -> str:
    number = round(weeks)
    if not number:
        return _("Nobody waits now.")
    return ngettext("About %(n)s week from asking to the first visit", "About %(n)s weeks from asking to the first visit",
                    number) % {"n": number}  # fmt: skip


def easy_lines(local: Document) -> list[dict[str, Any]]:
    """One idea each, with its picture."""
    here, found = language(), []
    for line in local.get("easy", ()):
        spoken = here if line.get(here) else next((one for one in beyond.LANGUAGES if line.get(one)), here)
        found.append({"text": line.get(spoken, ""), "lang": "" if spoken == here else spoken,
                      "symbol": line.get("symbol", "")})  # fmt: skip
    return found


def _answers(local: Document) -> list[dict[str, Any]]:
    asked, told = beyond.questions(local.get("school_in", "")), local.get("answers", {})
    return [
        {"question": str(Words.read(one["label"])), "said": said(told[id])}
        for id, one in asked.items()
        if told.get(id)
    ]


def checked(entry: Entry) -> dict[str, str]:
    """Who looked last, for whom, and whether somebody should have looked since."""
    late = entry.check_due is not None and entry.check_due < clock.today()
    found = {
        "late": _("Nobody has checked this for a long time. Ask before you go.") if late else "",
        "words": "",
    }
    if entry.checked_at:
        day = format_date(entry.checked_at.astimezone(clock.LONDON).date(), year=True)
        who = keeper_of(entry)
        named = {"day": day, "who": who}
        found["words"] = (
            _("Last checked on %(day)s by %(who)s.") % named if who else _("Last checked on %(day)s.") % named
        )
    return found


def keeper_of(entry: Entry) -> str:
    """The organisation for which somebody looked; never who it was."""
    if entry.checked_for:
        return str(entry.checked_for.name)
    if entry.provider:
        return entry.provider.name
    return _("somebody from the group") if entry.kind == "community" else ""
