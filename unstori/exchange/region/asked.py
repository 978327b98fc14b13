"""What people of the region asked the directory, and what became of it (`offers/asked.toml`)."""

from typing import Any

from unstori.access.rules import Actor
from unstori.directory.actions import questions
from unstori.directory.rules import asking
from unstori.exchange.region.lives import read

Told = dict[str, Any]


def tell(system: Actor, keeper: Actor) -> None:
    said = read("offers/asked.toml")
    for one in said["looked_for"]:
        for _time in range(one["times"]):
            asked = asking.understood(one["words"])
            questions.note(by=system, asked=asked, outcome=one["came"], agent="Mozilla")
    for one in said["told"]:
        wish = questions.tell(by=system, words=one["words"], area=one["area"])
        if one["shown"]:
            questions.decide_wish(by=keeper, wish=wish, show=True)
    for one in said["answers"]:
        version = questions.write_answer(by=keeper, said=_answer(one))
        questions.show_answer(by=keeper, version=version)


def _answer(one: Told) -> questions.Said:
    texts = {name: (one[name]["en"], one[name]["cy"]) for name in ("asked", "said", "found")}
    return questions.Said(
        themes=tuple(one["themes"]), entitlements=tuple(one["rights"]), times=one["times"], **texts
    )
