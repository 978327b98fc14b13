"""A concern for who raised it: only what they said and were told."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access import queries as access
from unstori.core.dates import format_due, format_when
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Concern, Step
from unstori.safeguarding.presenters.said import STEP, Item, account, phones

MY_STEPS = {
    "told": (gettext_lazy("I have told them"), gettext_lazy("I have told them")),
    "more": (gettext_lazy("Say more"), gettext_lazy("Send this to the team")),
    "disagree": (gettext_lazy("I disagree with what is done"), gettext_lazy("Send this to the manager")),
}


def my_line(concern: Concern) -> Item:
    """Whom they named, as they named them; where it stands."""
    return {
        "href": reverse("safeguarding:concern", args=[concern.pk]),
        "about": concern.known_as,
        "when": format_when(concern.created_at),
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
        (row.created_at, account(row, _("You"))) for row in concern.accounts.order_by("created_at", "pk")
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
        "when": format_when(row.created_at),
        "who": access.label_of(row.created_by) if row.kind in (Step.Kind.DECIDED, Step.Kind.SAID) else "",
        "text": row.for_raiser or text[Step.Kind(row.kind)],
        "lang": row.language if row.for_raiser else "",
    }
