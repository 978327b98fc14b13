"""What a service says it is for, and what speaks for and against in this story, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core.dates import language
from unstori.core.words import Words
from unstori.directory.models import Entry
from unstori.directory.rules import beyond
from unstori.pathways.rules.criteria import AGAINST, FOR, Point

Item = dict[str, Any]


def lines(points: list[Point]) -> list[Item]:
    """For each a sentence, and a word that says which way it speaks: never a colour or a mark alone."""
    heads = {FOR: (_("Fits"), "calm"), AGAINST: (_("May not fit"), "waiting")}
    found = []
    for point in points:
        tag, kind = heads.get(point.verdict, (_("Ask them"), "quiet"))
        found.append({"tag": tag, "kind": kind, "words": WORDS[point.code](point)})
    return found


def own_words(service: Entry) -> list[Item]:
    """For whom it is and for whom it is not, as it says so itself."""
    local = service.live.local if service.live else {}
    named = (("who", _("Who it is for")), ("not_who", _("Who it is not for")), ("steps", _("How to get in")))
    return [{"heading": heading, **said} for name, heading in named if (said := _said(local.get(name)))]


def meanwhile(service: Entry | None) -> str:
    """What the service says helps while one waits."""
    said = _said(service.live.local.get("meanwhile")) if service and service.live else None
    return said["text"] if said else ""


def wait(service: Entry | None) -> str:
    """How long one waits, as the directory has it."""
    local = service.live.local if service and service.live else {}
    if local.get("places") == "closed" or local.get("wait_weeks") is None:
        return ""
    number = round(local["wait_weeks"])
    if not number:
        return _("Nobody waits now.")
    said = ngettext("About %(n)s week to the first visit.", "About %(n)s weeks to the first visit.", number)
    return said % {"n": number}


def _said(words: dict[str, str] | None) -> Item | None:
    if not words:
        return None
    spoken = language() if language() in words else next(iter(words))
    return {"text": words[spoken], "lang": "" if spoken == language() else spoken}


def _age(point: Point) -> str:
    least, most, said = (point.values[name] for name in ("least", "most", "said"))
    if least and most is not None:
        ages = _("from %(least)g to %(most)g years") % {"least": least, "most": most}
    elif least:
        ages = _("from %(least)g years") % {"least": least}
    else:
        ages = _("up to %(most)g years") % {"most": most}
    if said is None:
        return _("Age: it is for people %(ages)s.") % {"ages": ages}
    return _("Age: it is for people %(ages)s; the age is %(age)s.") % {"ages": ages, "age": said}


def _area(point: Point) -> str:
    said = {"districts": ", ".join(point.values["districts"]), "home": point.values["said"]}
    if not said["home"]:
        return _("Area: it is for people who live in %(districts)s.") % said
    return _("Area: it is for people who live in %(districts)s; home is in %(home)s.") % said


def _first(point: Point) -> str:
    one = beyond.options("threshold").get(point.values["threshold"])
    return _("What must be there first: %(what)s.") % {"what": Words.read(one["label"]) if one else ""}


def _route(point: Point) -> str:
    if point.verdict == FOR:
        return _("Who may ask: you may.")
    return _("Who may ask: they say that somebody who works with you asks for you. You can ask all the same.")


def _full(point: Point) -> str:
    return _("They say that their waiting list is closed.")


WORDS = {"age": _age, "area": _area, "first": _first, "route": _route, "full": _full}
