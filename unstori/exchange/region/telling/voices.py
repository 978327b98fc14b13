"""Every voice: what several observed together, pictures, what somebody says of themselves, a page that is read."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from unstori.boards import actions as boards
from unstori.plan import actions as plan
from unstori.story import actions as story

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Step, Teller


def voice_steps(life: "Teller") -> Iterator["Step"]:
    """Nothing of it in any particular order; what belongs together points at what was begun first."""
    for talk in life.life.get("together", ()):
        yield talk["d"], partial(_begin_together, life, talk)
        for seen in talk["seen"]:
            yield seen["d"], partial(_see, life, talk, seen)
        if "finished" in talk:
            yield talk["finished"], partial(_agree_together, life, talk)
    for used in life.life.get("boards", ()):
        yield used["d"], partial(_use_board, life, used)
    for said in life.life.get("own", ()):
        yield said["d"], partial(_say_of_oneself, life, said)
    for paper in life.life.get("papers", ()):
        yield paper["d"], partial(_make_paper, life, paper)
        for read in paper.get("read", ()):
            yield read["d"], partial(_read_paper, life, paper, read)


def _begin_together(life: "Teller", talk: dict[str, Any]) -> None:
    life.rows[f"together {talk['d']}"] = story.start_conversation(
        by=life.parts[talk["by"]].actor,
        person=life.person,
        guide="observed-together",
        language=life.language(talk),
        who_was_there=talk["there"],
    )


def _see(life: "Teller", talk: dict[str, Any], seen: dict[str, Any]) -> None:
    """One writes what they see, the others say whether they see it so too."""
    held, by = life.rows[f"together {talk['d']}"], life.parts[seen["by"]].actor
    story.be_there(by=by, conversation=held)
    answer = story.save_answer(
        by=by,
        conversation=held,
        question=seen["q"],
        words=seen["w"],
        said_by=by.user_name,
        language=life.language(seen),
    )
    for key in seen.get("so", ()):
        story.echo(by=life.parts[key].actor, answer=answer, so_too=True, version=answer.version)
    if other := seen.get("other"):
        echo = {"answer": answer, "so_too": False, "version": answer.version, "words": other["w"]}
        story.echo(by=life.parts[other["by"]].actor, **echo)


def _agree_together(life: "Teller", talk: dict[str, Any]) -> None:
    held = life.rows[f"together {talk['d']}"]
    story.finish_conversation(by=life.parts[talk["by"]].actor, conversation=held)


def _use_board(life: "Teller", used: dict[str, Any]) -> None:
    by, language = life.parts[used["by"]].actor, life.life["language"]
    use = boards.begin_use(
        by=by, person=life.person, ready=used["ready"], language=language, with_help_of=used["help"]
    )
    boards.say_with(by=by, use=use, placed=used["placed"], version=use.version)


def _say_of_oneself(life: "Teller", said: dict[str, Any]) -> None:
    """For its author alone, until they show it to somebody."""
    by, language = life.parts[said["by"]].actor, life.language(said)
    held = story.start_own(by=by, guide="carer", language=language)
    for answer in said["answers"]:
        story.save_own_answer(
            by=by,
            conversation=held,
            question=answer["q"],
            words=answer.get("w", ""),
            choice=answer.get("choice", ""),
            language=language,
        )
    story.finish_own(by=by, conversation=held)
    story.show_own(by=by, conversation=held, to=[life.parts[key].capacity.pk for key in said["show"]])


def _make_paper(life: "Teller", paper: dict[str, Any]) -> None:
    by = life.parts[paper["by"]].actor
    made = plan.freeze_document(by=by, person=life.person, layout=paper["layout"], language=paper["l"])
    for key in paper.get("share", ()):
        plan.share_document(by=by, document=made, capacity=life.parts[key].capacity)
    life.rows[f"paper {paper['d']}"] = made


def _read_paper(life: "Teller", paper: dict[str, Any], read: dict[str, Any]) -> None:
    """Before the first shift, and said so."""
    plan.say_read(by=life.parts[read["by"]].actor, document=life.rows[f"paper {paper['d']}"])
