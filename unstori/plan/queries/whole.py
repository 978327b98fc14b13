"""What a plan for learning holds, gathered for the rule that says what is missing."""

from typing import Any

from unstori.access.door import Opened
from unstori.circle.queries import circle_of
from unstori.core import clock
from unstori.plan import blocks, rules
from unstori.plan.models import Outcome, Provision
from unstori.plan.queries.documents import facts as facts_of
from unstori.plan.queries.learning import advice, issues, parts, placement, provisions, seen_links
from unstori.plan.queries.life import needs as needs_of
from unstori.plan.queries.life import statements


def gaps_of(opened: Opened, layout: dict[str, Any], *, draft: bool = False) -> list[rules.Gap]:
    """What is missing of what the law wants, as whoever makes the document sees it."""
    return rules.gaps(layout["blocks"], held(blocks.without_own(opened), layout), draft=draft)


def held(opened: Opened, layout: dict[str, Any]) -> rules.Held:
    """As it would stand in a document now: nothing narrowed to named people counts."""
    given = [one for one in _open(provisions(opened)) if not one.support.narrowed]
    needs, outcomes = seen_links(opened)
    own, others, some = _words(opened, layout)
    place = placement(opened)
    return rules.Held(
        seen=opened.sections,
        needs=_needs(opened, {one.need_id for one in given}, outcomes),
        provisions=tuple(_provision(one, needs, outcomes) for one in given),
        outcomes=_outcomes(opened, {one.support.outcome_id for one in given}),
        parts={key: "none" if part.none else "words" for key, part in parts(opened).items() if not part.narrowed},
        own_words=own,
        others_words=others,
        profile=some,
        contacts=any(_open(circle_of(opened))),
        events=_events(opened, given),
        placed=place is not None and not place.narrowed,
        advice=frozenset(one.kind for one in _open(advice(opened))),
        year_nine=rules.from_year_nine(opened.person.born_on, clock.today()),
    )  # fmt: skip


def _open(rows: Any) -> list[Any]:
    return [row for row in rows if not row.narrowed]


def _needs(opened: Opened, provided: set[Any], outcomes: set[Any]) -> tuple[rules.NeedSaid, ...]:
    return tuple(
        rules.NeedSaid(
            words=need.words,
            area=rules.area_of(need.area, need.section),
            row=str(need.pk),
            outcome=need.outcome_id in outcomes,
            provided=need.pk in provided,
            why_not=need.no_outcome_why.strip(),
        )
        for need in _open(needs_of(opened))
    )


def _provision(one: Provision, needs: set[Any], outcomes: set[Any]) -> rules.ProvisionSaid:
    support = one.support
    return rules.ProvisionSaid(
        words=support.what, kind=one.kind, row=str(one.pk), need=one.need_id in needs,
        outcome=support.outcome_id in outcomes, who=bool(support.where), starts=support.starts_on is not None,
        counted=rules.counted(every=one.every, times=one.times, minutes=one.minutes),
        reviewed=bool(one.review_on or support.ends_on), welsh_said=one.in_welsh is not None,
        why=bool(one.why.strip()), adulthood=one.adulthood,
    )  # fmt: skip


def _outcomes(opened: Opened, tied: set[Any]) -> tuple[rules.OutcomeSaid, ...]:
    rows = _open(opened.rows(Outcome.objects.exclude(state=Outcome.State.STOPPED)).order_by("position"))
    return tuple(
        rules.OutcomeSaid(
            row.words, str(row.pk), row.by_when is not None, bool(row.followed_how.strip()), row.pk in tied
        )
        for row in rows
    )


def _words(opened: Opened, layout: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Whether the person's own words are there (or what was seen of one who uses none), others' words, and any."""
    spec = next(block for block in layout["blocks"] if block["block"] == "profile")
    said = [one for one in _open(statements(opened)) if one.theme in spec["themes"]]
    facts = _open(facts_of(opened, spec["keys"]))
    names = {opened.person.called.casefold(), opened.person.full_name.casefold()}
    mine = [
        one
        for one in [*said, *facts]
        if one.said_by.casefold() in names or getattr(one, "said_how", "") == "observed"
    ]
    others = [one for one in [*said, *facts] if one.said_by.casefold() not in names]
    return bool(mine), bool(others), bool(said or facts)


def _events(opened: Opened, given: list[Provision]) -> bool:
    """Something that has a day: a provision, advice or something issued."""
    dated = any(one.support.starts_on for one in given)
    return dated or bool(_open(advice(opened)) or _open(issues(opened)))
