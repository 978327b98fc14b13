"""Assessments in words: what pages show."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from unstori.access.door import Opened
from unstori.access.queries import grants_on
from unstori.access.rules import Actor
from unstori.assessment import catalogue, queries, rules
from unstori.assessment.catalogue import Kind
from unstori.assessment.drawing import Known, Source
from unstori.assessment.models import Assessment, Contribution, Finding, FindingView, Judged, Written
from unstori.core import clock
from unstori.core.dates import as_day, format_date, format_due
from unstori.core.words import spoken
from unstori.people.who import who
from unstori.rights.queries import disagreements_about

STATE_TAG = {rules.ASKED: "waiting", rules.BEGUN: "calm", rules.DECIDED: "quiet", rules.ENDED: "quiet"}
ANSWER_TAG = {rules.MET: "calm", rules.NOT_MET: "waiting", rules.UNKNOWN: "quiet"}
VERDICT_TAG = {"agrees": "calm", "in_part": "waiting", "disagrees": "late"}
FAMILY = ("self", "family")


def kind_of(row: Assessment) -> Kind:
    return catalogue.kind(row.kind, row.kind_version)


def title_of(row: Assessment) -> str:
    """What it is, and of whom when it is a carer's."""
    title = str(kind_of(row).title)
    return f"{title}: {row.carer_name}" if row.is_carers else title


def head(opened: Opened, row: Assessment) -> dict[str, Any]:
    """Who holds it, since when it is asked for, by when it is ready."""
    day = row.ready_on or row.due_on
    late = row.is_open and day is not None and day < clock.today()
    return {
        "row": row,
        "title": title_of(row),
        "state": row.get_state_display(),
        "kind": STATE_TAG[row.state],
        "asked_by": row.asked_by,
        "asked_on": format_date(row.asked_on),
        "owner": str(who(row.owner)) if row.owner else "",
        "mine": row.owner_id == opened.actor.capacity_id,
        "due": format_due(day) if day and row.is_open else "",
        "due_kind": "late" if late else "calm",
        "closed": format_date(row.closed_at) if row.closed_at else "",
    }


def line(opened: Opened, row: Assessment, found: Iterable[Finding], *, again: bool = False) -> dict[str, Any]:
    """One of the list, with what was decided in it; `again`: another that was asked for later follows it."""
    results = [finding_line(each) for each in found if each.assessment_id == row.pk and not each.is_old]
    elsewhere = _elsewhere(opened, row, again=again) if queries.is_for(opened, row) else ""
    return {**head(opened, row), "results": results, "elsewhere": elsewhere}


def finding_line(found: Finding) -> dict[str, Any]:
    """What was decided, in a line."""
    kind = kind_of(found.assessment)
    said = {rules.MET: kind.yes, rules.NOT_MET: kind.no}.get(found.result)
    return {
        "row": found,
        "words": str(kind.subject) if kind.whole else spoken(found.words, found.language),
        "lang": "" if kind.whole else found.language,
        "result": str(said or found.get_result_display()),
        "kind": ANSWER_TAG[found.result],
        "when": format_date(found.created_at),
        "by": str(who(found.created_by)),
    }


def source_line(source: Source) -> dict[str, Any]:
    """A cited row: whose words, as what, from when. Verbatim words look like it."""
    told = ", ".join(str(part) for part in (source.label, source.by, format_date(source.on)) if part)
    return {"words": source.words, "by": told, "lang": source.row.language, "verbatim": source.is_verbatim}


def contribution(row: Contribution) -> dict[str, Any]:
    """What somebody added; the family's own words look like their words."""
    return {
        "words": row.words,
        "lang": row.language,
        "who": str(who(row.created_by)),
        "when": format_date(row.shared_at or row.created_at),
        "own": row.created_by.kind in FAMILY,
        "draft": row.shared_at is None,
    }


