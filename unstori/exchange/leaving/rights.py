"""What was offered and asked for, disagreements turn by turn, what nobody holds, boards; and what is the reader's own."""

from typing import Any

from unstori.boards.definitions import scales
from unstori.boards.models import BoardUse
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept
from unstori.exchange.leaving.rows import about, day, said, source
from unstori.exchange.queries import Leaving
from unstori.holding.models import Unheld
from unstori.people.who import who
from unstori.rights import queries as rights
from unstori.rights.models import Asking, Disagreement, Offer
from unstori.safeguarding.models import Concern
from unstori.story import definitions
from unstori.story.models import OwnConversation

PRIVATE = "private_to_me"


def offers(found: Leaving) -> list[p.Proposal]:
    """To whom, when; and each thing that was said to it and done afterwards."""
    return [_offer(found, row) for row in found.offers]


def _offer(found: Leaving, row: Offer) -> p.EntryProposal:
    news = [(each.what, _heard(each), each.happened_on, each.words) for each in row.news.all()]
    return said(
        found, row, f"offer.{row.kind}", "Offered",
        value=rights.offer_named(row.definition, row.definition_version, row.kind).en,
        language=row.language, by=(p.Ref(display=str(who(row.created_by))),), when=day(row.offered_on),
        parts=(
            p.Part(Concept("to"), row.to_name),
            *([p.Part(Concept("how"), row.words)] if row.words else []),
            *(p.Part(Concept(what), ", ".join(filter(None, (by, day(on), words)))) for what, by, on, words in news),
        ),
    )  # fmt: skip


def _heard(row: Any) -> str:
    """Whose words: of who cannot sign in, else of who wrote them."""
    return row.said_by or str(who(row.created_by))


def askings(found: Leaving) -> list[p.Proposal]:
    return [_asking(found, row) for row in found.askings]


def _asking(found: Leaving, row: Asking) -> p.EntryProposal:
    name = rights.offer_named(row.definition, row.definition_version, row.kind).en
    return said(
        found, row, f"asked.{row.kind}", f"Asked for: {name}", value=row.words or None, language=row.language,
        by=(p.Ref(display=_heard(row)),), when=day(row.said_on or row.created_at),
    )  # fmt: skip


def threads(found: Leaving) -> list[p.Proposal]:
    """Each disagreement with all its turns, in order."""
    return [_thread(found, row) for row in found.threads]


def _thread(found: Leaving, row: Disagreement, **more: Any) -> p.EntryProposal:
    turns = [
        p.Part(
            Concept(f"{each.kind}, {day(each.created_at)}"),
            ": ".join(filter(None, (_heard(each), each.words))),
        )
        for each in row.turns.all()
    ]
    return said(
        found, row, "disagreement", row.about or "Disagreement", value=row.state, language=row.language,
        by=(p.Ref(display=_heard(row)),), when=day(row.created_at), parts=tuple(turns),
        related=(p.Ref(f"urn:uuid:{row.row_id}"),) if row.row_id in _leaves(found) else (), **more,
    )  # fmt: skip


def _leaves(found: Leaving) -> set[Any]:
    """What else leaves: nothing is pointed at that this reader does not get."""
    rows = (
        found.outcomes,
        found.supports,
        found.needs,
        found.payments,
        found.reviews,
        found.promises,
        found.entries,
    )
    return {row.pk for several in rows for row in several}


def unheld(found: Leaving) -> list[p.Proposal]:
    return [_unheld(found, row) for row in found.unheld]


def _unheld(found: Leaving, row: Unheld) -> p.EntryProposal:
    turns = [
        p.Part(
            Concept(f"{each.kind}, {day(each.created_at)}"),
            ": ".join(filter(None, (str(who(each.created_by)), each.words))),
        )
        for each in row.turns.all()
    ]
    holder = [p.Part(Concept("held by"), str(who(row.held_by)))] if row.held_by else []
    return said(
        found, row, "unheld", "Nobody is holding this", value=row.state, language=row.language,
        by=(p.Ref(display=str(who(row.created_by))),), when=day(row.first_asked_on or row.created_at),
        parts=(*turns, *holder), related=(p.Ref(f"urn:uuid:{row.row_id}"),) if row.row_id in _leaves(found) else (),
    )  # fmt: skip


def boards(found: Leaving) -> list[p.Proposal]:
    """What was placed where. Photos stay: words say what they show."""
    return [_board(found, row) for row in found.boards]


def _board(found: Leaving, row: BoardUse) -> p.EntryProposal:
    return said(
        found, row, "board", row.title, value=(row.with_help_of and f"With help of {row.with_help_of}") or None,
        language=row.language, by=(p.Ref(display=found.opened.person.called),), when=day(row.used_on),
        parts=tuple(p.Part(Concept(what), where) for what, where in placed(row)),
    )  # fmt: skip


def placed(row: BoardUse) -> list[tuple[str, str]]:
    """Each picture in words, and the place where it stands, in the language in which the board was used."""
    places = {place.id: str(getattr(place.words, row.language)) for place in scales()[row.scale].places}
    return [
        (one["words"], places.get(row.placed[one["key"]], ""))
        for one in row.options
        if one["key"] in row.placed
    ]


def own(found: Leaving) -> list[p.Proposal]:
    """Only where the reader asked for it: marked as private to them."""
    if found.own is None:
        return []
    return [
        *(_own(found, row) for row in found.own.conversations),
        *(_thread(found, row) for row in found.own.threads),
        *(_concern(found, row) for row in found.own.concerns),
    ]


def _own(found: Leaving, row: OwnConversation) -> p.EntryProposal:
    guide = definitions.guide(row.guide, row.guide_version)
    answers = {each.question: each for each in row.answers.all()}
    return _private(
        found, row, f"own.{row.guide}", str(guide.title.en), when=day(row.held_on), language=row.language,
        parts=tuple(
            p.Part(Concept(question.ask.en), _in_words(question, answers[question.id]))
            for question in guide.questions if question.id in answers
        ),
    )  # fmt: skip


def _in_words(question: Any, row: Any) -> str:
    return str(question.in_words(row.choice, row.words, row.language))


def _concern(found: Leaving, row: Concern) -> p.EntryProposal:
    """Their own words, and what was written for them; nothing else of it."""
    told = [(each.kind, each.heard) for each in row.accounts.all()]
    back = [(each.kind, each.for_raiser) for each in row.steps.all() if each.for_raiser]
    return _private(
        found, row, "concern", "Something that I said about somebody's safety", value=row.state, language=row.language,
        when=day(row.created_at), parts=tuple(p.Part(Concept(what), words) for what, words in (*told, *back)),
    )  # fmt: skip


def _private(found: Leaving, row: Any, kind: str, title: str, **more: Any) -> p.EntryProposal:
    return p.EntryProposal(
        title=Concept(title), status="final", kinds=(Concept(kind),), source=source(row), about=about(found),
        section=PRIVATE, by=(p.Ref(display=found.opened.actor.user_name),), **more,
    )  # fmt: skip
