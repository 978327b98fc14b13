"""The library of boards."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from unstori.access.rules import Actor
from unstori.boards import rules
from unstori.boards.models import Board, Shared
from unstori.boards.rules import Who
from unstori.ui import symbols

AUTHOR = ("created_by__user", "created_by__organisation", "created_by__person", "organisation")


def who(by: Actor) -> Who:
    """What the library's rules ask of an actor. Whom no organisation vouches for sees nothing of its own."""
    return Who(by.capacity_id, by.organisation_id if by.vouched else None, by.kind)


def maker(row: Board) -> Who:
    """The same of whoever made a board."""
    return Who(row.created_by_id, row.organisation_id)


def seen_by(by: Actor) -> Q:
    """`rules.can_see` for rows; a test shows that the two agree."""
    me = who(by)
    seen = Q(shared=Shared.REGION) | Q(created_by_id=me.capacity)
    return seen | Q(shared=Shared.ORGANISATION, organisation_id=me.organisation) if me.organisation else seen


def boards(by: Actor, said: str = "", shared: str = "") -> QuerySet[Board]:
    """What is offered, the newest first; `said` are words to be found in it, `shared` whose it is."""
    rows = Board.objects.filter(seen_by(by), retired_at__isnull=True).select_related(*AUTHOR)
    for word in symbols.plain(said).split():
        rows = rows.filter(words__contains=f" {word}")
    if shared == Shared.OWN:
        rows = rows.filter(created_by_id=by.capacity_id)
    elif shared == Shared.ORGANISATION:
        rows = rows.filter(organisation_id=by.organisation_id) if by.organisation_id else rows.none()
    elif shared == Shared.REGION:
        rows = rows.filter(shared=Shared.REGION)
    return rows.order_by("-created_at")


def retired(by: Actor) -> QuerySet[Board]:
    """One's own that are no longer offered, to be brought back."""
    mine = Board.objects.filter(created_by_id=by.capacity_id, retired_at__isnull=False)
    return mine.select_related(*AUTHOR).order_by("-retired_at")


def board(by: Actor, id: UUID) -> Board:
    """One board, offered or one's own; retired ones are seen by those who may bring them back. Raises Http404."""
    found = Board.objects.filter(seen_by(by), pk=id).select_related(*AUTHOR).first()
    gone = found and found.retired_at and not rules.can_change(maker=maker(found), who=who(by))
    if found is None or gone:
        raise Http404
    return found
