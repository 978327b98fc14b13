"""How each idea is drawn for whoever a page is about: a fixed number of reads, and none without a symbol."""

from uuid import UUID

from unstori.access.door import find, look_across
from unstori.access.rules import Actor
from unstori.boards.models import ChosenSet, OwnPicture, SetPicture
from unstori.boards.queries.library import who


def drawings(by: Actor, reference: str = "") -> dict[str, tuple[str, UUID]]:
    """For each idea that is not drawn as OpenMoji has it: ("own" or "set", the row's id).

    On a person's page: their own photos, then the set that they read. Elsewhere the actor's organisation's set.
    """
    if reference:
        return _of_person(by, reference)
    mine = who(by).organisation
    if mine is None:
        return {}
    rows = SetPicture.objects.filter(of__organisation_id=mine, of__retired_at__isnull=True)
    return {symbol: ("set", id) for symbol, id in rows.order_by("of__created_at").values_list("symbol", "pk")}


def _of_person(by: Actor, reference: str) -> dict[str, tuple[str, UUID]]:
    photos = OwnPicture.objects.filter(person__reference=reference, retired_at__isnull=True).exclude(
        symbol=""
    )
    chosen = ChosenSet.objects.filter(
        person__reference=reference, ended_at__isnull=True, of__retired_at__isnull=True
    )
    if not (chosen.exists() or photos.exists()):
        return {}
    person = find(reference)
    across = look_across(by, [person] if person else [])
    sets = across.rows(chosen).values("of")
    drawn = SetPicture.objects.filter(of__in=sets).values_list("symbol", "pk")
    own = across.rows(photos).order_by("created_at").values_list("symbol", "pk")
    return {
        **{symbol: ("set", id) for symbol, id in drawn},
        **{symbol: ("own", id) for symbol, id in own},
    }
