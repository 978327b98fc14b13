"""Boards of the library as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.boards import queries, rules
from unstori.boards.definitions import Ready, Scale, ready_boards, scales
from unstori.boards.models import Board, Shared
from unstori.boards.queries.library import maker, who
from unstori.core.words import Words
from unstori.ui import symbols

READY = "ready"
Picture = dict[str, str]


@dataclass(frozen=True)
class Shown:
    """A board of the library as its reader meets it, ready-made or somebody's."""

    key: str
    title: Words
    about: str
    scale: Scale
    pictures: list[Picture]
    whose: str
    href: str
    row: Board | None = None


def page_language() -> str:
    return (get_language() or "en")[:2]


def pictures(options: Iterable[Picture], language: str) -> list[Picture]:
    """Each option with its words in one language, or in the other where there are none."""
    other = "en" if language == "cy" else "cy"
    return [
        {"key": one["key"], "words": one[language] or one[other], "address": symbols.picture(one["symbol"]),
         "lang": language if one[language] else other}
        for one in options
    ]  # fmt: skip


def board(row: Board) -> Shown:
    """Somebody's board."""
    whose = {
        Shared.OWN: _("Only you see this one"),
        Shared.ORGANISATION: str(row.organisation.name) if row.organisation else "",
        Shared.REGION: _("Everyone in the region"),
    }[Shared(row.shared)]
    return Shown(
        str(row.pk), row.title, label_of(row.created_by), scales()[row.scale],
        pictures(row.options, page_language()), whose, reverse("boards:board", args=[row.pk]), row,
    )  # fmt: skip


def ready(made: Ready) -> Shown:
    """A ready-made one."""
    return Shown(
        f"{READY}:{made.id}", made.question, str(made.title), scales()[made.scale],
        pictures(list(made.options), page_language()), _("Ready-made"), reverse("boards:ready", args=[made.id]),
    )  # fmt: skip


def library(by: Actor, said: str = "", shared: str = "") -> list[Shown]:
    """What can be used: ready-made ones, then people's, the newest first."""
    made = [ready(one) for one in ready_boards().values()] if shared in ("", READY) else []
    wanted = symbols.plain(said).split()
    found = [one for one in made if _has(one, wanted)]
    rows = [] if shared == READY else queries.boards(by, said, shared)[:MOST]
    return found + [board(row) for row in rows]


MOST = 60


def _has(shown: Shown, wanted: list[str]) -> bool:
    texts = [shown.title.en, shown.title.cy, shown.about, *(one["words"] for one in shown.pictures)]
    here = symbols.plain(" ".join(texts)).split()
    return all(any(word.startswith(part) for word in here) for part in wanted)


def may_change(by: Actor, row: Board) -> bool:
    return rules.can_change(maker=maker(row), who=who(by))
