"""The plan for learning on one page: its parts in order, what each holds, what is missing and where to mend it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.dates import as_day, format_date, language
from unstori.core.words import spoken
from unstori.people.who import who
from unstori.plan import blocks, catalogue, queries, rules, wording_learning
from unstori.plan.models import Document, DraftAnswer, Issue

Spec = dict[str, Any]
TAG = {"draft": "waiting", "final": "calm", "amended": "calm", "ceased": "quiet"}
TO_NEED = {"need_nowhere": "plan:place_need", "need_no_outcome": "plan:answer_need"}
TO_OUTCOME = ("no_day", "not_followed")
TO_PROVISION = (
    "no_need", "no_outcome", "not_counted", "no_who", "no_start", "no_review", "no_welsh", "no_why",
)  # fmt: skip


def learning_page(opened: Opened) -> dict[str, Any]:
    """The layout of the law where the person lives, as it stands now."""
    layouts = catalogue.of_law(opened.person.jurisdiction, opened.person.born_on)
    history = [issue_line(opened, row) for row in queries.issues(opened)]
    if not layouts:
        return {"layout": None, "history": history}
    layout = layouts[0]
    standing, last = queries.standing(opened, layout["id"]), queries.last_issue(opened, layout["id"])
    gaps = queries.gaps_of(opened, layout)
    content = blocks.render(opened, layout, language())
    may_issue = rules.can_issue(opened.actor.kind) and opened.may(Permission.ADD, "learning")
    return {
        "layout": layout,
        "title": str(catalogue.Words.read(layout["title"])),
        "about": str(catalogue.Words.read(layout["about"])),
        "parts": [
            part_card(opened, spec, made, [gap for gap in gaps if gap.part == spec["id"]])
            for spec, made in zip(layout["blocks"], content["blocks"], strict=True)
        ],
        "missing": len(gaps),
        "missing_said": ngettext("%(n)s thing is missing", "%(n)s things are missing", len(gaps)) % {"n": len(gaps)},
        "standing": issue_line(opened, standing) if standing else None,
        "draft": issue_line(opened, last) if last and last.stage == Issue.Stage.DRAFT else None,
        "may_issue": may_issue,
        "may_add": bool(opened.may_add_to),
        "loose": _not_exact(opened),
        "advice": [_advice_line(opened, row) for row in queries.advice(opened)],
        "history": history,
    }  # fmt: skip


def issue_line(opened: Opened, row: Issue) -> dict[str, Any]:
    """What was issued, when, by whom; and until when the family can answer a draft."""
    answer = ""
    if row.stage == Issue.Stage.DRAFT and row.answer_by:
        day = {"day": format_date(row.answer_by, year=True)}
        over = row.answer_by < clock.today()
        answer = (
            _("The family could answer until %(day)s.") % day
            if over
            else _("The family can answer until %(day)s.") % day
        )
    reference = opened.person.reference
    return {
        "stage": row.get_stage_display(),
        "kind": TAG[row.stage],
        "number": row.number,
        "when": format_date(as_day(row.created_at), year=True),
        "who": str(who(row.created_by)),
        "answer": answer,
        "why": spoken(row.why, row.language),
        "heard": spoken(row.heard, row.language),
        "silent": row.silent,
        "papers": [
            {"href": reverse("plan:document", args=[reference, paper.pk]), "title": paper.title, "lang": paper.language}
            for paper in (row.document, row.other)
            if paper
        ],
    }  # fmt: skip


def draft_of(opened: Opened, document: Document) -> dict[str, Any] | None:
    """Of a document that is a draft: what was said of it, and the way to say something while it is the newest."""
    if not document.content.get("issue"):
        return None
    issue = queries.issue_of(opened, document.pk)
    if issue is None or issue.stage != Issue.Stage.DRAFT:
        return None
    newest = queries.last_issue(opened, issue.layout) == issue
    may = newest and (not rules.can_issue(opened.actor.kind) or opened.may(Permission.ADD, issue.section))
    href = reverse("plan:answer_draft", args=[opened.person.reference, issue.pk])
    return {"href": href if may else "", "answers": [_answer(row) for row in queries.answers(opened, issue)]}


def heard_said(opened: Opened, issue: Issue | None) -> str:
    """Everything that was said of a draft, to begin with where somebody makes it final."""
    said = queries.answers(opened, issue) if issue and issue.stage == Issue.Stage.DRAFT else []
    return "\n\n".join(
        "\n".join(part for part in (f"{row.whose}: {row.words}", row.school) if part) for row in said
    )


def _answer(row: DraftAnswer) -> dict[str, Any]:
    return {
        "text": row.words,
        "by": f"{row.whose}, {format_date(as_day(row.created_at), year=True)}",
        "lang": row.language,
        "school": spoken(row.school, row.language),
    }


def part_card(opened: Opened, spec: Spec, made: dict[str, Any], gaps: list[rules.Gap]) -> dict[str, Any]:
    """One heading: what stands there, what is missing with the page that mends it, and what can be added."""
    mends = opened.may(Permission.ADD, spec["section"])
    return {
        "block": made,
        "gaps": [
            {"about": about, "lines": lines, "href": _mend(opened, spec, gap) if mends else ""}
            for gap, about, lines in wording_learning.gap_rows(gaps)
        ],
        "ways": [{"href": href, "words": words} for href, words in _ways(opened, spec)] if mends else [],
    }  # fmt: skip


def _mend(opened: Opened, spec: Spec, gap: rules.Gap) -> str:
    """The page on which this can be put right."""
    reference = opened.person.reference
    if gap.code in TO_NEED:
        return reverse(TO_NEED[gap.code], args=[reference, gap.row])
    if gap.code == "need_no_provision":
        return reverse("plan:add_provision", args=[reference]) + f"?need={gap.row}"
    if gap.code in TO_OUTCOME:
        return reverse("plan:edit_outcome", args=[reference, gap.row])
    if gap.code in TO_PROVISION:
        return reverse("plan:edit_provision", args=[reference, gap.row])
    return ""


def _ways(opened: Opened, spec: Spec) -> list[tuple[str, str]]:
    """What can be written in a part."""
    reference = opened.person.reference
    pages = {
        "profile": ("story:start", _("Have a conversation")),
        "contacts": ("circle:index", _("The circle")),
        "area_needs": ("plan:add_need", _("Add something that is needed")),
        "targets": ("plan:add_outcome", _("Add an outcome")),
        "provisions": ("plan:add_provision", _("Add provision")),
        "placement": ("plan:placement", _("Write down the place")),
        "advice": ("plan:add_advice", _("Add advice")),
    }
    found = []
    if spec["block"] in pages:
        name, words = pages[spec["block"]]
        kind = f"?kind={spec['kinds'][0]}" if spec["block"] == "provisions" else ""
        found.append((reverse(name, args=[reference]) + kind, words))
    if spec.get("part"):
        words = (
            _("Write this part")
            if spec["block"] in ("words_of_part", "budget")
            else _("Say that there is none")
        )
        found.append((reverse("plan:plan_part", args=[reference, spec["part"]]), words))
    return found


def _not_exact(opened: Opened) -> list[dict[str, Any]]:
    reference = opened.person.reference
    return [
        {"words": spoken(row.what, row.language), "href": reverse("plan:specify", args=[reference, row.pk])}
        for row in queries.not_exact(opened)
        if opened.may(Permission.ADD, row.section)
    ]


def _advice_line(opened: Opened, row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "who": spoken(", ".join(part for part in (row.who, row.role) if part), row.language),
        "kind": row.get_kind_display(),
        "when": format_date(row.given_on, year=True),
        "may": opened.may(Permission.ADD, row.section),
    }
