"""A process in words: where it stands, what each can do now, what happened, who sees it through."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.access.rules import Permission
from unstori.circle.queries import kept_from
from unstori.core.dates import format_date
from unstori.pathways import proceeding
from unstori.pathways.models import Process, ProcessStep
from unstori.pathways.presenters import clocks, process_dues, process_story
from unstori.pathways.presenters.running import tried
from unstori.pathways.presenters.timeline import line as drawn
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import Running
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules import school_leaving_day
from unstori.pathways.rules.dues import STEP, Due
from unstori.pathways.rules.processes import Kind, StepKind
from unstori.people.models import Capacity, Organisation
from unstori.plan import catalogue as plans

Item = dict[str, Any]


def line(running: Running, *, name: str = "") -> Item:
    """One of a list; with a name on a worker's."""
    row = running.row
    return {
        "href": reverse("pathways:process", args=[row.person.reference, row.pk]), "name": name,
        "what": running.kind.name, "body": process_dues.body_of(row), "since": format_date(row.begun_on, year=True),
        "sentence": process_dues.sentence(running), "last": _last(running), "is_open": row.is_open,
        **process_dues.tag(running),
    }  # fmt: skip


def _last(running: Running) -> str:
    """What happened last."""
    return process_story.called(running.kind, running.rows[running.said[-1].id]) if running.said else ""


def team_line(one: queries.AtRisk) -> Item:
    """For whoever manages: whose it is, only where they see it; who of the team sees it through, always."""
    said = line(one.running, name=one.row.person.called if one.seen else "")
    owner = one.row.owner.user.name if one.row.owner else _("Nobody sees it through yet")
    return said if one.seen else {**said, "href": "", "sentence": "", "last": owner}


def offered(opened: Opened) -> list[Item]:
    """What can be begun: each with what it is."""
    return [
        {"href": reverse("pathways:process_begin", args=[opened.person.reference, kind.id]), "name": kind.name, "about": kind.about}
        for kind in queries.kinds_for(opened)
    ]  # fmt: skip


def page(opened: Opened, running: Running) -> Item:
    """All of one, the same for the family and for workers; what each can write down differs."""
    row, kept = running.row, kept_from(opened)
    mine = queries.hands(opened, row, running.kind)
    adds = opened.may(Permission.ADD, row.section)
    may_claim = adds and row.is_open and queries.may_claim(opened, row, running.kind)
    steps = _steps(opened, running, mine) if adds else []
    return {
        **line(running), "id": row.pk, "about": running.kind.about, "source": running.kind.source,
        "verified": running.kind.verified, "owner": _owner(row, kept),
        "dues": process_dues.items(running, kept, may_claim=may_claim), "choices": process_dues.choices(running),
        "rights": _rights(running), "lines": _lines(running), "drawn": _drawn(running), "steps": steps,
        "main": _main(steps), "advice": _advice(running, kept, mine, adds),
        "directions": _directions(running, mine, adds), "claims": process_story.claims(opened, running, may_claim),
        "can_name": adds and row.is_open and opened.actor.capacity_id in {one.pk for one in mine.of_body},
        "said": process_story.said(opened, running, kept, mine, adds),
        "document": _document(opened, running), "whose": _whose(opened, running),
        "leads_to": _leads(opened, running), "before": _before(opened, row), "estimate": any(run.is_estimate for _c, run in running.runs),
    }  # fmt: skip


def _owner(row: Process, kept: frozenset[Any]) -> str:
    if row.owner is None:
        return ""
    return _("Somebody who works with you") if row.owner_id in kept else label_of(row.owner)


def _lines(running: Running) -> list[Item]:
    """Each clock that has counted something, with the way to its law."""
    return [
        {"name": run.clock.name, "href": reverse("clocks:clock", args=[run.clock.id])}
        for _counting, run in running.runs
    ]  # fmt: skip


