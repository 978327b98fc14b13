"""Boards of the library, boards used with Geth, his own photos, and a set of symbols that he reads."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import build
from tests.system.words import picture
from unstori.boards import actions
from unstori.boards.definitions import option
from unstori.boards.models import Board

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    board = _board(world)
    retired = _board(world)
    actions.retire_board(by=world.huw, board=retired)
    for symbol in ("dog", ""):
        mot = actions.add_own_picture(
            by=world.mair, person=world.geth, words="Mot", upload=picture(), symbol=symbol, language="cy"
        )
    _set(world)
    said = {"language": "cy", "with_help_of": "Mam", "own": (str(mot.pk),)}
    for placed in ({"swimming": "not_sure", "dog": "like"}, {"swimming": "like", "own-trenau": "like"}):
        use = actions.begin_use(by=world.mair, person=world.geth, board=board, **said)  # type: ignore[arg-type]
        actions.say_with(by=world.mair, use=use, placed=placed, version=1)
    draft = actions.begin_use(by=world.mair, person=world.geth, ready="my-day", language="cy")
    reference = world.geth.reference
    return [
        reverse("boards:use", args=[reference, draft.pk]),
        reverse("boards:begin", args=[reference, str(board.pk)]),
        reverse("boards:board", args=[board.pk]),
        reverse("boards:change", args=[board.pk]),
        reverse("boards:option", args=[board.pk, "dog"]),
        reverse("boards:ready", args=["food"]),
        reverse("boards:library"),
        reverse("boards:sets"),
    ]


def _board(world: build.World) -> Board:
    options = [
        option("swimming", "swimming"),
        option("dog", "dog"),
        option("own-trenau", "train", "Trains", "Trenau"),
    ]
    return actions.make_board(
        by=world.huw, title_en="What do I like?", title_cy="Beth ydw i’n ei hoffi?", scale="like", shared="region",
        options=options,
    )  # fmt: skip


def _set(world: build.World) -> None:
    lowri = build._actor(
        build.user("Lowri Ellis", is_demo=True), kind="administrator", organisation=world.authority
    )
    made = actions.add_set(by=lowri, name="Lluniau Gwynedd", licence="Gwynedd biau’r lluniau.")
    actions.draw_with(by=lowri, set=made, uploads=[SimpleUploadedFile("happy.svg", SVG)])
    actions.choose_set(by=world.huw, person=world.geth, set=made)
