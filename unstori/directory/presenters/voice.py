"""What was said about an entry, in words: on its page, for whoever said it, for whoever hears it."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.directory import saying
from unstori.directory.models import Entry, Reply, Report, Review, State, Visit
from unstori.directory.queries import voice as queries

KINDS = {"waiting": "waiting", "sent_back": "late", "shown": "calm", "draft": "quiet", "withdrawn": "quiet"}


def on_page(entry: Entry, by: Actor | None) -> dict[str, Any]:
    """What everybody reads, and what this reader can do."""
    reviews = [review(row) for row in queries.shown_reviews(entry)]
    visits = [visit(row) for row in queries.shown_visits(entry)]
    is_visitor = queries.visitor(by) is not None
    return {
        "wrong": reverse("voice:wrong", args=[entry.hsds_id]),
        "write": reverse("voice:review", args=[entry.hsds_id]) if by else "",
        "mine": reverse("voice:mine") if by else "",
        "visit": reverse("voice:begin_visit", args=[entry.hsds_id]) if is_visitor else "",
        "reviews": reviews,
        "again": again(one["again_id"] for one in reviews),
        "visits": visits,
    }


def again(ids: Iterable[str]) -> str:
    """How many would go again: only where there are enough to add up, and never a mark or a rank."""
    counted = Counter(ids)
    total = counted.total()
    if total < saying.number("enough"):
        return ""
    said = {"number": counted["yes"], "total": total}
    return (
        ngettext(
            "%(number)s of %(total)s would go again.",
            "%(number)s of %(total)s would go again.",
            counted["yes"],
        )
        % said
    )


def review(row: Review) -> dict[str, Any]:
    """One, by its newest words."""
    texts = list(row.texts.all())
    newest = texts[0] if texts else None
    chosen = _one(saying.choices("again"), newest.again if newest else "")
    return {
        "row": row, "id": row.pk, "good": newest.good if newest else "", "better": newest.better if newest else "",
        "language": newest.language if newest else "", "again_id": newest.again if newest else "",
        "again": chosen.words if chosen else "", "symbol": chosen.symbol if chosen else "",
        "by": saying.said("as_whom", row.as_whom), "when": format_date(row.sent_at, year=True), **_state(row),
    }  # fmt: skip


def visit(row: Visit) -> dict[str, Any]:
    """One, section by section, in pictures and words."""
    guide, held = saying.guide(row.guide_version), {one.question: one for one in row.answers.all()}
    photos = {one.question: one.words for one in row.photos.all()}
    sections = []
    for section in guide.sections:
        found = []
        for asked in guide.questions:
            answer = held.get(asked.id)
            if asked.section == section.id and (answer or asked.id in photos):
                chosen = asked.choice(answer.choice) if answer else None
                found.append({
                    "ask": asked.easy, "id": asked.id, "words": answer.words if answer else "", "photo": photos.get(asked.id, ""),
                    "said": chosen.words if chosen else "", "symbol": chosen.symbol if chosen else "",
                })  # fmt: skip
        if found:
            sections.append({"name": section.words, "symbol": section.symbol, "found": found})
    age = (clock.today() - row.happened_on).days
    return {
        "row": row, "id": row.pk, "sections": sections, "language": row.language,
        "when": format_date(row.happened_on, year=True), "of": row.visitor.organisation.name,
        "old": age > saying.number("again_within_days"),
        "known": row.kind == Visit.Kind.AUDIT, **_state(row),
    }  # fmt: skip


def _state(row: Review | Visit) -> dict[str, Any]:
    shown = [one for one in row.replies.all() if one.state == State.SHOWN]
    return {
        "state": State(row.state).label, "kind": KINDS[row.state],
        "why": [saying.said("sent_back", id) for id in row.because] if row.state == State.SENT_BACK else [],
        "reply": reply(shown[0]) if shown else None, "waits": waits(row.sent_at),
    }  # fmt: skip


def reply(row: Reply) -> dict[str, Any]:
    return {
        "row": row, "id": row.pk, "words": row.words, "language": row.language, "by": row.organisation.name,
        "when": format_date(row.created_at, year=True), "waits": waits(row.created_at),
    }  # fmt: skip


def hints(*texts: str) -> list[str]:
    """What a keeper should look at twice, each once."""
    return list(dict.fromkeys(hint for text in texts for hint in saying.hints(text)))


def waits(since: Any) -> str:
    """How long something has stood here."""
    days = (clock.now() - since).days if since else 0
    if not days:
        return _("It came today")
    return ngettext("Waits for %(number)s day", "Waits for %(number)s days", days) % {"number": days}


def until(row: Visit) -> str:
    """Up to which day the organisation can answer before everybody reads it; nothing where it has answered, or had its time."""
    replied = any(one.state != State.SENT_BACK for one in row.replies.all())
    if replied or row.sent_at is None or queries.organisation_of(row.entry) is None:
        return ""
    last = row.sent_at + timedelta(days=saying.number("reply_within_days"))
    return format_date(last) if last > clock.now() else ""


def _one(choices: tuple[saying.Choice, ...], id: str) -> saying.Choice | None:
    return next((one for one in choices if one.id == id), None)


def report(row: Report) -> dict[str, Any]:
    """For whoever said it and whoever answers."""
    parts = [saying.said("parts", id) for id in row.parts]
    late = (clock.today() - row.due_on).days if not row.answered_at else 0
    return {
        "row": row, "id": row.pk, "parts": [part for part in parts if part], "words": row.words,
        "language": row.language, "entry": row.entry.name, "when": format_date(row.created_at),
        "tag": _report_tag(row), "kind": "calm" if row.answered_at else "late" if late > 0 else "waiting",
        "due": format_date(row.due_on), "late": late > 0,
        "steps": _steps(row), "waits": waits(row.created_at),
    }  # fmt: skip


def _report_tag(row: Report) -> str:
    if row.answered_at:
        return str(Report.Outcome(row.outcome).label)
    if row.due_on < clock.today():
        return _("Late: others look at it now")
    return _("Somebody is looking at it") if row.looked_at else _("It has come")


def _steps(row: Report) -> list[dict[str, Any]]:
    """Come, looked at, answered: on the thread."""
    steps = [{"state": "now", "heading": _("It has come"), "text": format_date(row.created_at)}]
    if row.looked_at:
        steps.append(
            {"state": "now", "heading": _("Somebody is looking at it"), "text": format_date(row.looked_at)}
        )
    if row.answered_at:
        text = saying.said("unchanged", row.because)
        steps.append({"state": "now", "heading": str(Report.Outcome(row.outcome).label),
                      "tag": format_date(row.answered_at), "text": text})  # fmt: skip
    elif row.due_on < clock.today():
        text = _("It should have come by %(day)s. Those who look after the whole directory have it now.")
        steps.append({"state": "late", "heading": _("The answer is late"), "tag": _("Late"),
                      "text": text % {"day": format_date(row.due_on)}})  # fmt: skip
    else:
        text = _("By %(day)s at the latest.") % {"day": format_date(row.due_on)}
        steps.append({"state": "later", "heading": _("You get an answer here"), "text": text})
    return steps
