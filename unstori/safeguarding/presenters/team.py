"""A concern for the team that has it: all of it."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access import queries as access
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_due, format_when
from unstori.core.words import Words
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Account, Concern, Disclosure, Step
from unstori.safeguarding.presenters.said import STEP, Item, account, duties, named

KIND = {rules.CHILD: gettext_lazy("A child"), rules.ADULT: gettext_lazy("An adult")}
# Heading and button of each step of the team, in the order of need.
TEAM_STEPS = {
    "decide": (gettext_lazy("Decide what happens now"), gettext_lazy("This is decided")),
    "share": (gettext_lazy("Write down what was shared with whom"), gettext_lazy("Write it down")),
    "say": (gettext_lazy("Say something to who told you"), gettext_lazy("Send it to them")),
    "tell": (gettext_lazy("Tell the person what they may know"), gettext_lazy("Put it in their story")),
    "give": (gettext_lazy("Give it to somebody else of the team"), gettext_lazy("Give it to them")),
    "pass": (gettext_lazy("Pass it to another team"), gettext_lazy("Pass it on")),
}


def outcome_hints(concern: Concern) -> dict[str, str]:
    return {one["id"]: str(Words.read(one["hint"])) for one in queries.outcomes(concern)}


def _due(concern: Concern) -> tuple[str, str]:
    """What its state is in a word, and how that looks."""
    late = rules.is_late(due_on=concern.due_on, state=concern.state, today=clock.today())
    if concern.state in (rules.WAITING, rules.ACCEPTED) and concern.due_on:
        said = _("Decision: %(due)s") % {"due": format_due(concern.due_on)}
        return said, "late" if late else "waiting"
    return str(concern.get_state_display()), "late" if concern.state == rules.WITH_RAISER else "calm"


def team_lines(rows: Iterable[Concern], by: Actor) -> list[Item]:
    """The team's list; all are of one team, so who works there is asked once."""
    rows = list(rows)
    here = frozenset(each.pk for each in queries.workers(rows[0].team)) if rows else frozenset()
    return [line(row, by, here) for row in rows]


def line(concern: Concern, by: Actor, here: Collection[UUID] | None = None) -> Item:
    """A row of the team's list."""
    tag, kind = _due(concern)
    holder = queries.holder_now(concern, here)
    return {
        "href": reverse("safeguarding:handle", args=[concern.pk]),
        "about": concern.known_as,
        "kind": KIND[concern.kind],
        "when": format_when(concern.created_at),
        "tag": tag,
        "tag_kind": kind,
        "mine": holder is not None and holder.pk == by.capacity_id,
        "holder": access.label_of(holder) if holder else "",
        "danger_now": concern.danger_now,
        "escalated": concern.escalated,
        "nobody_on_duty": concern.nobody_on_duty,
        "open": concern.state != rules.DECIDED,
    }


def handled(concern: Concern, by: Actor) -> Item:
    """All of it."""
    law = queries.definition_of(concern)
    state = queries.state_now(concern)
    ways = [what for what in TEAM_STEPS if rules.can_step(what, state)]
    in_record = queries.writes_in_record(by, concern)
    if not in_record and "tell" in ways:
        ways.remove("tell")
    seen = access.people_visible_to(by).filter(pk=concern.person_id).exists() if concern.person_id else False
    return {
        **line(concern, by),
        "id": concern.pk,
        "known_more": concern.known_more,
        "authority": str(concern.authority.name),
        "person": concern.person if seen else None,
        "here_but_not_open": concern.person_id is not None and not seen,
        "in_record": in_record,
        "raised_by": access.label_of(concern.created_by),
        "keep_name": concern.keep_name,
        "sources": queries.sources_of(concern),
        "accounts": [_full(row, concern) for row in concern.accounts.order_by("created_at", "pk")],
        "steps": _steps(concern, law),
        "disclosures": _disclosures(concern, law),
        "may_accept": rules.can_step("accept", state),
        "may_decide": rules.can_step("decide", state),
        "ways": [{"words": TEAM_STEPS[what][0], "href": step_href(concern, what)} for what in ways if what != "decide"],
        "duties": duties(concern.kind, concern.jurisdiction),
    }  # fmt: skip


def step_href(concern: Concern, what: str) -> str:
    return reverse("safeguarding:step", args=[concern.pk, what])


def _full(row: Account, concern: Concern) -> Item:
    told = {True: _("The family knows."), False: _("The family does not know."), None: ""}[row.family_told]
    return {
        **account(row, access.label_of(concern.created_by)),
        "family": f"{told} {row.why_not_told}".strip(),
    }


def _steps(concern: Concern, law: Item) -> list[Item]:
    rows = concern.steps.select_related(*STEP)
    return [_step(row, law) for row in rows.order_by("created_at", "pk")]


def _step(row: Step, law: Item) -> Item:
    texts = [
        named(law["outcomes"], row.outcome),
        row.why,
        _("Instead: %(what)s") % {"what": row.instead} if row.instead else "",
        _("It began in the record and is kept from whoever may be the danger.") if row.enquiry_id else "",
        _("To who told us: %(words)s") % {"words": row.for_raiser} if row.for_raiser else "",
    ]
    given = row.kind in (
        Step.Kind.CAME,
        Step.Kind.GIVEN,
        Step.Kind.PASSED,
        Step.Kind.ESCALATED,
        Step.Kind.MOVED,
    )
    if given:
        texts.append(access.label_of(row.holder) if row.holder else _("Nobody has it by name."))
    return {
        "heading": row.get_kind_display(),
        "when": format_when(row.created_at),
        "who": access.label_of(row.created_by),
        "text": " · ".join(filter(None, texts)),
    }


def _disclosures(concern: Concern, law: Item) -> list[Item]:
    rows: Iterable[Disclosure] = concern.disclosures.select_related(
        "created_by__user", "created_by__organisation"
    ).order_by("created_at", "pk")
    return [
        {
            "to": row.to_name,
            "when": format_when(row.created_at),
            "who": access.label_of(row.created_by),
            "what": row.what,
            "why": row.why,
            "lang": row.language,
            "data": named(law["data_bases"], row.data_basis),
            "confidentiality": named(law["confidentiality_bases"], row.confidentiality_basis),
            "family": _("The family was told.") if row.family_told else
            _("The family was not told: %(why)s") % {"why": row.why_not_told},
        }
        for row in rows
    ]  # fmt: skip
