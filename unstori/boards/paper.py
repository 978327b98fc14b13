"""A board on paper: the places as headings to put pictures under, the pictures to cut out or point at."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.text import slugify
from django.utils.translation import override

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.boards import queries
from unstori.boards.models import OwnPicture, SetPicture
from unstori.ui import paper
from unstori.ui.saving import to_save


def answer(shown: dict[str, Any], *, by: Actor, opened: Opened | None = None) -> HttpResponse:
    """The PDF to be saved or printed, in the board's language. `shown` is `presenters.on_paper`'s."""
    with override(shown["language"]):
        page = render_to_string("boards/paper.html", {**shown, "opened": opened})
    addresses = {one["address"] for one in [*shown["pictures"], *shown["places"]] if one["address"]}
    made = paper.pdf(page, paper.sheet("boards/paper.css"), _files(addresses, by, opened))
    return to_save(made, f"{slugify(shown['title']) or 'board'}.pdf")


def _files(addresses: set[str], by: Actor, opened: Opened | None) -> dict[str, tuple[bytes, str]]:
    """The bytes behind each picture: of our own drawings from the disk, of others through their queries."""
    files, rows = {}, dict[UUID, str]()
    for address in addresses:
        if address.startswith(settings.STATIC_URL) or address.startswith(f"/{settings.STATIC_URL}"):
            files[address] = (_static(address), "image/svg+xml")
        else:
            rows[_id_of(address)] = address
    found: list[SetPicture | OwnPicture] = [*queries.drawings_by_id(by, rows)] if rows else []
    if opened and rows:
        found += [row for row in queries.own_pictures(opened, retired=True) if row.pk in rows]
    for row in found:
        with row.file.open("rb") as file:
            files[rows[row.pk]] = (file.read(), row.media_type)
    return files


def _static(address: str) -> bytes:
    """An idea's own drawing; the address may carry a digest in its name."""
    name = address.rsplit("/", 1)[-1].split(".", 1)[0]
    return Path(str(finders.find(f"ui/symbols/{name}.svg"))).read_bytes()


def _id_of(address: str) -> UUID:
    try:
        return UUID(str(resolve(address).kwargs["id"]))
    except (Resolver404, KeyError, ValueError):
        return UUID(int=0)
