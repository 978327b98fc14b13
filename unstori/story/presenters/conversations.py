"""The words that pages of a conversation use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.core import clock, dates
from unstori.story import definitions, queries, rules
from unstori.story.models import Answer, Presence, Statement
from unstori.story.presenters.telling import file, said

HERE = timedelta(seconds=45)
Row = dict[str, Any]


def questions(guide: definitions.Guide, answers: Any) -> list[Row]:
    """Each question with its answers so far; an answer without a question keeps its place."""
    by_question: dict[str, list[Row]] = {}
    for answer in answers:
        one = answered(answer, guide.question(answer.question))
        if one["words"] or one["files"]:
            by_question.setdefault(answer.question, []).append(one)
    shown: list[Row] = [
        {"id": each.id, "ask": each.ask, "easy": each.easy, "answers": by_question.pop(each.id, [])}
        for each in guide.questions
    ]
    return shown + [{"id": "", "ask": id, "easy": "", "answers": left} for id, left in by_question.items()]


def answered(answer: Answer, question: definitions.Question | None) -> Row:
    """An answer as it reads: the face or symbols chosen, the words, the pictures, whose it is."""
    words = question.in_words(answer.choice, answer.words, answer.language) if question else answer.words
    return {
        "row": answer,
        "words": words.strip(),
        "symbols": [one.symbol for one in question.chosen(answer.choice)] if question else [],
        "files": [file(each) for each in answer.attachments.all()],
        "by": said(answer.said_by, answer.said_how, answer.with_help_of),
    }


def answering(answer: Mapping[str, Any]) -> str:
    """Who is answering, as the page says it: 'Geth, with help from Mair'."""
    return said(answer.get("said_by") or "", answer.get("said_how") or "", answer.get("with_help_of") or "")


def place(guide: definitions.Guide, id: str) -> Row:
    """Where in the guide a question stands: 'Question 3 of 9', and what comes before and after."""
    ids = [each.id for each in guide.questions]
    number = ids.index(id)
    return {
        "progress": _("Question %(number)s of %(all)s") % {"number": number + 1, "all": len(ids)},
        "done": number,
        "all": len(ids),
        "before": ids[number - 1] if number else "",
        "after": ids[number + 1] if number + 1 < len(ids) else "",
    }


def observed(opened: Opened, answer: Answer) -> Row:
    """One observation: whose, in their words, who sees it so too, who differently."""
    echoes = sorted(answer.echoes.all(), key=lambda row: row.created_at)
    stands = rules.agreement(version=answer.version, echoes=queries.heard(answer))
    newest = {row.created_by_id: row for row in echoes if row.answer_version == answer.version}
    own = answer.created_by_id == opened.actor.capacity_id
    mine = newest.get(opened.actor.capacity_id)
    return {
        "row": answer,
        "who": label_of(answer.created_by),
        "own": own,
        "so_too": named(stands.so_too),
        "differently": [
            {"who": row.created_by.user.name, "words": row.words, "language": row.language}
            for row in newest.values()
            if not row.so_too
        ],
        "to_read_again": named(stands.to_read_again),
        "mine": "" if mine is None else ("yes" if mine.so_too else "no"),
        "agreed": stands.agreed,
        "tag": _tag(stands),
        "kind": "calm" if stands.agreed else "waiting",
    }


def _tag(stands: rules.Agreement) -> str:
    if stands.differently:
        return _("Seen differently")
    return _("Agreed") if stands.agreed else _("Seen by one so far")


def named(names: Sequence[str]) -> str:
    """Names in a row: without an "and", which in Welsh would follow the name after it."""
    return ", ".join(names)


def seen_together(statements: Iterable[Statement]) -> list[Row]:
    """What the circle agrees on, under what it is about, newest first; who saw it and who sees it so too."""
    guide = definitions.guide("observed-together")
    leads = {each.theme: each for each in guide.questions}
    found: dict[str, Row] = {}
    for row in statements:
        asked = leads.get(row.theme)
        about = found.setdefault(
            row.theme,
            {"lead": asked.lead if asked else "", "symbol": asked.symbol if asked else "", "rows": []},
        )
        by = said(row.said_by, on=row.said_on)
        about["rows"].append({"row": row, "by": by, "agreed_by": row.agreed_by})
    return list(found.values())


def together(guide: definitions.Guide, opened: Opened, answers: list[Answer]) -> list[Row]:
    """Every question with what is seen, and where the circle stands."""
    by_question: dict[str, list[Row]] = {}
    for answer in answers:
        if answer.words.strip():
            by_question.setdefault(answer.question, []).append(observed(opened, answer))
    return [_question(each, by_question.get(each.id, [])) for each in guide.questions]


def _question(asked: definitions.Question, seen: list[Row]) -> Row:
    differ = any(each["differently"] for each in seen)
    to_say = [each for each in seen if not (each["own"] or each["mine"])]
    status, kind = _("Nothing yet"), "quiet"
    if to_say:
        status, kind = _("Your turn"), "waiting"
    elif differ:
        status, kind = _("Seen differently"), "waiting"
    elif seen and all(each["agreed"] for each in seen):
        status, kind = _("Agreed"), "calm"
    elif seen:
        number = len(seen)
        status = ngettext("%(number)s saw something", "%(number)s saw something", number) % {"number": number}
        kind = "calm"
    return {"asked": asked, "seen": seen, "status": status, "kind": kind}


def there(rows: list[Presence]) -> list[Row]:
    """Who has it open now, and who had."""
    now = clock.now()
    return [
        {
            "who": label_of(row.created_by),
            "here": now - row.seen_at < HERE,
            "when": dates.format_when(row.seen_at),
        }
        for row in rows
    ]
