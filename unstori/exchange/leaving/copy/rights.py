"""What one is entitled to, disagreements, what nobody holds and boards, in a copy; and what is the reader's own."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.core.dates import format_date
from unstori.exchange.leaving.copy.lines import Item, full, quote
from unstori.exchange.leaving.rights import placed
from unstori.exchange.queries import Leaving
from unstori.rights import queries as rights
from unstori.rights.models import Asking, Disagreement, Offer
from unstori.story import definitions


def offered(found: Leaving) -> list[Item]:
    """What was offered and said to it; what was asked for."""
    return [*map(_offer, found.offers), *map(_asking, found.askings)]


def _offer(row: Offer) -> Item:
    said = {"who": row.to_name, "day": format_date(row.offered_on, year=True), "by": label_of(row.created_by)}
    return {
        "heading": str(rights.offer_named(row.definition, row.definition_version, row.kind)),
        "text": _("Offered to %(who)s, %(day)s, by %(by)s") % said,
        "lines": full((_("How"), row.words)),
        "words": [
            quote(
                one,
                f"{_whose(one)}: {one.get_what_display()}",
                one.happened_on,
                one.words or one.get_what_display(),
            )
            for one in row.news.all()
        ],
    }


def _asking(row: Asking) -> Item:
    on = row.said_on or row.created_at
    return {
        "heading": str(rights.offer_named(row.definition, row.definition_version, row.kind)),
        "text": _("Asked for by %(who)s, %(day)s") % {"who": _whose(row), "day": format_date(on, year=True)},
        "words": [quote(row, _whose(row), on)] if row.words else [],
    }


def _whose(row: Any) -> str:
    """Who said it; and by whose hand, where they cannot sign in."""
    wrote = label_of(row.created_by)
    return (
        _("%(who)s, written down by %(wrote)s") % {"who": row.said_by, "wrote": wrote}
        if row.said_by
        else wrote
    )


def disagreed(found: Leaving) -> list[Item]:
    names = rights.named(found.opened, found.threads)
    return [_thread(row, names) for row in found.threads]


def _thread(row: Disagreement, names: dict[Any, tuple[str, str]]) -> Item:
    about = names.get(row.row_id, ("", ""))[0] if row.row_id else row.about
    return {
        "heading": about or _("A disagreement"),
        "text": f"{_whose(row)}, {row.get_state_display()}",
        "words": [
            quote(
                one,
                f"{_whose(one)}: {one.get_kind_display()}",
                one.created_at,
                one.words or one.get_kind_display(),
            )
            for one in row.turns.all()
        ],
    }


def unheld(found: Leaving) -> list[Item]:
    """What somebody said that nobody holds, and who holds it now."""
    return [
        {
            "heading": row.words or _("Nobody is holding this"),
            "lang": row.language if row.words else "",
            "text": f"{label_of(row.created_by)}, {row.get_state_display()}",
            "lines": full(
                (_("First asked"), format_date(row.first_asked_on, year=True)),
                (_("Must answer"), label_of(row.owner) if row.owner and row.state == "waiting" else ""),
                (_("Holds it now"), label_of(row.held_by) if row.held_by and row.state == "held" else ""),
            ),
            "words": [
                quote(one, f"{label_of(one.created_by)}: {one.get_kind_display()}", one.created_at)
                for one in row.turns.all() if one.words
            ],
        }
        for row in found.unheld
    ]  # fmt: skip


def boards(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.title,
            "lang": row.language,
            "text": format_date(row.used_on, year=True),
            "words": [quote(row, found.opened.person.called, row.used_on, said)] if said else [],
            "lines": full((_("With the help of"), row.with_help_of)),
        }
        for row in found.boards
        for said in ["; ".join(f"{what}: {where}" for what, where in placed(row))]
    ]


def own(found: Leaving) -> list[Item]:
    """Only where the reader asked for it."""
    if found.own is None:
        return []
    names = rights.named(found.opened, found.own.threads)
    return [
        *(_conversation(row) for row in found.own.conversations),
        *(_thread(row, names) for row in found.own.threads),
        *(_concern(row) for row in found.own.concerns),
    ]


def _conversation(row: Any) -> Item:
    guide = definitions.guide(row.guide, row.guide_version)
    answers = {each.question: each for each in row.answers.all()}
    return {
        "heading": str(guide.title),
        "text": format_date(row.held_on, year=True),
        "words": [
            quote(row, str(question.ask), row.held_on, words)
            for question in guide.questions
            if question.id in answers and (words := _answer(question, answers[question.id]))
        ],
    }  # fmt: skip


def _answer(question: Any, row: Any) -> str:
    return str(question.in_words(row.choice, row.words, row.language))


def _concern(row: Any) -> Item:
    """Their own words, and what was written for them; nothing else of it."""
    back = [step for step in row.steps.all() if step.for_raiser]
    return {
        "heading": _("What I said about somebody’s safety"),
        "text": f"{format_date(row.created_at, year=True)}, {row.get_state_display()}",
        "words": [
            *(
                quote(one, one.said_by or label_of(row.created_by), one.created_at, one.heard)
                for one in row.accounts.all()
            ),
            *(quote(one, label_of(one.created_by), one.created_at, one.for_raiser) for one in back),
        ],
    }
