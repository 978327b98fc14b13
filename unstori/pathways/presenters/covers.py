"""“If I can’t” and later life in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.pathways import later
from unstori.pathways.models import Cover, CoverStep
from unstori.pathways.queries import covers as queries
from unstori.pathways.rules import age_on
from unstori.pathways.rules import later as rules

Item = dict[str, Any]
TAGS = {rules.AGREED: "calm", rules.IN_USE: "late", rules.REPLACED: "quiet", rules.ENDED: "quiet"}


def line(row: Cover) -> Item:
    return {
        "id": row.pk, "whose": row.whose, "called": row.person.called, "row": row,
        "team": f"{row.team.name}, {row.team.organisation.name}" if row.team else "",
        "agreed": format_date(row.created_at, year=True), "by": row.created_by.user.name,
        "tag": row.get_state_display(), "tag_kind": TAGS[row.state],
        "look": format_due(row.review_on), "stands": row.state in rules.STANDING,
        "is_late": rules.is_to_look_at(state=row.state, on=row.review_on, today=clock.today()),
        "in_use": row.state == rules.IN_USE, "comes": _comes(row),
    }  # fmt: skip


def _comes(row: Cover) -> list[str]:
    """Who said themselves that they come."""
    said = [step.created_by.user.name for step in row.steps.all() if step.kind == CoverStep.Kind.COMES]
    return list(dict.fromkeys(said))


def may(opened: Opened, row: Cover, step: str) -> bool:
    """Whether this reader may say this of it now."""
    section = queries.SECTION
    allowed = {
        "comes": not opened.is_self, "look": opened.may(Permission.ADD, section),
        "end": opened.may(Permission.DECIDE, section),
    }  # fmt: skip
    return allowed.get(step, True) and rules.can(step, row.state)


def page(opened: Opened, row: Cover) -> Item:
    mine = any(
        step.kind == CoverStep.Kind.COMES and step.created_by_id == opened.actor.capacity_id
        for step in row.steps.all()
    )
    return {
        **line(row), "steps": steps(row), "may_come": not mine and may(opened, row, "comes"),
        "may_look": may(opened, row, "look"), "may_end": may(opened, row, "end"),
        "pdf": reverse("plan:document_pdf", args=[opened.person.reference, row.document_id]),
    }  # fmt: skip


def steps(row: Cover) -> list[Item]:
    return [
        {
            "heading": step.get_kind_display(), "when": format_date(step.created_at, year=True),
            "who": step.created_by.user.name, "words": step.words, "by": step.created_by.user.name,
            "lang": step.language,
        }
        for step in row.steps.all()
    ]  # fmt: skip


def age_of(opened: Opened) -> int | None:
    """Where it is known, and to this reader."""
    born = opened.person.born_on if "about_me" in opened.sections else None
    return age_on(clock.today(), born) if born else None


def is_grown(opened: Opened) -> bool:
    """To a child nobody speaks of growing old."""
    age = age_of(opened)
    return age is None or age >= rules.GROWN


def checks(opened: Opened) -> list[Item]:
    """By age where it is known to this reader, else all of them."""
    age = age_of(opened)
    who = {
        "downs": _("For people with Down’s syndrome"), "cervix": _("For people with a cervix"),
        "breast": _("For women and others with breasts"),
    }  # fmt: skip
    return [
        {
            "name": one.name, "say": one.say, "source": one.source, "verified": one.verified,
            "who": who.get(one.who, ""), "soon": _("From %(age)s") % {"age": one.from_age} if one.when == "soon" else "",
        }
        for one in later.checks(opened.person.jurisdiction, age, clock.today())
    ]  # fmt: skip
