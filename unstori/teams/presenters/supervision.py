"""Supervision in words."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import spoken
from unstori.teams.models import SupervisionAction, SupervisionNote
from unstori.teams.wording import whole_name

Item = dict[str, Any]


def note(row: SupervisionNote, seen: set[UUID]) -> Item:
    """One note; people whom the reader may not see are counted and not named."""
    about = [each.person for each in row.about.all()]
    shown = [
        {"name": whole_name(one), "href": reverse("web:now", args=[one.reference])}
        for one in about
        if one.pk in seen
    ]
    hidden = len(about) - len(shown)
    more = ngettext(
        "%(n)s person who is not shared with you", "%(n)s people who are not shared with you", hidden
    )
    when = format_date(row.held_on, year=True)
    said = (
        _("Answer to what was written on %(day)s") % {"day": format_date(row.answers.held_on)}
        if row.answers
        else ""
    )
    return {
        "row": row,
        "heading": when,
        "by": f"{row.created_by.user.name}, {format_date(row.created_at.astimezone(clock.LONDON).date())}",
        "answers": said,
        "about": shown,
        "hidden": more % {"n": hidden} if hidden else "",
    }


def agreed(row: SupervisionAction) -> Item:
    """Something that one of the two will do."""
    late = row.due_on < clock.today()
    return {
        "state": "late" if late else "now",
        "heading": spoken(row.what, row.language),
        "href": reverse("teams:done", args=[row.pk]),
        "tag": format_due(row.due_on),
        "tag_kind": "late" if late else "calm",
        "text": row.owner.user.name,
    }
