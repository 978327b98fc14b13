"""A concern that somebody raises, and the changes that services must make for somebody."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.access.door import open_person
from unstori.adjustments import actions as adjustments
from unstori.safeguarding import actions as safeguarding
from unstori.story import queries as story

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Step, Teller


def safe_steps(life: "Teller") -> Iterator["Step"]:
    """What becomes of a concern comes after it, day by day."""
    for told in life.life.get("concerns", ()):
        yield told["d"], partial(_raise, life, told)
        for name, step in (("accepted", _accept), ("decided", _decide), ("said_back", _say_back)):
            if name in told:
                yield told[name]["d"], partial(step, life, told, told[name])
    if flag := life.life.get("flag"):
        yield flag["d"], partial(_flag, life, flag)


def _raise(life: "Teller", told: dict[str, Any]) -> None:
    life.rows[f"concern {told['d']}"] = safeguarding.raise_concern(
        by=life.parts[told["by"]].actor,
        person=life.person,
        told=safeguarding.Told(
            told["heard"],
            told.get("said", ""),
            told.get("opinion", ""),
            told["family_told"],
            told.get("why_not_told", ""),
        ),
    )


def _accept(life: "Teller", told: dict[str, Any], step: dict[str, Any]) -> None:
    safeguarding.accept(by=life.parts[step["by"]].actor, concern=life.rows[f"concern {told['d']}"])


def _decide(life: "Teller", told: dict[str, Any], step: dict[str, Any]) -> None:
    safeguarding.decide(
        by=life.parts[step["by"]].actor,
        concern=life.rows[f"concern {told['d']}"],
        outcome=step["outcome"],
        why=step["w"],
        for_raiser=step["back"],
    )


def _say_back(life: "Teller", told: dict[str, Any], step: dict[str, Any]) -> None:
    """What was done comes back to who raised it, as far as it may."""
    row = life.rows[f"concern {told['d']}"]
    safeguarding.say_back(by=life.parts[step["by"]].actor, concern=row, words=step["w"])


def _flag(life: "Teller", flag: dict[str, Any]) -> None:
    """A yes first; then each change, from what is told already."""
    adjustments.say(by=life.parts[flag["by"]].actor, person=life.person, agrees=True)
    for change in flag["adjustments"]:
        by = life.parts[change["by"]].actor
        opened = open_person(by, life.person.reference, what="story")
        fact = next(each for each in story.standing_facts(opened) if each.words.startswith(change["fact"]))
        adjustments.flag(by=by, person=life.person, category=change["category"], fact=fact)
    for harder in flag["harder"]:
        by = life.parts[harder["by"]].actor
        adjustments.say_impairments(by=by, person=life.person, codes=harder["codes"])
