"""How a day is said, in English and in Welsh.

People give dates as they remember them ("spring 2019"), so a date that a person gave is kept as the text
`YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-season`. Words here are grammar, as in CLDR (Babel carries it), not
interface text: Welsh numbers change the noun after them, which a catalogue says badly.
"""

import datetime as dt
import re

from babel import Locale
from babel.dates import format_date as babel_date
from django.utils.translation import get_language

from unstori.core.clock import LONDON, today

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
WORDS = {
    "en": {
        "today": "today",
        "yesterday": "yesterday",
        "tomorrow": "tomorrow",
        "by": "by {}",
        "late": "{} late",
        "ago": "{} ago",
        "am": "{} am",
        "pm": "{} pm",
        "evening": "{} pm",
        "midday": "midday",
        "midnight": "midnight",
        "spring": "spring",
        "summer": "summer",
        "autumn": "autumn",
        "winter": "winter",
    },
    "cy": {
        "today": "heddiw",
        "yesterday": "ddoe",
        "tomorrow": "yfory",
        "by": "erbyn {}",
        "late": "{} yn hwyr",
        "ago": "{} yn ôl",
        "am": "{}yb",
        "pm": "{}yp",
        "evening": "{}yh",
        "midday": "hanner dydd",
        "midnight": "hanner nos",
        "spring": "gwanwyn",
        "summer": "haf",
        "autumn": "hydref",
        "winter": "gaeaf",
    },
}
# How far back the days lie that have a name: what happened last night is told in such words.
NAMED = {
    "today": 0, "tonight": 0, "this morning": 0, "yesterday": 1, "last night": 1,
    "heddiw": 0, "heno": 0, "bore ma": 0, "bore 'ma": 0, "ddoe": 1, "neithiwr": 1, "echdoe": 2, "echnos": 2,
}  # fmt: skip
UNITS = {
    "en": {
        "day": {"one": "{} day", "other": "{} days"},
        "month": {"one": "{} month", "other": "{} months"},
        "year": {"one": "{} year", "other": "{} years"},
    },
    "cy": {
        "day": {"two": "{} ddiwrnod", "other": "{} diwrnod"},
        "month": {"two": "{} fis", "other": "{} mis"},
        "year": {"one": "{} flwyddyn", "two": "{} flynedd", "few": "{} blynedd", "other": "{} mlynedd"},
    },
}
NEAR = 100  # days within which a date of the next or last year needs no year
WELSH_BLYNEDD = {3, 4, 6, 13, 14}
Said = dt.date | str | None  # a day, a moment, a partial date as it is kept, or nothing


def language(lang: str | None = None) -> str:
    """The two letters of the language to speak: asked for, or the page's."""
    code = (lang or get_language() or "en")[:2]
    return code if code in WORDS else "en"


def as_day(value: dt.date) -> dt.date:
    """The London day of a date or of an aware moment."""
    if isinstance(value, dt.datetime):
        return value.astimezone(LONDON).date() if value.tzinfo else value.date()
    return value


def count(number: int, unit: str, lang: str | None = None) -> str:
    """'3 days', '2 ddiwrnod': a number with its noun, mutated as Welsh asks."""
    lang = language(lang)
    form = Locale(lang).plural_form(number)
    if lang == "cy" and unit == "year" and number > 2:
        form = "few" if number in WELSH_BLYNEDD else "other"
    forms = UNITS[lang][unit]
    return forms.get(form, forms["other"]).format(number)


