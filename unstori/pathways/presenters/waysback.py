"""Ways back in words: for the family, and for the team that must answer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.access.rules import Permission
from unstori.circle.queries import kept_from
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import spoken
from unstori.pathways.models import WayBack, WayBackStep
from unstori.pathways.queries import waysback as queries
from unstori.pathways.rules import waysback as rules
from unstori.plan.models import Support

Item = dict[str, Any]


def line(opened: Opened, row: WayBack) -> Item:
    state = queries.state(row)
    tag, kind = _tag(row, state)
    return {
        "id": row.pk, "href": reverse("pathways:way_back", args=[opened.person.reference, row.pk]),
        "what": spoken(row.what, row.language), "where": row.where, "until": format_date(row.until, year=True),
        "tag": tag, "tag_kind": kind, "is_open": state == rules.OPEN,
    }  # fmt: skip


def _tag(row: WayBack, state: str) -> tuple[str, str]:
    if state == rules.OPEN:
        return _("Open until %(day)s") % {"day": format_date(row.until, year=True)}, "calm"
    if state == rules.USED:
        if row.answer_on is None:
            return _("Nobody could be told"), "late"
        return _("Answer %(due)s") % {"due": format_due(row.answer_on)}, (
            "late" if row.answer_on < clock.today() else "waiting"
        )
    return {
        rules.TAKEN: (_("Taken up"), "calm"), rules.ENDED: (_("Ended"), "quiet"), rules.OVER: (_("Over"), "quiet"),
    }[state]  # fmt: skip


def page(opened: Opened, row: WayBack) -> Item:
    state = queries.state(row)
    kept = kept_from(opened)
    owner = row.owner
    named = "" if owner is None else _("Somebody who works with you") if owner.pk in kept else label_of(owner)
    return {
        **line(opened, row), "how": row.how, "lang": row.language, "owner": named if state == rules.USED else "",
        "waits": state == rules.USED, "may_use": rules.can_use(state=state, kind=opened.actor.kind),
        "may_end": state == rules.OPEN and rules.can_give(kind=opened.actor.kind, vouched=opened.actor.vouched)
        and opened.may(Permission.ADD, row.section),
        "steps": [_step(one) for one in row.steps.all()],
    }  # fmt: skip


def _step(step: WayBackStep) -> Item:
    who = label_of(step.created_by)
    return {
        "heading": step.get_kind_display(), "when": format_date(step.created_at, year=True), "who": who,
        "words": step.words, "by": who, "lang": step.language,
    }  # fmt: skip


def team_line(row: WayBack) -> Item:
    """For who must answer: whose, since when, by when."""
    tag, kind = _tag(row, queries.state(row))
    rest = f"{row.person.full_name} ".removeprefix(f"{row.person.called} ").strip()
    return {
        "id": row.pk, "href": reverse("pathways:way_back_answer", args=[row.pk]), "person": row.person_id,
        "name": f"{row.person.called} {rest}".strip(), "what": spoken(row.what, row.language), "where": row.where,
        "since": format_date(row.used_at) if row.used_at else "", "tag": tag, "tag_kind": kind,
        "owner": row.owner.user.name if row.owner else "", "how": row.how, "lang": row.language,
        "steps": [_step(one) for one in row.steps.all()],
    }  # fmt: skip


def supports(rows: list[Support]) -> list[tuple[str, str]]:
    """Of the plan, to which one may come back; the last is something else."""
    named = [(str(one.pk), f"{one.what}, {one.where}" if one.where else one.what) for one in rows]
    return [*named, ("", _("Something else"))]
