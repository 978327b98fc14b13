"""Concerns in words: for who raised one, only what they said and were told; for the team, all of it."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access import queries as access
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_due, format_when
from unstori.core.words import Words
from unstori.people.models import Capacity
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Account, Concern, Disclosure, Place, Step

Item = dict[str, Any]
KIND = {rules.CHILD: gettext_lazy("A child"), rules.ADULT: gettext_lazy("An adult")}
STEP = (
    "created_by__user",
    "created_by__organisation",
    "created_by__person",
    "holder__user",
    "holder__organisation",
    "team",
)
# Heading and button of each step of the team, in the order of need.
TEAM_STEPS = {
    "decide": (gettext_lazy("Decide what happens now"), gettext_lazy("This is decided")),
    "share": (gettext_lazy("Write down what was shared with whom"), gettext_lazy("Write it down")),
    "say": (gettext_lazy("Say something to who told you"), gettext_lazy("Send it to them")),
    "tell": (gettext_lazy("Tell the person what they may know"), gettext_lazy("Put it in their story")),
    "give": (gettext_lazy("Give it to somebody else of the team"), gettext_lazy("Give it to them")),
    "pass": (gettext_lazy("Pass it to another team"), gettext_lazy("Pass it on")),
}
MY_STEPS = {
    "told": (gettext_lazy("I have told them"), gettext_lazy("I have told them")),
    "more": (gettext_lazy("Say more"), gettext_lazy("Send this to the team")),
    "disagree": (gettext_lazy("I disagree with what is done"), gettext_lazy("Send this to the manager")),
}


def moment(value: Any) -> str:
    """When it was, as people say it."""
    return format_when(value)


def calls() -> list[Item]:
    """Whom to call, 999 first."""
    return [
        {"number": one["number"], "dial": one["number"].replace(" ", ""), "name": str(Words.read(one["name"])),
         "when": str(Words.read(one["when"]))}
        for one in queries.calls()
    ]  # fmt: skip


def duties(kind: str, jurisdiction: str) -> list[Item]:
    """Who must tell, by law."""
    return [
        {"text": str(Words.read(one["text"])), "source": one["source"], "verified": one["verified"]}
        for one in queries.duties(kind, jurisdiction)
    ]


def options(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(one["id"], str(Words.read(one["name"]))) for one in items]


def outcome_hints(concern: Concern) -> dict[str, str]:
    return {one["id"]: str(Words.read(one["hint"])) for one in queries.outcomes(concern)}


def people(those: Iterable[Capacity]) -> list[tuple[str, str]]:
    return [(str(one.pk), access.label_of(one)) for one in those]


def _named(items: Iterable[Item], id: str) -> str:
    return next((str(Words.read(one["name"])) for one in items if one["id"] == id), "")


def phones(concern: Concern) -> list[Item]:
    """The council's own numbers."""
    return [
        {"number": one.phone, "dial": one.phone.replace(" ", ""), "name": one.get_kind_display()}
        for one in queries.phones(concern)
    ]


def _due(concern: Concern) -> tuple[str, str]:
    """What its state is in a word, and how that looks."""
    late = rules.is_late(due_on=concern.due_on, state=concern.state, today=clock.today())
    if concern.state in (rules.WAITING, rules.ACCEPTED) and concern.due_on:
        said = _("Decision: %(due)s") % {"due": format_due(concern.due_on)}
        return said, "late" if late else "waiting"
    return str(concern.get_state_display()), "late" if concern.state == rules.WITH_RAISER else "calm"


# For who raised it.


def my_line(concern: Concern) -> Item:
    """Whom they named, as they named them; where it stands."""
    return {
        "href": reverse("safeguarding:concern", args=[concern.pk]),
        "about": concern.known_as,
        "when": moment(concern.created_at),
        "tag": str(concern.get_state_display()),
        "tag_kind": {"with_raiser": "late", "waiting": "waiting"}.get(concern.state, "calm"),
    }


def mine(concern: Concern) -> Item:
    """Their own words and what the team told them. Nothing of what the team knows, thinks or shares."""
    way = [what for what in MY_STEPS if _may_do_mine(what, concern)]
    holder = queries.holder_now(concern)
    return {
        **my_line(concern),
        "id": concern.pk,
        "danger_now": concern.danger_now,
        "team": str(concern.team.name) if concern.team else "",
        "place": str(concern.team.organisation.name) if concern.team else str(concern.authority.name),
        "holder": access.label_of(holder) if holder else "",
        "accepted": concern.state in (rules.ACCEPTED, rules.DECIDED),
        "due": format_due(concern.due_on)
        if concern.due_on and concern.state in (rules.WAITING, rules.ACCEPTED)
        else "",
        "nobody_on_duty": concern.nobody_on_duty,
        "with_raiser": concern.state == rules.WITH_RAISER,
        "phones": phones(concern),
        "thread": my_thread(concern),
        "ways": [{"words": MY_STEPS[what][0], "href": my_href(concern, what)} for what in way],
    }


