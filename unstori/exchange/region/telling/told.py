"""What happened and what was said."""

from typing import TYPE_CHECKING, Any

from unstori.core import clock
from unstori.exchange.region import days
from unstori.story import actions as story

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Teller

SAID = {"said": "said_by", "how": "said_how", "help": "with_help_of"}


def _said(said: dict[str, Any]) -> dict[str, Any]:
    return {field: said[name] for name, field in SAID.items() if name in said}


def entry(life: "Teller", said: dict[str, Any]) -> None:
    """Somebody writes what happened; workers write of days on which they work."""
    part, on = life.parts[said["by"]], clock.today()
    if part.sector and part.sector != "community":
        on = days.worked(on, school=part.sector == "education")
    life.rows[f"entry {said['w']}"] = story.add_entry(
        by=part.actor,
        person=life.person,
        section=said["s"],
        kind=said["k"],
        words=said["w"],
        title=said.get("t", ""),
        happened_on=on.isoformat(),
        language=life.language(said),
        contact_way=said.get("way", ""),
        contact_with=said.get("with", ""),
        narrowed=said.get("narrowed", False),
        names_others=said.get("o", False),
        **_said(said),
    )


def promise(life: "Teller", said: dict[str, Any]) -> None:
    """Somebody says "I will"."""
    said_by = life.parts[said["by"]].actor
    life.rows[f"promise {said['w']}"] = story.promise(
        by=said_by, person=life.person, section=said["s"], what=said["w"], due_on=life.day(said["due"])
    )


def keep(life: "Teller", said: dict[str, Any]) -> None:
    """And does it."""
    story.keep_promise(
        by=life.parts[said["by"]].actor,
        promise=life.rows[f"promise {said['w']}"],
        outcome=said.get("out", ""),
    )


def fact(life: "Teller", said: dict[str, Any], **more: Any) -> Any:
    """A fact about the person."""
    told = {name: value for name, value in _said(said).items() if name in ("said_by", "said_how")}
    return story.tell_fact(
        by=life.parts[said["by"]].actor,
        person=life.person,
        key=said["key"],
        words=said["w"],
        language=life.language(said),
        **told,
        **more,
    )


def contradiction(life: "Teller", both: dict[str, Any], which: str) -> None:
    """Two facts that cannot both be true; somebody is named to settle it."""
    said = {"key": both["key"], **both[which]}
    if which == "one":
        life.rows["one"] = fact(life, said)
    else:
        fact(life, said, contradicts=life.rows["one"], settler=life.parts[both["settler"]].capacity)


def conversation(life: "Teller", talk: dict[str, Any]) -> None:
    """A first conversation; its statements are kept by their question, for outcomes to cite."""
    by = life.parts[talk["by"]].actor
    begun = story.start_conversation(
        by=by, person=life.person, language=life.life["language"], who_was_there=talk["there"]
    )
    for answer in talk["answers"]:
        story.save_answer(
            by=by,
            conversation=begun,
            question=answer["q"],
            words=answer["w"],
            language=life.language(answer),
            **_said(answer),
        )
    statements = story.finish_conversation(by=by, conversation=begun)
    for statement in statements:
        question = statement.answer.question if statement.answer else ""
        life.rows.setdefault(f"said {question}", statement)
