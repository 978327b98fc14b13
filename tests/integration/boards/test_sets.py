"""Sets of symbols and paper: who brings them, who sees them, what is printed."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.integration.boards.conftest import photo, svg
from tests.integration.plan.test_documents import inside
from unstori.access.door import NotFound
from unstori.boards import actions
from unstori.boards.models import SetPicture


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


# sets


def packed(*names: str) -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(f"set/{name}", svg().read())
        archive.writestr("set/sad.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
        archive.writestr("set/zebra.svg", svg().read())
    return SimpleUploadedFile("set.zip", made.getvalue())


def test_a_set_is_brought_in_and_says_what_is_missing(world, runs, sign_in):
    client = sign_in(runs)
    address = client.post(reverse("boards:sets"), {"name": "Symbols", "licence": "Bought in 2026"})[
        "Location"
    ]
    page = text(client.post(address, {"uploads": [packed("happy.svg"), svg("hapus.svg"), svg("dŵr.svg")]}))
    assert "2 pictures are in the set now" in page
    assert "sad.svg: it holds what could do harm" in page and "zebra.svg" in page
    assert set(SetPicture.objects.values_list("symbol", flat=True)) == {"happy", "water"}
    assert ">sad</code>" in page


def test_only_who_answers_for_the_licence_brings_a_set(world, runs, sign_in, of_ours):
    assert "can bring one in" in text(sign_in(world.huw).get(reverse("boards:sets")))
    page = text(sign_in(world.huw).post(reverse("boards:sets"), {"name": "S", "licence": "L"}))
    assert "Only an administrator" in page
    text(sign_in(world.huw).post(reverse("boards:set", args=[of_ours.pk]), {"uploads": [svg("sad.svg")]}))
    assert set(SetPicture.objects.values_list("symbol", flat=True)) == {"happy", "thumb_up"}
    assert sign_in(world.teacher).get(reverse("boards:set", args=[of_ours.pk])).status_code == 404


def test_a_drawing_is_seen_in_its_organisation_and_by_whom_somebody_reads_it(world, runs, sign_in, of_ours):
    address = reverse("boards:drawing", args=[of_ours.pictures.get(symbol="happy").pk])

    def see(actor):
        response = sign_in(actor).get(address)
        response.body = b"".join(response.streaming_content) if response.streaming else response.content
        return response

    shown = see(world.huw)
    assert shown["Content-Type"] == "image/svg+xml" and shown["X-Content-Type-Options"] == "nosniff"
    assert (
        "default-src 'none'" in shown["Content-Security-Policy"]
        and "sandbox" in shown["Content-Security-Policy"]
    )
    assert see(world.teacher).status_code == 404
    actions.choose_set(by=world.huw, person=world.geth, set=of_ours)
    assert see(world.teacher).status_code == 200
    assert see(world.stranger).status_code == 404
    actions.retire_set(by=runs, set=of_ours)
    assert see(world.teacher).status_code == 404


def test_a_person_reads_the_set_that_was_chosen_on_every_page(world, given, sign_in, begun, of_ours):
    use = begun()
    drawing = reverse("boards:drawing", args=[of_ours.pictures.get(symbol="thumb_up").pk])
    assert drawing not in text(given(world.teacher, "use", use.pk))
    assert given(world.huw, "choose_set", data={"of": str(of_ours.pk)}).status_code == 302
    page = text(given(world.teacher, "use", use.pk))
    assert drawing in page and "symbols/thumb_down.svg" in page
    assert given(world.mair, "choose_set", data={"of": ""}).status_code == 302
    assert drawing not in text(given(world.teacher, "use", use.pk))


def test_a_set_of_nobody_around_them_cannot_be_chosen(world, given, of_ours):
    assert "Lluniau Gwynedd" not in text(given(world.teacher, "choose_set"))
    with pytest.raises(NotFound):
        actions.choose_set(by=world.teacher, person=world.geth, set=of_ours)


def test_a_newer_drawing_replaces_the_older_and_its_file(runs, of_ours):
    old = of_ours.pictures.get(symbol="happy")
    actions.draw_with(by=runs, set=of_ours, uploads=[svg("hapus.svg")])
    new = of_ours.pictures.get(symbol="happy")
    assert (
        new.pk != old.pk
        and not old.file.storage.exists(old.file.name)
        and new.file.storage.exists(new.file.name)
    )


# paper


@pytest.mark.parametrize("own", [True, False])
def test_a_board_is_printed_as_a_tagged_pdf(world, given, begun, of_ours, own):
    if own:
        actions.choose_set(by=world.huw, person=world.geth, set=of_ours)
        actions.add_own_picture(by=world.mair, person=world.geth, words="Mot", upload=photo(), symbol="music")
    made = given(world.mair, "use_pdf", begun().pk)
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in inside(made.content)


def test_the_library_is_printed_too(world, sign_in, board):
    client = sign_in(world.huw)
    for address in (reverse("boards:board_pdf", args=[board.pk]), reverse("boards:ready_pdf", args=["food"])):
        assert client.get(address).content.startswith(b"%PDF")