def my_href(concern: Concern, what: str) -> str:
    return reverse("safeguarding:my_step", args=[concern.pk, what])


def _may_do_mine(what: str, concern: Concern) -> bool:
    if what == "told":
        return concern.state == rules.WITH_RAISER
    return what == "more" or rules.can_escalate(concern.state)


def my_thread(concern: Concern) -> list[Item]:
    """In the order in which it happened."""
    said: list[tuple[Any, Item]] = [
        (row.created_at, _account(row, _("You"))) for row in concern.accounts.order_by("created_at", "pk")
    ]
    for row in concern.steps.select_related(*STEP).order_by("created_at", "pk"):
        item = _step_for_raiser(row)
        if item:
            said.append((row.created_at, item))
    return [item for _moment, item in sorted(said, key=lambda pair: pair[0])]


def _step_for_raiser(row: Step) -> Item | None:
    """What each step is to who raised it; some are not theirs to know."""
    holder = access.label_of(row.holder) if row.holder else ""
    team = str(row.team.name) if row.team else ""
    came = _("%(team)s has it. %(who)s must look at it.") % {"team": team, "who": holder}
    nobody = _("%(team)s has it. Nobody there has it by name yet.") % {"team": team}
    text = {
        Step.Kind.CAME: came if holder else nobody,
        Step.Kind.PASSED: came if holder else nobody,
        Step.Kind.MOVED: came if holder else nobody,
        Step.Kind.ACCEPTED: _("%(who)s has read it and sees to it.") % {"who": holder},
        Step.Kind.ESCALATED: _("The manager must look at it: %(who)s") % {"who": holder} if holder
        else _("No manager of this team is named here. Phone, and ask for the manager."),
        Step.Kind.DECIDED: "" if row.for_raiser else _("The team may not tell you more. That does not mean that nothing is done."),
        Step.Kind.SAID: "",
    }  # fmt: skip
    if row.kind not in text:
        return None
    return {
        "heading": row.get_kind_display(),
        "when": moment(row.created_at),
        "who": access.label_of(row.created_by) if row.kind in (Step.Kind.DECIDED, Step.Kind.SAID) else "",
        "text": row.for_raiser or text[Step.Kind(row.kind)],
        "lang": row.language if row.for_raiser else "",
    }


def _account(row: Account, who: str) -> Item:
    return {
        "heading": row.get_kind_display(), "when": moment(row.created_at), "who": who, "words": row.heard, "lang": row.language,
        "by": row.said_by or who, "text": "", "opinion": row.opinion,
        "body": format_html("<p><b>{}</b> {}</p>", _("What you think about it:"), row.opinion) if row.opinion else "",
    }  # fmt: skip


# For the team.


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
        "when": moment(concern.created_at),
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
        **_account(row, access.label_of(concern.created_by)),
        "family": f"{told} {row.why_not_told}".strip(),
    }


def _steps(concern: Concern, law: Item) -> list[Item]:
    rows = concern.steps.select_related(*STEP)
    return [_step(row, law) for row in rows.order_by("created_at", "pk")]


def _step(row: Step, law: Item) -> Item:
    texts = [
        _named(law["outcomes"], row.outcome),
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
        "when": moment(row.created_at),
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
            "when": moment(row.created_at),
            "who": access.label_of(row.created_by),
            "what": row.what,
            "why": row.why,
            "lang": row.language,
            "data": _named(law["data_bases"], row.data_basis),
            "confidentiality": _named(law["confidentiality_bases"], row.confidentiality_basis),
            "family": _("The family was told.") if row.family_told else
            _("The family was not told: %(why)s") % {"why": row.why_not_told},
        }
        for row in rows
    ]  # fmt: skip


def place_line(kind: str, place: Place | None) -> Item:
    """Where concerns of this kind go, and whether anybody is there to take them."""
    team = place.team if place else None
    on_duty = team.on_duty if team else None
    return {
        "kind": Place.Kind(kind).label,
        "href": reverse("safeguarding:place", args=[kind]),
        "team": str(team.name) if team else "",
        "phone": place.phone if place else "",
        "on_duty": on_duty.user.name if on_duty else "",
    }
