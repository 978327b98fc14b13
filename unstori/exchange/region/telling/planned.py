"""The plan of a life: outcomes, supports, ratings, agreement, reviews, documents."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from unstori.plan import actions as plan

if TYPE_CHECKING:
    from unstori.exchange.region.tell import Step, Teller


def plan_steps(life: "Teller") -> Iterator["Step"]:
    """Everything about the plan, in no particular order."""
    for wanted in life.life.get("outcomes", ()):
        yield from _outcome_steps(life, wanted)
    whole = life.life.get("plan", {})
    for need in whole.get("needs", ()):
        yield need["d"], partial(_need, life, need)
    if "put_forward" in whole:
        yield whole["put_forward"]["d"], partial(_put_forward, life, whole["put_forward"])
    for said in whole.get("agreements", ()):
        yield said["d"], partial(_agree, life, said)
    yield from _review_steps(life, whole.get("reviews", []))
    for wanted in whole.get("documents", ()):
        yield wanted["d"], partial(_document, life, wanted)


def _outcome_steps(life: "Teller", wanted: dict[str, Any]) -> Iterator["Step"]:
    made = wanted["d"]
    yield made, partial(_outcome, life, wanted)
    for step in wanted.get("steps", ()):
        yield min(step.get("d", made), made), partial(_step, life, wanted, step)
        if "done" in step:
            yield step["done"], partial(_step_done, life, wanted, step)
    for support in wanted.get("supports", ()):
        yield made, partial(_support, life, wanted, support)
        if support["status"] != "proposed":
            yield min(support.get("d", made), made), partial(_support_moves, life, wanted, support)
    for rating in wanted.get("ratings", ()):
        yield rating["d"], partial(_rate, life, wanted, rating)


def _outcome(life: "Teller", wanted: dict[str, Any]) -> None:
    cited = [
        life.rows[f"said {question}"].pk for question in wanted["from"] if f"said {question}" in life.rows
    ]
    life.rows[wanted["w"]] = plan.add_outcome(
        by=life.parts[wanted["by"]].actor,
        person=life.person,
        section=wanted["s"],
        words=wanted["w"],
        statements=cited,
        language=life.language(wanted),
        why_it_matters=wanted.get("why", ""),
        baseline=wanted.get("baseline", ""),
        domains=wanted["domains"],
    )


def _step(life: "Teller", wanted: dict[str, Any], step: dict[str, Any]) -> None:
    life.rows[f"step {step['w']}"] = plan.add_step(
        by=life.parts[wanted["by"]].actor,
        outcome=life.rows[wanted["w"]],
        what=step["w"],
        who=step["who"],
        by_when=life.day(step["due"]),
    )


def _step_done(life: "Teller", wanted: dict[str, Any], step: dict[str, Any]) -> None:
    plan.finish_step(by=life.parts[wanted["by"]].actor, step=life.rows[f"step {step['w']}"])


def _support(life: "Teller", wanted: dict[str, Any], support: dict[str, Any]) -> None:
    begun = support.get("d", 0) > wanted["d"] and support["status"] == "started"
    life.rows[f"support {support['w']}"] = plan.add_support(
        by=life.parts[wanted["by"]].actor,
        person=life.person,
        section=wanted["s"],
        what=support["w"],
        who=support["who"],
        comes_from=support["comes"],
        outcome=life.rows[wanted["w"]],
        organisation=life.cast.organisations.get(support.get("org", "")),
        tier=support.get("tier", "universal"),
        how_often=support.get("often", ""),
        starts_on=life.day(support["d"]) if begun else None,
    )


def _support_moves(life: "Teller", wanted: dict[str, Any], support: dict[str, Any]) -> None:
    held = life.rows[f"support {support['w']}"]
    plan.move_support(by=life.parts[wanted["by"]].actor, support=held, status=support["status"])


def _rate(life: "Teller", wanted: dict[str, Any], said: dict[str, Any]) -> None:
    plan.rate(
        by=life.parts[said["by"]].actor,
        outcome=life.rows[wanted["w"]],
        rater=said["as"],
        going=said["going"],
        happy=said.get("happy"),
        helped_by=said.get("help", ""),
        basis=said.get("basis", ""),
        person_present=said.get("present"),
        words=said.get("w", ""),
    )


def _need(life: "Teller", said: dict[str, Any]) -> None:
    by = life.parts[said["by"]].actor
    need = plan.add_need(
        by=by, person=life.person, section=said["s"], words=said["w"], eligible=said["eligible"]
    )
    if "no_outcome" in said:
        plan.give_reason(by=by, need=need, why=said["no_outcome"])


def _put_forward(life: "Teller", said: dict[str, Any]) -> None:
    life.rows["version"] = plan.put_forward(by=life.parts[said["by"]].actor, person=life.person)


def _agree(life: "Teller", said: dict[str, Any]) -> None:
    plan.agree(
        by=life.parts[said["by"]].actor,
        version=life.rows["version"],
        verdict=said["verdict"],
        reasons=said.get("w", ""),
    )


def _review_steps(life: "Teller", reviews: list[dict[str, Any]]) -> Iterator["Step"]:
    """The first is planned; holding one plans the next."""
    if reviews:
        yield reviews[0]["made"], partial(_plan_review, life, reviews[0])
    for held, following in pairwise(reviews):
        yield held["held"], partial(_hold, life, held, following)


def _plan_review(life: "Teller", review: dict[str, Any]) -> None:
    life.rows["review"] = plan.plan_review(
        by=life.parts[review["owner"]].actor, person=life.person, due_on=life.day(review["due"])
    )


def _hold(life: "Teller", held: dict[str, Any], following: dict[str, Any]) -> None:
    views = [
        {"question": view["q"], "whose": view["whose"], "words": view["w"], "language": life.language(view)}
        for view in held["views"]
    ]
    plan.hold_review(
        by=life.parts[held["owner"]].actor,
        review=life.rows["review"],
        conclusion=held["conclusion"],
        views=views,
        next_on=life.day(following["due"]),
    )


def _document(life: "Teller", wanted: dict[str, Any]) -> None:
    by = life.parts[wanted["by"]].actor
    made = plan.freeze_document(by=by, person=life.person, layout=wanted["layout"], language=wanted["l"])
    for key in wanted.get("share", ()):
        plan.share_document(by=by, document=made, capacity=life.parts[key].capacity)