def _drawn(running: Running) -> Item | None:
    """The clock of what must come first, as a line; the list below it says the same."""
    wanted = next((due.clock for due in running.dues if due.what == STEP), "")
    run = next((each for _counting, each in running.runs if each.clock.id == wanted), None)
    found = drawn(run) if run and len(run.steps) > 1 else None
    return {"name": run.clock.name, "line": found, "steps": tried(run)["steps"]} if run and found else None


def _steps(opened: Opened, running: Running, mine: queries.Hands) -> list[Item]:
    """What this reader can write down now; answers to advice and directions stand beside what they answer."""
    ref, id = opened.person.reference, running.row.pk
    found = []
    for step in rules.steps_now(running.kind, running.said):
        if step.kind in (rules.GIVEN, rules.KEPT) or not (how := mine.how(step)):
            continue
        quiet = step.id in ("withdrawn", "closed", "appeal_back")
        found.append({
            "href": reverse("pathways:process_say", args=[ref, id, step.id]), "name": step.name,
            "own": how == rules.OWN and not quiet and step.who not in rules.OUTSIDE, "told": how == rules.TOLD,
            "main": how == rules.OWN and not quiet and (step.invites or step.who not in (*rules.OF_FAMILY, *rules.OUTSIDE)),
            "quiet": quiet, "again": step.id in running.codes, "refuses": _refuses(step, running),
        })  # fmt: skip
    return sorted(found, key=lambda one: (one["quiet"], one["told"], not one["own"]))


def _refuses(step: StepKind, running: Running) -> bool:
    """Whether nothing but an end of a clock can come of it: no way on that anybody is pointed to."""
    ends = {f"{run.clock.id}:{end.id}" for _counting, run in running.runs for end in run.clock.endings}
    ways = [answer.sets for answer in step.answers] or [step.sets]
    return all(ends.intersection(sets) for sets in ways)


def _main(steps: list[Item]) -> Item | None:
    """What comes next for this reader: first what was not said yet, then what can be said again."""
    own = [one for one in steps if one["main"]]
    onward = [one for one in own if not one["refuses"]]
    return next((one for one in onward if not one["again"]), next(iter(onward or own), None))


def _advice(running: Running, kept: frozenset[Any], mine: queries.Hands, adds: bool) -> list[Item]:
    """Who was asked for advice, by when, and what they answered."""
    found = []
    step = next((each for each in running.kind.steps if each.kind == rules.GIVEN), None)
    days = {due.said.id: due for due in running.dues if due.said}
    for one in running.asked:
        row, due = running.rows[one.ask.id], days.get(one.ask.id)
        can = adds and running.row.is_open and step and not one.given and mine.how(step, row)
        found.append({
            "id": one.ask.id, "who": process_dues.adviser_of(running, one.ask.id, kept),
            "topic": process_dues.topic_of(running, one.ask.topic), "asked": format_date(one.ask.on, year=True),
            "day": format_date(due.day, year=True) if due else "", "late": bool(due and due.late),
            "given": format_date(one.given.on, year=True) if one.given else "",
            "href": _of(running, step.id, one.ask.id) if can and step else "",
        })  # fmt: skip
    return found


def _directions(running: Running, mine: queries.Hands, adds: bool) -> list[Item]:
    """What a tribunal or an agreement wants by a day, and whether it came."""
    step = next((each for each in running.kind.steps if each.kind == rules.KEPT), None)
    if step is None:
        return []
    kept = {each.of: each for each in running.said if each.of}
    found = []
    for each in (one for one in running.said if one.due_on and not one.of):
        row, came = running.rows[each.id], kept.get(each.id)
        can = adds and running.row.is_open and not came and mine.how(step)
        found.append({
            "what": row.words, "who": process_dues.party_of(running, row.due_from), "lang": row.language,
            "day": format_date(row.due_on, year=True) if row.due_on else "", "came": format_date(came.on, year=True) if came else "",
            "href": _of(running, step.id, each.id) if can else "",
        })  # fmt: skip
    return found


