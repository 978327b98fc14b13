"""The pages of boards: found, made, copied, used, printed; refused to whom they are not for."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.integration.boards.conftest import photo
from unstori.boards import actions
from unstori.boards.forms import is_own, lines_of
from unstori.boards.models import Board, BoardUse, OwnPicture
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.story.models import Statement


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


# the library


def test_the_library_is_searched_in_both_languages_and_by_whose(world, sign_in, board):
    client = sign_in(world.huw)
    assert "Clubs" in text(client.get(reverse("boards:library")))
    for said, found in (("nofio", True), ("CLUBS", True), ("drenau trên", False), ("clwb", True)):
        assert ("Clubs" in text(client.get(reverse("boards:library"), {"q": said}))) is found, said
    assert "Clubs" not in text(client.get(reverse("boards:library"), {"whose": "ready"}))
    assert "What helps me when" in text(client.get(reverse("boards:library"), {"q": "quiet hug"}))
    assert "Nothing was found" in text(client.get(reverse("boards:library"), {"q": "zzzz"}))


def test_a_board_is_seen_as_it_is_shared(world, sign_in, board):
    address = reverse("boards:board", args=[board.pk])
    assert sign_in(world.former).get(address).status_code == 200
    assert sign_in(world.teacher).get(address).status_code == 404
    said = {name: getattr(board, name) for name in ("title_en", "title_cy", "scale", "options")}
    actions.change_board(by=world.huw, board=board, version=1, shared="region", **said)
    assert sign_in(world.teacher).get(address).status_code == 200


def test_a_board_is_made_with_pictures_and_words_of_ones_own(world, sign_in):
    client = sign_in(world.huw)
    sent = {"title_cy": "Beth sy’n swnllyd?", "symbols": ["headphones", "loud"], "scale": "yes", "shared": "own",
            "lines": "Fire bell / Cloch dân\nswimming"}  # fmt: skip
    response = client.post(reverse("boards:make"), sent, follow=True)
    made = Board.objects.get(title_cy="Beth sy’n swnllyd?")
    assert {one["symbol"] for one in made.options} == {"loud", "headphones", "", "swimming"}
    page = text(response)
    assert "Beth sy’n swnllyd?" in page and "Fire bell" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title_cy": ""}, "Say what the board asks"),
        ({"symbols": []}, "at least one picture"),
        ({"scale": "none"}, "Select a valid choice"),
        ({"shared": "organisation"}, "Select a valid choice"),
    ],
)
def test_a_board_that_cannot_be_used_is_refused_and_what_was_chosen_stays(world, sign_in, changed, says):
    sent = {
        "title_cy": "Bwyd",
        "symbols": ["bread"],
        "scale": "like",
        "shared": "own",
        "lines": "",
        **changed,
    }
    page = text(sign_in(world.mair).post(reverse("boards:make"), sent))
    assert says in page and not Board.objects.exists()
    if sent["symbols"]:
        assert 'value="bread" checked' in page


def test_a_change_over_somebody_elses_is_shown_first(world, runs, sign_in, board):
    sent = {
        "title_en": "Mine",
        "symbols": ["dog"],
        "scale": "like",
        "shared": "organisation",
        "lines": "",
        "version": 1,
    }
    said = {name: getattr(board, name) for name in ("title_cy", "scale", "options", "shared")}
    actions.change_board(by=runs, board=board, version=1, title_en="Theirs", **said)
    client, address = sign_in(world.huw), reverse("boards:change", args=[board.pk])
    page = text(client.post(address, sent))
    board.refresh_from_db()
    assert "Theirs" in page and 'value="Mine"' in page and board.title_en == "Theirs"
    assert client.post(address, {**sent, "version": 2}).status_code == 302
    board.refresh_from_db()
    assert board.title_en == "Mine"


def test_nobody_changes_anothers_board_but_copies_it(world, sign_in, board):
    with pytest.raises(RuleBroken):
        actions.retire_board(by=world.former, board=board)
    client = sign_in(world.former)
    response = client.post(reverse("boards:copy", args=[board.pk]))
    copied = Board.objects.exclude(pk=board.pk).get()
    assert response["Location"] == reverse("boards:change", args=[copied.pk])
    assert (copied.made_from, copied.shared, copied.options) == (str(board.pk), "own", board.options)
    page = text(client.get(response["Location"]))
    assert "Train club / Clwb trenau" in page and 'value="swimming" checked' in page


def test_a_copied_board_keeps_its_pictures_when_saved_as_it_is(world, sign_in):
    client = sign_in(world.huw)
    address = client.post(reverse("boards:copy_ready", args=["my-day"]))["Location"]
    copied = Board.objects.get()
    before = {(one["symbol"], one["en"]) for one in copied.options}
    ticked = [one["key"] for one in copied.options if not is_own(one)]
    sent = {"title_en": copied.title_en, "title_cy": copied.title_cy, "scale": "like", "shared": "own", "version": 1,
            "symbols": ticked, "lines": lines_of(copied.options)}  # fmt: skip
    assert client.post(address, sent).status_code == 302
    copied.refresh_from_db()
    assert {(one["symbol"], one["en"]) for one in copied.options} == before


def test_a_board_is_retired_and_brought_back(world, sign_in, board):
    client, address = sign_in(world.huw), reverse("boards:retire", args=[board.pk])
    client.post(address)
    library = text(client.get(reverse("boards:library")))
    assert "no longer offered" in library
    assert "Clubs" not in text(sign_in(world.former).get(reverse("boards:library")))
    assert sign_in(world.former).get(reverse("boards:board", args=[board.pk])).status_code == 404
    client.post(address)
    assert "Clubs" in text(sign_in(world.former).get(reverse("boards:library")))


def test_one_picture_gets_another_drawing_and_other_words(world, sign_in, board):
    client, address = sign_in(world.huw), reverse("boards:option", args=[board.pk, "dog"])
    client.post(address, {"symbol": "cath", "en": "Tom", "cy": "Twm"})
    board.refresh_from_db()
    assert board.options[1] == {"key": "dog", "symbol": "cat", "en": "Tom", "cy": "Twm"}
    assert "no picture by that word" in text(client.post(address, {"symbol": "zzzz", "en": "Tom"}))
    client.post(address, {"remove": "1"})
    board.refresh_from_db()
    assert [one["key"] for one in board.options] == ["swimming", "own-train-club"]
    assert sign_in(world.former).get(reverse("boards:option", args=[board.pk, "swimming"])).status_code == 404


# with somebody


def test_a_board_is_used_without_javascript(world, given, board):
    begun = given(world.huw, "begin", str(board.pk), data={"language": "en", "used_on-day": "1", "used_on-month": "11",
                  "used_on-year": "2026", "with_help_of": "Mam"})  # fmt: skip
    use = BoardUse.objects.get()
    assert begun.status_code == 302 and use.used_on.isoformat() == "2026-11-01"
    page = text(given(world.huw, "use", use.pk))
    assert page.count('type="radio"') == 3 * 4 and "Clubs" in page
    nothing = text(given(world.huw, "use", use.pk, data={"finish": "1", "version": "1"}))
    assert "Nothing is placed yet" in nothing
    done = given(
        world.huw,
        "use",
        use.pk,
        data={"finish": "1", "version": "1", "p0": "like", "p2": "not_sure", "with_help_of": "Mam"},
    )
    assert done.status_code == 302
    assert {row.words for row in Statement.objects.all()} == {
        "Swimming: I like it",
        "Train club: I am not sure",
    }
    after = text(given(world.huw, "use", use.pk))
    assert "Not placed" in after and "Dog" in after


def test_a_board_is_not_used_on_a_day_to_come(world, given, board):
    day = clock.today() + timedelta(1)
    shown = given(world.huw, "begin", str(board.pk), data={"language": "en", "used_on-day": day.day,
                  "used_on-month": day.month, "used_on-year": day.year})  # fmt: skip
    assert shown.status_code == 200 and "This day is still to come." in shown.content.decode()
    assert not BoardUse.objects.exists()


def test_what_is_placed_is_kept_as_it_is_placed(world, given, begun):
    use = begun()
    kept = given(world.mair, "use", use.pk, data={"version": "1", "p2": "like"}, headers={"X-Autosave": "1"})
    assert kept.json() == {"saved": True, "version": 2}
    late = given(
        world.huw, "use", use.pk, data={"version": "1", "p2": "dont_like"}, headers={"X-Autosave": "1"}
    )
    assert late.status_code == 409
    shown = text(given(world.huw, "use", use.pk, data={"version": "1", "p2": "dont_like"}))
    assert "Someone else changed this" in shown and 'name="version" value="2"' in shown


def test_a_use_that_says_nonsense_changes_nothing(world, given, begun):
    use = begun()
    assert "Select a valid choice" in text(
        given(world.mair, "use", use.pk, data={"version": "1", "p0": "nowhere"})
    )
    use.refresh_from_db()
    assert use.placed == {}


@pytest.mark.parametrize("key", ["ready:none", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_board_that_is_not_there_is_not_begun(world, given, key):
    assert given(world.mair, "begin", key).status_code == 404


def test_another_organisations_board_is_not_begun(world, given, board):
    assert given(world.teacher, "begin", str(board.pk)).status_code == 404


def test_a_stranger_finds_none_of_it(world, given, saved, begun):
    done, draft = saved({"swimming": "like"}), begun()
    for name, args in (("index", []), ("choose", []), ("use", [done.pk]), ("use", [draft.pk]), ("use_pdf", [done.pk]),
                       ("own_pictures", []), ("choose_set", [])):  # fmt: skip
        assert given(world.stranger, name, *args).status_code == 404, name
    assert given(world.stranger, "drop", draft.pk, data={}).status_code == 404


# photos


def test_a_photo_is_kept_shown_and_retired(world, given):
    sent = {"words": "Mot", "upload": photo(), "symbol": "dog"}
    assert given(world.mair, "own_pictures", data=sent).status_code == 302
    row = OwnPicture.objects.get()
    shown = given(world.teacher, "own_picture", row.pk)
    assert shown["Content-Type"] == "image/jpeg" and shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"] and "sandbox" in shown["Content-Security-Policy"]
    assert given(world.stranger, "own_picture", row.pk).status_code == 404
    assert given(world.mair, "retire_own_picture", row.pk, data={}).status_code == 302
    assert "No picture yet" in text(given(world.mair, "own_pictures"))


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (SimpleUploadedFile("a.jpg", b"<svg/>"), "error"),
        (SimpleUploadedFile("a.exe", b"MZ"), "error"),
        (None, "error"),
    ],
)
def test_what_is_no_photo_is_refused(world, given, upload, says):
    sent = {"words": "Mot", **({"upload": upload} if upload else {})}
    page = text(given(world.mair, "own_pictures", data=sent))
    assert "There is a problem" in page and not OwnPicture.objects.exists()


# how many reads


def test_the_number_of_reads_does_not_grow(world, given, sign_in, saved, begun, board, of_ours):
    actions.choose_set(by=world.huw, person=world.geth, set=of_ours)
    use = saved({"swimming": "like"})
    pages = {
        "library": (reverse("boards:library"), world.huw),
        "index": (reverse("boards:index", args=[world.geth.reference]), world.huw),
        "choose": (reverse("boards:choose", args=[world.geth.reference]), world.huw),
        "use": (reverse("boards:use", args=[world.geth.reference, use.pk]), world.huw),
        "story": (reverse("story:timeline", args=[world.geth.reference]), world.huw),
    }

    def count():
        found = {}
        for name, (address, actor) in pages.items():
            client = sign_in(actor)
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found[name] = len(caught)
        return found

    before = count()
    for _number in range(3):
        saved({"running": "like"})
        begun()
        actions.add_own_picture(by=world.mair, person=world.geth, words="Mot", upload=photo())
        said = {"title_en": "A", "title_cy": "", "scale": "like", "options": board.options, "theme": "x"}
        actions.copy_board(by=world.huw, said=said, made_from="x")
    assert count() == before