def assessment_page(opened: Opened, row: Assessment, kind: Kind, known: Known) -> dict[str, Any]:
    """Its parts with what they rest on and what each added, and what was decided."""
    said = queries.contributions(opened, row)
    found = queries.findings(opened, [row])
    before = queries.assessments(opened).filter(pk=row.follows_id).first() if row.follows_id else None
    is_for = queries.is_for(opened, row)
    adds = not rules.can_assess(opened.actor.kind) or row.section in opened.may_add_to
    return {
        "head": head(opened, row),
        "is_for": is_for,
        "may_add": is_for and row.is_open and adds,
        "may_take_back": row.is_open and queries.takes_back(opened, row),
        "pieces": [
            {
                "element": element,
                "cited": [source_line(source) for source in known.cited(element.id)],
                "said": [contribution(each) for each in said if each.element == element.id],
            }
            for element in kind.elements
        ],
        "hidden": known.hidden,
        "found": [finding_line(each) for each in found if not each.is_old],
        "before": before and {"row": before, "title": title_of(before), "where": before.authority.name},
        "differs": _pairs(kind, kind_of(before)) if before and before.kind != row.kind else [],
        "elsewhere": _elsewhere(opened, row, again=queries.assessments(opened).filter(follows=row).exists()),
        "nobody_there": _nobody_there(opened, row),
    }


def _elsewhere(opened: Opened, row: Assessment, *, again: bool) -> str:
    """The authority that answers now, when it is another than the one that was asked, until it is asked again."""
    person = opened.person
    moved = person.authority_id != row.authority_id or person.jurisdiction != row.jurisdiction
    return str(person.authority.name) if moved and not again else ""


def _nobody_there(opened: Opened, row: Assessment) -> str:
    """The authority that was asked, when nobody who works for it is let in: for who decides about letting in."""
    if not (row.is_open and opened.decides):
        return ""
    place = row.authority_id
    there = Q(capacity__organisation=place) | Q(team__organisation=place) | Q(organisation=place)
    return "" if grants_on(opened.person).filter(there).exists() else str(row.authority.name)


def asked_differently(before: Assessment, kinds: Iterable[Kind]) -> list[dict[str, Any]]:
    """The tests of what was asked before, beside those of its like here."""
    old = kind_of(before)
    here = next((kind for kind in kinds if kind.family == old.family), None)
    return _pairs(here, old) if here and here.id != old.id else []


def _pairs(here: Kind, before: Kind) -> list[dict[str, Any]]:
    return [{"here": a and a.ask, "before": b and b.ask} for a, b in catalogue.alike(here, before)]


def finding_page(opened: Opened, row: Assessment, found: Finding, known: Known) -> dict[str, Any]:
    """Test by test, with reasons and evidence; what instead; whom to ask; what everybody says of it."""
    kind = kind_of(row)
    tested = {each.test: each for each in found.tested.all()}
    older = queries.finding_before(opened, found)
    return {
        **finding_line(found),
        "title": title_of(row),
        "tests": [_tested(test, tested[test.id], known) for test in kind.tests if test.id in tested],
        "because": _because(found, kind, tested),
        "instead": found.instead,
        "instead_lang": found.language,
        "next_owner": str(who(found.next_owner)) if found.next_owner else "",
        "next_due": format_due(found.next_on) if found.next_on else "",
        "ask": list(
            dict.fromkeys(str(who(one)) for one in (found.created_by, row.owner, found.next_owner) if one)
        ),
        **_stood(opened, row, found, kind),
        "views": [_view(view) for view in found.views.all()],
        "older": older,
        "disagree": reverse("rights:disagree", args=[opened.person.reference])
        + f"?about={found.pk}&day={as_day(found.created_at).isoformat()}",
        "disagreements": _disagreements(opened, found),
        "newer": queries.newer_of(opened, found),
    }


