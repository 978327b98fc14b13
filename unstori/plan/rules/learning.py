"""A plan for learning (IDP, EHC plan): what is missing of what the law wants in it, part by part.

Sources: Additional Learning Needs Code for Wales 2021, ch. 23; SI 2014/1530 reg. 12; Children and Families Act 2014 s. 38.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

UNTIL_AGE = 25
AREA_OF_SECTION = {"learning": "education", "health": "health", "care": "social"}


@dataclass(frozen=True)
class NeedSaid:
    words: str
    area: str
    row: str = ""
    outcome: bool = False
    provided: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class ProvisionSaid:
    words: str
    kind: str
    row: str = ""
    need: bool = False
    outcome: bool = False
    counted: bool = False
    who: bool = False
    starts: bool = False
    reviewed: bool = False
    welsh_said: bool = False
    why: bool = False
    adulthood: bool = False


@dataclass(frozen=True)
class OutcomeSaid:
    words: str
    row: str = ""
    by_when: bool = False
    followed: bool = False
    tied: bool = True  # a provision is for it


@dataclass(frozen=True)
class Held:
    """What a plan holds now, as whoever makes the document sees it."""

    seen: frozenset[str]
    needs: tuple[NeedSaid, ...] = ()
    provisions: tuple[ProvisionSaid, ...] = ()
    outcomes: tuple[OutcomeSaid, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)  # key: "words" or "none"
    own_words: bool = False
    others_words: bool = False
    profile: bool = False
    contacts: bool = False
    events: bool = False
    placed: bool = False
    advice: frozenset[str] = frozenset()
    year_nine: bool = False


@dataclass(frozen=True)
class Gap:
    """Something that is missing in a part: why (a code), and of which row."""

    part: str
    code: str
    about: str = ""
    row: str = ""


Spec = dict[str, Any]
Check = Callable[[Held, Spec], list[Gap]]


def gaps(blocks: Iterable[Spec], held: Held, *, draft: bool = False) -> list[Gap]:
    """What is missing, in the order of the parts. A draft lacks nothing that only a final plan has."""
    found: list[Gap] = []
    for spec in blocks:
        if draft and spec.get("final_only"):
            continue
        if spec["section"] not in held.seen:
            found.append(Gap(spec["id"], "unseen"))
            continue
        for name in spec.get("checks", ()):
            found += CHECKS[name](held, spec)
    return found


def counted(*, every: str, times: int | None, minutes: int | None) -> bool:
    """Specified and quantified: how often, and how long each time; or all the time."""
    return every == "always" or bool(every and times and minutes)


def area_of(said: str, section: str) -> str:
    """To which needs one belongs: as somebody said, else as its section says, else to none yet."""
    return said or AREA_OF_SECTION.get(section, "")


def year_nine_begins(born: date) -> date:
    """The school year in which they turn 14 begins on 1 September; a child born on 1 September turns 14 that day."""
    return date(born.year + (13 if (born.month, born.day) < (9, 1) else 14), 9, 1)


def from_year_nine(born: date | None, today: date) -> bool:
    return born is not None and today >= year_nine_begins(born)


def is_for_age(until: int | None, born: date | None, today: date) -> bool:
    """Whether a layout that holds until an age is for somebody born then; unknown ages are let in."""
    if until is None or born is None:
        return True
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < until


def _lacks(spec: Spec, missing: Iterable[tuple[str, bool]], about: str, row: str) -> list[Gap]:
    return [Gap(spec["id"], code, about, row) for code, is_there in missing if not is_there]


def _none_said(held: Held, spec: Spec) -> bool:
    return held.parts.get(spec.get("part", "")) == "none"


def _some(held: Held, spec: Spec, rows: Iterable[Any]) -> list[Gap]:
    """Something, or that it was looked for and there is none; never both, never neither."""
    some, none = bool(list(rows)), _none_said(held, spec)
    if some and none:
        return [Gap(spec["id"], "none_but_some")]
    return [] if some or none else [Gap(spec["id"], "nothing_or_none" if spec.get("none") else "nothing")]


def _needs(held: Held, spec: Spec) -> list[Gap]:
    here = [need for need in held.needs if need.area == spec["area"]]
    found = _some(held, spec, here)
    for need in here:
        if not need.why_not:
            said = (("need_no_outcome", need.outcome), ("need_no_provision", need.provided))
            found += _lacks(spec, said, need.words, need.row)
    return found


def _unplaced(held: Held, spec: Spec) -> list[Gap]:
    """A need whose part nobody can tell stands nowhere in the plan: said where needs begin."""
    return [Gap(spec["id"], "need_nowhere", need.words, need.row) for need in held.needs if not need.area]


def _provisions(held: Held, spec: Spec) -> list[Gap]:
    here = [one for one in held.provisions if one.kind in spec["kinds"]]
    found = _some(held, spec, here)
    for one in here:
        said = [
            ("no_need", one.need),
            ("no_outcome", one.outcome),
            ("not_counted", one.counted),
            ("no_who", one.who),
        ]
        said += [("no_start", one.starts)] if "starts" in spec.get("wants", ()) else []
        said += [("no_review", one.reviewed)] if "review" in spec.get("wants", ()) else []
        said += [("no_welsh", one.welsh_said)] if "welsh" in spec.get("wants", ()) else []
        said += [("no_why", one.why)] if "why" in spec.get("wants", ()) else []
        found += _lacks(spec, said, one.words, one.row)
    return found


def _outcomes(held: Held, spec: Spec) -> list[Gap]:
    """Each has a day and is followed; of those alone that a provision is for, where the layout says so."""
    only = spec.get("only_tied", False)
    found = [] if held.outcomes or only else [Gap(spec["id"], "nothing")]
    for one in held.outcomes:
        if only and not one.tied:
            continue
        said = (("no_day", one.by_when), ("not_followed", one.followed))
        found += _lacks(spec, said, one.words, one.row)
    return found


def _adulthood(held: Held, spec: Spec) -> list[Gap]:
    """From Year 9 something in the plan gets the person ready for adult life (reg. 12(3))."""
    ready = not held.year_nine or any(one.adulthood for one in held.provisions)
    return [] if ready else [Gap(spec["id"], "no_adulthood")]


def _advice(held: Held, spec: Spec) -> list[Gap]:
    if not held.advice:
        return [Gap(spec["id"], "nothing")]
    wanted = spec.get("advice", ())
    wanted = [*wanted, "adulthood"] if wanted and held.year_nine else wanted
    return [Gap(spec["id"], "no_advice", kind) for kind in wanted if kind not in held.advice]


def _part(held: Held, spec: Spec) -> list[Gap]:
    """Words, or where the layout lets that stand, that there is none. From Year 9 a transition is not none."""
    said = held.parts.get(spec["part"], "")
    if said == "none" and spec.get("from_year_nine") and held.year_nine:
        return [Gap(spec["id"], "year_nine_words")]
    if said and (said == "words" or spec.get("none")):
        return []
    return [Gap(spec["id"], "nothing_or_none" if spec.get("none") else "nothing")]


def _there(code: str, is_there: Callable[[Held], bool]) -> Check:
    return lambda held, spec: [] if is_there(held) else [Gap(spec["id"], code)]


def _placement(held: Held, spec: Spec) -> list[Gap]:
    return _some(held, spec, [held] if held.placed else [])


CHECKS: Mapping[str, Check] = {
    "needs": _needs,
    "unplaced": _unplaced,
    "provisions": _provisions,
    "outcomes": _outcomes,
    "adulthood": _adulthood,
    "advice": _advice,
    "part": _part,
    "placement": _placement,
    "own_words": _there("no_own_words", lambda held: held.own_words),
    "others_words": _there("no_others_words", lambda held: held.others_words),
    "profile": _there("nothing", lambda held: held.profile),
    "contacts": _there("nothing", lambda held: held.contacts),
    "events": _there("nothing", lambda held: held.events),
}
