"""A plan of the law as data at one of its stages: what it is, what is missing in it, what changed since the one before."""

from datetime import date
from typing import Any

from django.utils.translation import override

from unstori.access.door import Opened
from unstori.plan import blocks, queries, rules, wording_learning
from unstori.plan.models import Issue


def content(
    opened: Opened, layout: dict[str, Any], language: str, stage: str, *, number: int = 0,
    answer_by: date | None = None, before: Issue | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The document as data, with what it is, what is missing in it, and what changed since the plan before."""
    names_none = stage == "draft" and before is None
    specs = [
        {**spec, "draft_names_none": True} if names_none and spec.get("final_only") else spec
        for spec in layout["blocks"]
    ]
    rendered = blocks.render(opened, {**layout, "blocks": specs}, language)
    headings = {spec["id"]: spec["heading"][language] for spec in specs}
    with override(language):
        gaps = queries.gaps_of(opened, layout, draft=names_none)
        said = {
            "stage": stage,
            "line": wording_learning.stage_sentence(stage, number=number, answer_by=answer_by),
            "missing": wording_learning.gap_parts(gaps, headings),
            "changes": _changes(before, rendered, language),
        }
    return {**rendered, "issue": said}


def _changes(before: Issue | None, content: dict[str, Any], language: str) -> list[str]:
    old = (
        next((row for row in (before.document, before.other) if row and row.language == language), None)
        if before
        else None
    )
    return [wording_learning.change_line(one) for one in rules.changes(old.content, content)] if old else []
