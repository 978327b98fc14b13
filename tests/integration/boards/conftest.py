"""An organisation that runs itself, a photo, and boards used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests import build
from tests.ground import shared
from unstori.boards import actions
from unstori.boards.definitions import option


def photo(name: str = "mot.jpg") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(made, "JPEG")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")


def svg(name: str = "happy.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>')


@shared
def runs(world):
    """Who answers for what Gwynedd has a licence for."""
    return build._actor(
        build.user("Lowri Ellis", is_demo=True), kind="administrator", organisation=world.authority
    )


@shared
def board(world):
    return actions.make_board(
        by=world.huw, title_en="Clubs", title_cy="Clybiau", scale="like", shared="organisation",
        options=[option("swimming", "swimming"), option("dog", "dog"), option("own-train-club", "", "Train club", "Clwb trenau")],
    )  # fmt: skip


@pytest.fixture
def begun(world):
    def begin(by=None, **more):
        said = {"ready": "things-to-do", "language": "cy", "with_help_of": "Mam", **more}
        return actions.begin_use(by=by or world.mair, person=world.geth, **said)

    return begin


@pytest.fixture
def saved(world, begun):
    def save(placed, by=None, **more):
        use = begun(by=by, **more)
        kept = actions.place(by=by or world.mair, use=use, placed=placed, version=use.version)
        return actions.finish_use(by=by or world.mair, use=kept)

    return save


@shared
def of_ours(runs):
    made = actions.add_set(by=runs, name="Lluniau Gwynedd", licence="Ours alone")
    actions.draw_with(by=runs, set=made, uploads=[svg("happy.svg"), svg("thumb_up.svg")])
    return made


@pytest.fixture
def given(world, sign_in):
    """Each page about Geth, by who asks."""

    def go(actor, name, *args, data=None, **more):
        address = reverse(f"boards:{name}", args=[world.geth.reference, *args])
        client = sign_in(actor)
        response = client.post(address, data, **more) if data is not None else client.get(address, **more)
        response.body = b"".join(response.streaming_content) if response.streaming else response.content
        return response

    return go
