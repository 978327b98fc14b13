"""What somebody asked to be assessed for, what was decided test by test, what was offered, who disagrees."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from unstori.access.door import open_person
from unstori.assessment import actions as assessment
from unstori.assessment import catalogue, queries
from unstori.assessment.drawing import known
from unstori.rights import actions as rights

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Step, Teller


def assessed_steps(life: "Teller") -> Iterator["Step"]:
    """Of each assessment in the order in which it happens."""
    for held in life.life.get("assessments", ()):
        yield held["d"], partial(_ask, life, held)
        yield held["begun"]["d"], partial(_begin, life, held)
        for cited in held.get("cites", ()):
            yield cited["d"], partial(_cite, life, held, cited)
        for said in held.get("said", ()):
            yield said["d"], partial(_contribute, life, held, said)
        for found in held.get("findings", ()):
            yield found["d"], partial(_determine, life, held, found)
            for said in found.get("says", ()):
                yield said["d"], partial(_say_of, life, found, said)
        if "finished" in held:
            yield held["finished"]["d"], partial(_finish, life, held)
    for said in life.life.get("disagreements", ()):
        yield said["d"], partial(_disagree, life, said)
        for turn in said.get("turns", ()):
            yield turn["d"], partial(_answer, life, said, turn)
    for offered in life.life.get("offers", ()):
        yield offered["d"], partial(_offer, life, offered)
        for news in offered.get("news", ()):
            yield news["d"], partial(_answer_offer, life, offered, news)


def _ask(life: "Teller", held: dict[str, Any]) -> None:
    life.rows[f"assessment {held['d']}"] = assessment.ask(
        by=life.parts[held["by"]].actor, person=life.person, kind=held["kind"], why=held["why"]
    )


def _begin(life: "Teller", held: dict[str, Any]) -> None:
    begun = held["begun"]
    row = life.rows[f"assessment {held['d']}"]
    assessment.begin(by=life.parts[begun["by"]].actor, assessment=row, ready_on=life.day(begun["ready"]))


def _cite(life: "Teller", held: dict[str, Any], cited: dict[str, Any]) -> None:
    """Rests on what was said already: rows are named by how their words begin."""
    row, by = life.rows[f"assessment {held['d']}"], life.parts[cited["by"]].actor
    element = catalogue.kind(row.kind, row.kind_version).element(cited["element"])
    assert element is not None
    offered = known(open_person(by, life.person.reference, what="story"), row).for_element(element)
    said = {source.words: source.id for source in offered}
    rows = [_beginning(said, begins) for begins in cited["rows"]]
    assessment.cite(by=by, assessment=row, element=cited["element"], rows=rows)


def _contribute(life: "Teller", held: dict[str, Any], said: dict[str, Any]) -> None:
    assessment.contribute(
        by=life.parts[said["by"]].actor,
        assessment=life.rows[f"assessment {held['d']}"],
        element=said["element"],
        words=said["w"],
        share=said["share"],
    )


def _determine(life: "Teller", held: dict[str, Any], found: dict[str, Any]) -> None:
    row, by = life.rows[f"assessment {held['d']}"], life.parts[found["by"]].actor
    opened = open_person(by, life.person.reference, what="story")
    by_id = known(opened, row, offer=False).by_id
    cited = {by_id[each.row_id].words: each.pk for each in queries.citations(opened, row)}
    tests = {
        test["id"]: assessment.Answered(
            test["answer"],
            test["w"],
            tuple(test.get("outcomes", ())),
            tuple(_beginning(cited, begins) for begins in test.get("rows", ())),
        )
        for test in found["tests"]
    }
    life.rows[f"found {found['w']}"] = assessment.determine(
        by=by, assessment=row, tests=tests, words=found["w"], step=_instead(life, found.get("step"))
    )


def _instead(life: "Teller", step: dict[str, Any] | None) -> assessment.NextStep:
    if step is None:
        return assessment.NextStep()
    return assessment.NextStep(step["w"], life.parts[step["who"]].capacity, life.day(step["due"]))


def _say_of(life: "Teller", found: dict[str, Any], said: dict[str, Any]) -> None:
    row, by = life.rows[f"found {found['w']}"], life.parts[said["by"]].actor
    assessment.say_of(by=by, finding=row, verdict=said["verdict"], words=said.get("w", ""))


def _finish(life: "Teller", held: dict[str, Any]) -> None:
    row = life.rows[f"assessment {held['d']}"]
    assessment.finish(by=life.parts[held["finished"]["by"]].actor, assessment=row)


def _disagree(life: "Teller", said: dict[str, Any]) -> None:
    """With what was decided, where it was decided; nothing that helps stops meanwhile."""
    life.rows[f"disagrees {said['w']}"] = rights.disagree(
        by=life.parts[said["by"]].actor,
        person=life.person,
        row_id=life.rows[f"found {said['finding']}"].pk,
        words=said["w"],
        owner=life.parts[said["owner"]].capacity,
    )


def _answer(life: "Teller", said: dict[str, Any], turn: dict[str, Any]) -> None:
    row = life.rows[f"disagrees {said['w']}"]
    rights.answer(by=life.parts[turn["by"]].actor, disagreement=row, words=turn["w"])


def _offer(life: "Teller", offered: dict[str, Any]) -> None:
    life.rows[f"offer {offered['d']}"] = rights.offer(
        by=life.parts[offered["by"]].actor,
        person=life.person,
        kind=offered["kind"],
        to=life.members.get(offered.get("to", "")),
        format=offered.get("format", "spoken"),
        in_language=offered.get("in_language", ""),
        words=offered.get("w", ""),
    )


def _answer_offer(life: "Teller", offered: dict[str, Any], news: dict[str, Any]) -> None:
    row = life.rows[f"offer {offered['d']}"]
    by = life.parts[news["by"]].actor
    rights.answer_offer(by=by, offer=row, what=news["what"], words=news.get("w", ""))


def _beginning(said: Mapping[str, UUID], begins: str) -> UUID:
    """The row whose words begin so. What is named and not there is a mistake in the life."""
    return next(id for words, id in said.items() if words.startswith(begins))
