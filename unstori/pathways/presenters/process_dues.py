"""What must happen by when, in words: who, what, by which day, how late, what excuses it, what one can do."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.core.dates import count
from unstori.pathways.models import Process, ProcessStep
from unstori.pathways.presenters import clocks
from unstori.pathways.presenters.running import full, names_of
from unstori.pathways.queries.process_runs import Running
from unstori.pathways.rules import Run
from unstori.pathways.rules.dues import ADVICE, DIRECTION, STEP, Due

Item = dict[str, Any]


def body_of(row: Process) -> str:
    return str(row.body.name) if row.body else row.body_name


def party_of(running: Running, who: str) -> str:
    """By name where it is the one that must decide; else as the law calls them."""
    return body_of(running.row) if who == running.kind.body else clocks.party(who)


def adviser_of(running: Running, id: Any, kept: frozenset[Any] = frozenset()) -> str:
    return named(running.rows[id], kept)


def named(row: ProcessStep, kept: frozenset[Any]) -> str:
    """Who was asked for advice, unless their place in the circle is kept from this reader."""
    if row.adviser is None:
        return str(row.adviser_name)
    return _("Somebody who works with you") if row.adviser_id in kept else label_of(row.adviser)


def topic_of(running: Running, id: str) -> Any:
    return next((topic.name for topic in running.kind.topics if topic.id == id), "")


def what_of(running: Running, due: Due) -> Any:
    if due.what == ADVICE and due.said:
        return _("Advice: %(topic)s") % {"topic": topic_of(running, due.said.topic)}
    if due.what == DIRECTION and due.said:
        return running.rows[due.said.id].words
    return due.now.step.name if due.now else ""


def who_of(running: Running, due: Due, kept: frozenset[Any] = frozenset()) -> str:
    if due.what == ADVICE and due.said:
        return adviser_of(running, due.said.id, kept)
    return party_of(running, due.who)


def items(running: Running, kept: frozenset[Any], *, may_claim: bool) -> list[Item]:
    """What others must do. What the family may do is said apart: it is never late."""
    return [_item(running, due, kept, may_claim) for due in running.dues if not due.is_choice]


def _item(running: Running, due: Due, kept: frozenset[Any], may_claim: bool) -> Item:
    step, law = (due.now.step if due.now else None), _run_of(running, due)
    excused = [str(names_of(law, code)) for code in due.excused] if law else []
    excusable = bool(step and step.excuses and due.what != ADVICE)
    return {
        "what": what_of(running, due), "who": who_of(running, due, kept), "day": _day(due, law), **_tag(due, excused),
        "state": "late" if due.late and not due.conditional else "later",
        "only_if": step.only_if if step and due.conditional else "",
        "expected": due.expected, "will": _will(due, law), "excused": excused if due.late or due.will_be_late else [],
        "tell": [clocks.party(each) for each in step.tell] if step else [],
        "rights": clocks.rights(step.rights) if step and (due.late or due.will_be_late) and not due.conditional else [],
        "source": step.source if step else "", "verified": step.verified if step else True,
        "claim_href": _claim_href(running, due) if may_claim and excusable else "",
        "given_href": _answer_href(running, due),
    }  # fmt: skip


def _run_of(running: Running, due: Due) -> Run | None:
    every = [each for _counting, each in running.runs] + [one.run for one in running.asked if one.run]
    return next((each for each in every if each.clock.id == due.clock), None)


def _day(due: Due, run: Run | None) -> str:
    if due.now and due.now.counted is None and due.what == STEP:
        said = {"day": full(due.day), "what": run.clock.happenings[due.now.after] if run else ""}
        return _("By %(day)s, so that this can be in time: %(what)s") % said
    named = due.now.counted.due if due.now and due.now.counted else due.day
    if named < due.day:
        return _("By %(day)s; in time until %(last)s") % {"day": full(named), "last": full(due.day)}
    if named != due.day:
        return _("Before %(day)s") % {"day": full(named)}
    return _("By %(day)s") % {"day": full(due.day)}


def _tag(due: Due, excused: list[str]) -> Item:
    if due.late:
        late = count(due.late, "day")
        if due.conditional:
            return {"tag": _("%(days)s late, if it applies") % {"days": late}, "tag_kind": "waiting"}
        words = _("%(days)s late, excused") if excused else _("%(days)s late")
        return {"tag": words % {"days": late}, "tag_kind": "waiting" if excused else "late"}
    if due.will_be_late:
        return {"tag": _("Will be late"), "tag_kind": "late"}
    if due.expected:
        return {"tag": _("Later"), "tag_kind": "quiet"}
    days = due.now.days if due.now and due.now.state == "due" else None
    if days is None:
        return {"tag": "", "tag_kind": "calm"}
    words = _("Today is the last day") if not days else _("%(days)s left") % {"days": count(days, "day")}
    return {"tag": words, "tag_kind": "calm"}


def _will(due: Due, run: Run | None) -> str:
    if not due.will_be_late or run is None:
        return ""
    said = {"days": count(due.will_be_late, "day"), "what": run.clock.happenings[due.waits_for]}
    return _("It will be at least %(days)s late, even if this comes today: %(what)s") % said


def _claim_href(running: Running, due: Due) -> str:
    row = running.row
    return reverse("pathways:process_claim", args=[row.person.reference, row.pk, due.clock])


def _answer_href(running: Running, due: Due) -> str:
    return f"#asked-{due.said.id}" if due.what == ADVICE and due.said else ""


def choices(running: Running) -> list[Item]:
    """What the family may do, and until when. A day that has passed is said as it is, with what is left."""
    found = []
    for due in running.dues:
        if not due.is_choice or due.conditional or due.expected:
            continue
        over = bool(due.late) or bool(due.now and due.now.state == "over")
        words = _("This day has passed. Ask all the same, and say why.") if over else ""
        until = _("Until %(day)s") if not over else _("Until %(day)s, which has passed")
        found.append({
            "what": due.now.step.name if due.now else "", "until": until % {"day": full(due.day)}, "over": words,
            "source": due.now.step.source if due.now else "", "verified": bool(due.now and due.now.step.verified),
        })  # fmt: skip
    return found


def sentence(running: Running) -> str:
    """One sentence for a list: what is late, or next. Expected days and those that may not apply are no news."""
    owed = [due for due in running.dues if due.is_owed]
    late = [due for due in owed if due.late]
    if late:
        worst = max(late, key=lambda due: due.late)
        said = {
            "who": who_of(running, worst),
            "what": what_of(running, worst),
            "days": count(worst.late, "day"),
        }
        return _("%(days)s late: %(what)s (%(who)s)") % said
    if owed:
        said = {"who": who_of(running, owed[0]), "what": what_of(running, owed[0]), "day": full(owed[0].day)}
        return _("Next, at the latest on %(day)s: %(what)s (%(who)s)") % said
    return ""


def tag(running: Running) -> Item:
    """How it stands, never by colour alone."""
    if not running.row.is_open:
        return {"tag": _("Over"), "tag_kind": "quiet"}
    late = [due.late for due in running.dues if due.is_owed and due.late]
    if late:
        return {"tag": _("%(days)s late") % {"days": count(max(late), "day")}, "tag_kind": "late"}
    if any(due.will_be_late for due in running.dues if due.is_owed):
        return {"tag": _("Will be late"), "tag_kind": "late"}
    if any(due.is_owed for due in running.dues):
        return {"tag": _("In time"), "tag_kind": "calm"}
    return {"tag": _("Nothing is due"), "tag_kind": "quiet"}
