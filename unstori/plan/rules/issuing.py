"""From draft to final plan, to one that changes, to its end: what may follow what, and what changed between two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Changed:
    """One thing that is not as it was: 'added', 'gone' or 'changed', in which part, and its words."""

    part: str
    how: str
    words: str
    was: str = ""


def can_issue(kind: str) -> bool:
    """A plan of the law is made by those who work for whoever must make it."""
    return kind == "worker"


def first_day_to_close(today: date, days: int) -> date:
    """The family's days begin with the day on which it is given to them (SI 2014/1530 reg. 13(1))."""
    return today + timedelta(days=max(days - 1, 0))


def check_maker(kind: str) -> None:
    if not can_issue(kind):
        raise RuleBroken(
            _("A worker makes this plan. You can make a copy of it as it is today, at any time.")
        )


def check_draft(*, answer_by: date | None, today: date, days: int) -> None:
    if answer_by is None or answer_by < first_day_to_close(today, days):
        raise RuleBroken(_("Give the family at least the days that the law gives them."))


def check_answer(*, stage: str, is_last: bool, words: str, by_worker: bool, whose: str) -> None:
    """Of the newest draft, even after its days; a worker writes down only what somebody else says."""
    if stage != "draft" or not is_last:
        raise RuleBroken(_("This draft is no longer the newest. Look at what came after it."))
    if not words.strip():
        raise RuleBroken(_("Write down what you think of it."))
    if by_worker and not whose.strip():
        raise RuleBroken(_("Say whose words these are."))


def check_final(
    *, last: str, gaps: int, answer_by: date | None, heard: str, silent: bool, today: date
) -> None:
    """After a draft, with nothing missing, and with what the family said of it."""
    if last != "draft":
        raise RuleBroken(_("Make a draft first, so that the family can say what they think of it."))
    if gaps:
        raise RuleBroken(_("Something is still missing. It is listed on the page before this one."))
    if not heard.strip() and not silent:
        raise RuleBroken(_("Write down what the family said of the draft."))
    if silent and heard.strip():
        raise RuleBroken(_("Write down what they said, or that they said nothing. Not both."))
    if silent and (answer_by is None or today <= answer_by):
        raise RuleBroken(_("The family still has time to answer. Wait until their days are over."))


def check_cease(*, stands: bool, why: str) -> None:
    if not stands:
        raise RuleBroken(_("There is no final plan that could end."))
    if not why.strip():
        raise RuleBroken(_("Say why the plan ends, in words for the family."))


def changes(before: Content, after: Content) -> list[Changed]:
    """What changed between two frozen documents of one language, part by part, each item known by its source."""
    found: list[Changed] = []
    old = {block["id"]: block for block in before["blocks"]}
    for block in after["blocks"]:
        was = _items(old.pop(block["id"], {"items": []})["items"])
        now = _items(block["items"])
        for key, said in now.items():
            if key not in was:
                found.append(Changed(block["heading"], "added", said))
            elif was[key] != said:
                found.append(Changed(block["heading"], "changed", said, was[key]))
        found += [Changed(block["heading"], "gone", said) for key, said in was.items() if key not in now]
    for block in old.values():
        found += [Changed(block["heading"], "gone", said) for said in _items(block["items"]).values()]
    return found


def _items(items: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Each item's words by where it comes from; those of no row by their place."""
    return {one.get("source") or f"#{place}": _said(one) for place, one in enumerate(items)}


def _said(one: Mapping[str, Any]) -> str:
    words = [one.get("heading", ""), one.get("text", "")]
    words += [f"“{quoted['text']}”" for quoted in one.get("words") or ()]
    words += [f"{key}: {value}" for key, value in one.get("lines") or ()]
    return "; ".join(word for word in words if word)
