"""A board used with a person: placed as often as it takes, then kept as what they said."""

from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.boards import rules
from unstori.boards.definitions import Scale, ready_boards, scales
from unstori.boards.models import Board, BoardUse
from unstori.boards.queries.library import board as seen
from unstori.boards.queries.using import SECTION, missing, own_pictures
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Entry


@transaction.atomic
def begin_use(
    *,
    by: Actor,
    person: Person,
    board: Board | None = None,
    ready: str = "",
    language: str = "en",
    with_help_of: str = "",
    used_on: date | None = None,
    own: tuple[str, ...] = (),
) -> BoardUse:
    """A copy of the board in the person's language, with their own pictures where they have them.

    `own` are ids of pictures of theirs to add.
    """
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    used_on = used_on or clock.today()
    rules.check_used(used_on=used_on, today=clock.today())
    said, options = _asked(by, board, ready, language)
    use = BoardUse.objects.create(
        **said, language=language, with_help_of=with_help_of, used_on=used_on,
        options=_theirs(opened, options, language, own), **audit.stamp(by=by, person=opened.person, section=SECTION),
    )  # fmt: skip
    audit.record(by, "board.begin", person_id=opened.person.pk, row=use)
    return use


def _asked(
    by: Actor, board: Board | None, ready: str, language: str
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What a use takes over of a board that the actor may see, or of a ready-made one."""
    if board is None:
        made = ready_boards()[ready]
        title = getattr(made.question, language)
        return {"title": title, "scale": made.scale, "theme": made.theme, "ready": ready}, list(made.options)
    held = seen(by, board.pk)
    title = getattr(held.title, language)
    return {"title": title, "scale": held.scale, "theme": held.theme, "board": held}, held.options


def _theirs(
    opened: Opened, options: list[dict[str, str]], language: str, own: tuple[str, ...]
) -> list[dict[str, str]]:
    """Each picture in one language; a photo of the person's own where it stands for the same idea."""
    photos = [row for row in own_pictures(opened) if not row.narrowed]
    by_idea = {row.symbol: row for row in photos if row.symbol}
    other = "en" if language == "cy" else "cy"
    made = []
    for one in options:
        photo = by_idea.get(one["symbol"])
        words = photo.words if photo else one[language] or one[other]
        made.append(_picture(one["key"], one["symbol"], words, photo))
    here = {one["photo"] for one in made}
    added = [row for row in photos if str(row.pk) in own and str(row.pk) not in here]
    return made + [_picture(f"own-{row.pk}", row.symbol, row.words, row) for row in added]


def _picture(key: str, symbol: str, words: str, photo: Any) -> dict[str, str]:
    return {"key": key, "symbol": symbol, "words": words, "photo": str(photo.pk) if photo else ""}


@transaction.atomic
def place(*, by: Actor, use: BoardUse, placed: dict[str, str], version: int, **how: Any) -> BoardUse:
    """Keep what is placed so far. `version` is what the page had read. Raises Clash."""
    opened, held = _draft(by, use)
    scale = scales()[held.scale]
    rules.check_placed(
        placed=placed, keys=[one["key"] for one in held.options], places=[one.id for one in scale.places]
    )
    new = {"placed": {one["key"]: placed[one["key"]] for one in held.options if one["key"] in placed}, **how}
    if all(getattr(held, name) == value for name, value in new.items()):
        return held
    if held.version != version:
        raise Clash(
            theirs={"placed": _in_words(held)}, mine={"placed": _in_words(held, placed)}, version=held.version
        )
    for name, value in {**new, "version": version + 1}.items():
        setattr(held, name, value)
    held.save(update_fields=[*new, "version"])
    audit.record(by, "board.place", person_id=opened.person.pk, row=held, detail={"version": held.version})
    return held


@transaction.atomic
def finish_use(*, by: Actor, use: BoardUse) -> BoardUse:
    """Each placement becomes a statement, and the board as it stands one entry of the story."""
    opened, held = _draft(by, use)
    rules.check_finish(finished=held.finished_at is not None, placed=len(held.placed))
    held.finished_at, held.finished_by = clock.now(), by.capacity_id
    held.save(update_fields=["finished_at", "finished_by"])
    audit.record(by, "board.finish", person_id=opened.person.pk, row=held, detail={"said": len(held.placed)})
    said = {
        "said_by": opened.person.called, "said_how": "symbols", "with_help_of": held.with_help_of,
        "language": held.language, "narrowed": held.narrowed,
    }  # fmt: skip
    story.keep_statements(
        by=by, person=opened.person, section=held.section, theme=held.theme, said_on=held.used_on,
        about_id=held.pk, said=_statements(held), **said,
    )  # fmt: skip
    story.record(
        by=by, person=opened.person, section=held.section, event="board.placed", about_id=held.pk,
        kind=Entry.Kind.CONVERSATION, title=held.title, words=_in_words(held),
        happened_on=held.used_on.isoformat(), sort_on=held.used_on, **said,
    )  # fmt: skip
    return held


@transaction.atomic
def say_with(*, by: Actor, use: BoardUse, placed: dict[str, str], version: int, **how: Any) -> BoardUse:
    """Placed and finished in one: when there is nothing to say, nothing is kept either."""
    return finish_use(by=by, use=place(by=by, use=use, placed=placed, version=version, **how))


@transaction.atomic
def drop_use(*, by: Actor, use: BoardUse) -> None:
    """A draft that nobody wants: nothing was said with it."""
    opened, held = _draft(by, use)
    audit.record(by, "board.drop", person_id=opened.person.pk, row=held)
    held.delete()


def _draft(by: Actor, use: BoardUse) -> tuple[Opened, BoardUse]:
    opened = require(by, use.person_id, Permission.ADD, section=SECTION, about=[use])
    held = opened.rows(BoardUse.objects.select_for_update(of=("self",)).filter(pk=use.pk)).first()
    if held is None:
        raise missing(opened)
    rules.check_open(finished=held.finished_at is not None)
    return opened, held


def _statements(held: BoardUse) -> list[str]:
    """'Swimming: I like it', in the language in which the board was used."""
    scale = scales()[held.scale]
    return [f"{words}: {getattr(says, held.language)}" for words, says in _said(held, scale)]


def _said(held: BoardUse, scale: Scale) -> list[tuple[str, Words]]:
    placed = [(one["words"], scale.place(held.placed.get(one["key"], ""))) for one in held.options]
    return [(words, place.says) for words, place in placed if place]


def _in_words(held: BoardUse, placed: dict[str, str] | None = None) -> str:
    """The board as it stands, a line for each place: 'Like: Swimming, Mot'."""
    placed = held.placed if placed is None else placed
    lines = []
    for place in scales()[held.scale].places:
        here = [one["words"] for one in held.options if placed.get(one["key"]) == place.id]
        lines += [f"{getattr(place.words, held.language)}: {', '.join(here)}"] if here else []
    return "\n".join(lines)