def _stood(opened: Opened, row: Assessment, found: Finding, kind: Kind) -> dict[str, Any]:
    """What was decided on, word for word; and, by itself, what was written since."""
    stood = list(found.stood.all())
    versions = {(each.contribution_id, each.version) for each in stood}
    since = [
        said for said in queries.contributions(opened, row)
        if said.shared_at and (said.pk, said.version) not in versions
    ]  # fmt: skip
    titles = {element.id: str(element.title) for element in kind.elements}
    order = list(titles)
    stood.sort(key=lambda each: order.index(each.contribution.element))
    since.sort(key=lambda said: order.index(said.element))
    return {
        "stood": [{**written(each), "element": titles[each.contribution.element]} for each in stood],
        "since": [{**contribution(said), "element": titles[said.element]} for said in since],
    }


def written(row: Written) -> dict[str, Any]:
    """What somebody had added, as it was decided on; it looks as what stands now does."""
    then = {"words": row.words, "lang": row.language, "when": format_date(row.contribution.shared_at)}
    return {**contribution(row.contribution), **then, "draft": False, "rewritten": row.is_rewritten}


def _because(found: Finding, kind: Kind, tested: dict[str, Judged]) -> list[dict[str, Any]]:
    """Which tests stand in the way of a "yes": those that are not met, or not known, of those that all must be."""
    needed = kind.result.all_of or kind.result.any_of
    return [
        {"id": test.id, "title": test.title, "answer": tested[test.id].get_answer_display()}
        for test in kind.tests
        if found.result != rules.MET and test.id in needed and test.id in tested
        and tested[test.id].answer != rules.MET
    ]  # fmt: skip


def _disagreements(opened: Opened, found: Finding) -> list[dict[str, Any]]:
    """The threads about it, where each stands."""
    rows = disagreements_about(opened, found.pk)
    return [
        {
            "words": f"{who(row.created_by)}: {row.get_state_display()}",
            "href": reverse("rights:disagreement", args=[opened.person.reference, row.pk]),
        }
        for row in rows
    ]


def _tested(test: catalogue.Test, judged: Judged, known: Known) -> dict[str, Any]:
    words = catalogue.outcome_words()
    grounds = list(judged.grounds.all())
    seen = known.sources(grounds)
    return {
        "test": test,
        "answer": judged.get_answer_display(),
        "kind": ANSWER_TAG[judged.answer],
        "reasons": judged.reasons,
        "lang": judged.language,
        "outcomes": [str(words[id]) for id in judged.outcomes if id in words],
        "grounds": [source_line(source) for source in {source.id: source for source in seen}.values()],
        "hidden": len(grounds) - len(seen),
    }


def _view(view: FindingView) -> dict[str, Any]:
    return {
        "who": view.said_by or str(who(view.created_by)),
        "wrote": str(who(view.created_by)) if view.said_by else "",
        "verdict": view.get_verdict_display(),
        "kind": VERDICT_TAG[view.verdict],
        "words": view.words,
        "lang": view.language,
        "when": format_date(view.created_at),
    }


def decided_before(found: Finding) -> dict[str, Any]:
    """What the form begins with when it is decided anew: nothing is typed twice."""
    said: dict[str, Any] = {"words": found.words, "instead": found.instead}
    for each in found.tested.all():
        said[f"{each.test}-answer"], said[f"{each.test}-reasons"] = each.answer, each.reasons
        said[f"{each.test}-outcomes"] = each.outcomes
        said[f"{each.test}-grounds"] = [str(ground.pk) for ground in each.grounds.all()]
    return said


def work_line(row: Assessment, by: Actor) -> dict[str, Any]:
    """One of those to work on."""
    day = row.ready_on or row.due_on
    return {
        "row": row,
        "person": row.person.called,
        "title": title_of(row),
        "mine": row.owner_id == by.capacity_id,
        "state": row.get_state_display(),
        "asked_on": format_date(row.asked_on),
        "due": format_due(day) if day else "",
        "late": day is not None and day < clock.today(),
    }