def _of(running: Running, step: str, id: Any) -> str:
    row = running.row
    return reverse("pathways:process_answer", args=[row.person.reference, row.pk, step, id])


def _rights(running: Running) -> list[Item]:
    """What the newest decision opens: until something follows it."""
    for each in reversed(running.said):
        step = running.kind.step(each.step)
        answer = step.answer(each.answer) if step else None
        if step and (step.rights or (answer and answer.rights)):
            return clocks.rights(dict.fromkeys((*step.rights, *(answer.rights if answer else ()))))
        if step and step.answers:
            return []
    return []


def _document(opened: Opened, running: Running) -> str:
    """The plan that it is about, for who reads the plan: one of the law where its draft and what it lacks stand."""
    layout, person = running.kind.layout, opened.person
    if not layout or not opened.may(Permission.SEE, "what_matters"):
        return ""
    if layout in {one["id"] for one in plans.of_law(person.jurisdiction, person.born_on)}:
        return reverse("plan:learning", args=[person.reference])
    return f"{reverse('plan:documents', args=[person.reference])}?layout={layout}"


def _whose(opened: Opened, running: Running) -> str:
    """Rights in the EHC process pass on at the end of compulsory school age: said where the age may be seen."""
    born = opened.person.born_on
    if (
        not born
        or "about_me" not in opened.sections
        or not any(run.clock.passes_on for _counting, run in running.runs)
    ):
        return ""
    day = school_leaving_day(born)
    said = {"day": format_date(day, year=True)}
    if day < running.today:
        return _("The young person asks and decides: compulsory school age ended on %(day)s.") % said
    return (
        _(
            "The parent asks and decides until %(day)s, the end of compulsory school age; then the young person does."
        )
        % said
    )


def _leads(opened: Opened, running: Running) -> list[Item]:
    """What can follow: the next review, or the council instead of the school."""
    if not running.codes.intersection(running.kind.leads_after) or not opened.may(
        Permission.ADD, running.kind.section
    ):
        return []
    begin = "pathways:process_begin"
    return [
        {"href": f"{reverse(begin, args=[opened.person.reference, id])}?after={running.row.pk}",
         "name": proceeding.current(id, running.today).name}
        for id in running.kind.leads_to
    ]  # fmt: skip


def _before(opened: Opened, row: Process) -> str:
    return (
        reverse("pathways:process", args=[opened.person.reference, row.follows_id]) if row.follows_id else ""
    )


def bodies(those: list[Organisation]) -> list[tuple[str, Any]]:
    return [(str(each.pk), str(each.name)) for each in those]


def people(those: list[Capacity]) -> list[tuple[str, Any]]:
    return [(str(each.pk), label_of(each)) for each in those]


def topics(kind: Kind) -> list[tuple[str, Any]]:
    return [(topic.id, topic.name) for topic in kind.topics]


def answers(step: StepKind) -> list[tuple[str, Any]]:
    return [(each.id, each.name) for each in step.answers]


def parties(kind: Kind) -> list[tuple[str, Any]]:
    """From whom something can be due."""
    ids = dict.fromkeys((kind.body, "authority", "school", "family", "tribunal"))
    return [(id, clocks.party(id)) for id in ids]


def advice_line(running: Running, step: ProcessStep, due: Due | None) -> Item:
    """What is asked of whoever reads it: whose, about what, by when, and where one answers."""
    given = next(each for each in running.kind.steps if each.kind == rules.GIVEN)
    root = next(id for id, row in running.rows.items() if row.pk == step.pk)
    return {
        "name": running.row.person.called, "topic": process_dues.topic_of(running, step.topic), "what": running.kind.name,
        "asked": format_date(step.happened_on, year=True), "by": label_of(step.created_by), "words": step.words,
        "lang": step.language, "day": format_date(due.day, year=True) if due else "", "late": bool(due and due.late),
        "href": _of(running, given.id, root),
    }  # fmt: skip
