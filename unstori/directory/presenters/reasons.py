"""Why an entry was found, and why one might not be able to go, in words."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from unstori.core.dates import format_time
from unstori.directory.presenters.choices import DAYS, LANGUAGES, group_said
from unstori.directory.presenters.drawing import distance
from unstori.directory.presenters.entries import STATES
from unstori.directory.queries.searching import Reason
from unstori.directory.rules import words
from unstori.directory.rules.finding import DAYS as CODES

Values = dict[str, Any]
LONG = 40  # characters of a meaning that would say more than the word
ANY_DAY = date(2026, 1, 1)  # a clock is said of a day


def why_lines(found: Iterable[Reason]) -> list[str]:
    """What it says of the words that were asked for, in one line; then each other reason."""
    found = list(found)
    said = [
        word for reason in found if reason.code == "words" for word in _listed(reason.values.get("words"))
    ]
    said = [f"“{word}”" for word in said] + [
        _also(reason.values) for reason in found if reason.code == "also"
    ]
    about = _("It fits %(words)s") % {"words": ", ".join(dict.fromkeys(said))} if said else ""
    others = [why(reason) for reason in found if reason.code not in ("words", "also", "near")]
    return list(dict.fromkeys(line for line in (about, *others) if line))


def why_not_lines(found: Iterable[Reason]) -> list[str]:
    """That it is closed stands above, as a tag."""
    return list(dict.fromkeys(line for one in found if one.code != "closed" and (line := why_not(one))))


def why(reason: Reason) -> str:
    """A line, or nothing where there is nothing to say."""
    says = WHY.get(reason.code)
    return says(reason.values) if says else ""


def why_not(reason: Reason) -> str:
    says = WHY_NOT.get(reason.code)
    return says(reason.values) if says else ""


def language_said(code: str) -> str:
    return str(LANGUAGES.get(code, code))


def access_said(code: str) -> str:
    said = group_said(code)
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said


def day_said(day: Any) -> str:
    """A day as the engine gives it, by number or by the standard's two letters."""
    number = CODES.index(day) if isinstance(day, str) and day in CODES else day
    return str(DAYS[number]) if isinstance(number, int) and 0 <= number < len(DAYS) else ""


def years(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""


def span_of_years(least: Any, most: Any) -> str:
    said = {"least": years(least), "most": years(most)}
    if least and most is not None:
        return _("from %(least)s to %(most)s years") % said
    if least:
        return _("from %(least)s years") % said
    return _("up to %(most)s years") % said if most is not None else ""


def _listed(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else list(said or ())


def _words(values: Values) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(_listed(values.get("words"))))


def _also(values: Values) -> str:
    """What somebody said, and in the reader's language what that means here, unless it is the same word."""
    asked, found = str(values.get("asked", "")), group_said(str(values.get("found", "")))
    same = _is_same(asked, found) or len(found) > LONG
    return f"“{asked}”" if same else f"“{asked}” ({found[:1].lower()}{found[1:]})"


def _is_same(one: str, other: str) -> bool:
    """But for its ending or mutation, in either language."""
    stems = (words.english, words.welsh)
    said = [words.spoken(one), words.spoken(other)]
    return any([*map(stem, said[0])] == [*map(stem, said[1])] for stem in stems)


def _age(values: Values) -> str:
    span = span_of_years(values.get("least"), values.get("most"))
    return _("The age fits: %(span)s") % {"span": span} if span else ""


def hour_said(value: Any) -> str:
    return format_time(datetime.combine(ANY_DAY, value)) if isinstance(value, time) else ""


def _day(values: Values) -> str:
    opens, closes = hour_said(values.get("opens")), hour_said(values.get("closes"))
    hours = _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes} if opens and closes else opens
    day = day_said(values.get("day"))
    line = ": ".join(part for part in (day, hours) if part)
    return _("Open: %(when)s") % {"when": line} if line else ""


def _not_age(values: Values) -> str:
    span = span_of_years(values.get("least"), values.get("most"))
    said = {"span": span, "age": years(values.get("said"))}
    return _("%(span)s; you said %(age)s") % said if said["age"] else span


def _not_day(values: Values) -> str:
    days = ", ".join(said for said in map(day_said, values.get("days") or ()) if said)
    said = {"days": days, "day": day_said(values.get("said"))}
    if not days:
        return _("It does not say that it is open then")
    return _("It is on %(days)s; you said %(day)s") % said if said["day"] else _("It is on %(days)s") % said


def _access_codes(values: Values) -> str:
    return ", ".join(map(access_said, _listed(values.get("what"))))


WHY: dict[str, Callable[[Values], str]] = {
    "age": _age,
    "day": _day,
    "holidays": lambda _values: _("In the school holidays"),
    "near": lambda values: distance(values["metres"]) if values.get("metres") is not None else "",
    "free": lambda _values: _("It costs nothing"),
    "language": lambda values: _("In %(language)s") % {"language": language_said(values["language"])},
    "access": lambda values: _("It has: %(what)s") % {"what": _access_codes(values)},
    "no_referral": lambda _values: _("You can go without being referred"),
}
WHY_NOT: dict[str, Callable[[Values], str]] = {
    "age": _not_age,
    "day": _not_day,
    "closed": lambda values: str(STATES.get(values.get("status", ""), "")),
    "cost": lambda _values: _("It costs something"),
    "referral": lambda _values: _("Somebody has to refer you"),
    "lacks": lambda values: _("It does not say %(words)s") % {"words": _words(values)},
    "language": lambda values: (
        _("It does not say that it is in %(language)s") % {"language": language_said(values["language"])}
    ),
    "access": lambda values: (
        _("It does not say whether it has this: %(what)s. Ask them") % {"what": _access_codes(values)}
    ),
}