def format_date(
    value: Said, lang: str | None = None, *, weekday: bool = False, year: bool | None = None
) -> str:
    """'3 November', with the year when it could be misread; 'dydd Iau 26 Tachwedd' with the weekday."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return format_partial(value, lang)
    lang, day = language(lang), as_day(value)
    far = day.year != today().year and abs((day - today()).days) > NEAR
    with_year = far if year is None else year
    said = babel_date(day, "d MMMM y" if with_year else "d MMMM", locale=lang)
    if not weekday:
        return said
    name = babel_date(day, "EEEE", locale=lang)
    return f"{name[0].lower() + name[1:] if lang == 'cy' else name} {said}"


def format_time(value: dt.datetime, lang: str | None = None) -> str:
    """'4 pm', '9.12 am', '4yp', '7yh': the clock as people say it."""
    local = value.astimezone(LONDON) if value.tzinfo else value
    words = WORDS[language(lang)]
    if local.minute == 0 and local.hour in (0, 12):
        return words["midday" if local.hour else "midnight"]
    clock = f"{local.hour % 12 or 12}" + (f".{local.minute:02d}" if local.minute else "")
    return words["am" if local.hour < 12 else "pm" if local.hour < 18 else "evening"].format(clock)


def format_when(value: Said, lang: str | None = None) -> str:
    """A moment or a day near to now: 'today, 9.12 am', 'Thursday 26 November, 4 pm'."""
    if value is None or value == "" or isinstance(value, str):
        return format_date(value, lang)
    lang, day = language(lang), as_day(value)
    gap = (day - today()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(gap)
    said = WORDS[lang][near] if near else format_date(day, lang, weekday=abs(gap) < 60)
    return f"{said}, {format_time(value, lang)}" if isinstance(value, dt.datetime) else said


def format_due(value: dt.date, lang: str | None = None) -> str:
    """What a deadline is to a reader: '3 days late', 'today', 'by 11 January'."""
    lang, day = language(lang), as_day(value)
    gap = (day - today()).days
    if gap < 0:
        return WORDS[lang]["late"].format(count(-gap, "day", lang))
    if gap < 2:
        return WORDS[lang]["tomorrow" if gap else "today"]
    return WORDS[lang]["by"].format(format_date(day, lang))


def format_ago(value: dt.date, lang: str | None = None) -> str:
    """'today', '41 days ago', '3 months ago', '2 flynedd yn ôl': how long something has lasted."""
    lang, days = language(lang), (today() - as_day(value)).days
    if days < 2:
        return WORDS[lang]["yesterday" if days == 1 else "today"]
    unit, size = ("day", 1) if days <= 90 else ("month", 30.44) if days < 730 else ("year", 365.25)
    return WORDS[lang]["ago"].format(count(int(days / size), unit, lang))


def format_partial(text: str, lang: str | None = None) -> str:
    """'2019', 'March 2019', '3 March 2019', 'spring 2019' from the text that is kept."""
    lang = language(lang)
    parts = text.split("-")
    if len(parts) == 1:
        return text
    if parts[1] in SEASONS:
        return f"{WORDS[lang][parts[1]]} {parts[0]}"
    first = partial_range(text)[0]
    return babel_date(first, "MMMM y" if len(parts) == 2 else "d MMMM y", locale=lang)


def partial_range(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that a partial date can mean; raises ValueError when it means none."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}|\d{4}-(spring|summer|autumn|winter)", text):
        raise ValueError(text)
    year, *rest = text.split("-")
    if len(rest) == 2:
        day = dt.date.fromisoformat(text)
        return day, day
    months = SEASONS.get(rest[0]) or (int(rest[0]), int(rest[0])) if rest else (1, 12)
    last_year, last_month = (int(year), months[1] + 1) if months[1] < 12 else (int(year) + 1, 1)
    if rest == ["winter"]:
        last_month = 3
    return dt.date(int(year), months[0], 1), dt.date(last_year, last_month, 1) - dt.timedelta(days=1)


def read_partial(said: str) -> str:
    """The kept text for what somebody typed: 'Spring 2019', 'haf 2020', '3/2019', '3 Mawrth 2019'."""
    text = " ".join(said.lower().replace(",", " ").replace("’", "'").split())
    if text in NAMED:
        return (today() - dt.timedelta(days=NAMED[text])).isoformat()
    if re.fullmatch(r"\d{4}(-.+)?", text):
        partial_range(text)
        return text
    *before, year = re.split(r"[ /.]", text)
    if not re.fullmatch(r"\d{4}", year) or len(before) > 2:
        raise ValueError(said)
    month = _season_or_month(before[-1]) if before else ""
    kept = "-".join(
        [year, *([month] if month else []), *([f"{int(before[0]):02d}"] if len(before) == 2 else [])]
    )
    partial_range(kept)
    return kept


def _season_or_month(word: str) -> str:
    """'spring', '03' for a word or number of either language; ValueError for anything else."""
    if word.isdigit():
        return f"{int(word):02d}"
    for lang, words in WORDS.items():
        for season in SEASONS:
            if word == words[season]:
                return season
        for number, name in Locale(lang).months["format"]["wide"].items():
            if len(word) >= 3 and name.lower().startswith(word):
                return f"{number:02d}"
    raise ValueError(word)
