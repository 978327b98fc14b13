"""Boards used with a person, and the pictures that are theirs alone."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission
from unstori.boards.models import BoardUse, OwnPicture

SECTION = "what_matters"


def missing(opened: Opened) -> NotFound:
    """For raising; the middleware writes the refusal to the audit."""
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)


def uses(opened: Opened) -> QuerySet[BoardUse]:
    """Boards used. A draft is not said yet, so only those who may add see it."""
    rows = opened.rows(BoardUse.objects.select_related("created_by__user", "board"))
    if not opened.may(Permission.ADD, SECTION):
        rows = rows.filter(finished_at__isnull=False)
    return rows.order_by("-finished_at", "-pk")


def use(opened: Opened, id: UUID) -> BoardUse:
    """One of them. Raises NotFound."""
    found = uses(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def use_before(opened: Opened, row: BoardUse) -> BoardUse | None:
    """The last time that the same board was used with them and saved."""
    same = Q(board_id=row.board_id) if row.board_id else Q(board__isnull=True, ready=row.ready)
    rows = uses(opened).filter(same, finished_at__isnull=False).exclude(pk=row.pk)
    if row.finished_at:
        rows = rows.filter(finished_at__lt=row.finished_at)
    return rows.order_by("-finished_at").first()


def uses_by_id(opened: Opened, ids: Iterable[UUID]) -> QuerySet[BoardUse]:
    """Those of these rows that this reader may see."""
    return uses(opened).filter(pk__in=list(ids), finished_at__isnull=False)


def own_pictures(opened: Opened, retired: bool = False) -> QuerySet[OwnPicture]:
    """The person's own pictures; with `retired` also those no longer offered, for boards that show them."""
    rows = opened.rows(OwnPicture.objects.select_related("created_by__user"))
    rows = rows if retired else rows.filter(retired_at__isnull=True)
    return rows.order_by("words", "pk")


def own_picture(opened: Opened, id: UUID) -> OwnPicture:
    """One of them. Raises NotFound."""
    found = own_pictures(opened, retired=True).filter(pk=id).first()
    if found is None or not found.file:
        raise missing(opened)
    return found
