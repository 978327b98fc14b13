"""A person's own pictures: kept with them, for every board."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.boards import drawings
from unstori.boards.models import OwnPicture
from unstori.boards.queries.using import missing
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Person
from unstori.story.actions.files import check
from unstori.ui import symbols

SECTION = "about_me"


def add_own_picture(
    *, by: Actor, person: Person, words: str, upload: UploadedFile, symbol: str = "", language: str = "en"
) -> OwnPicture:
    """A photo with its words. It was checked as every file is, and is written anew without where it was taken."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    if not words.strip():
        raise RuleBroken(_("Say what the picture shows."))
    if check(by=by, upload=upload).scan != "clean":
        raise RuleBroken(_("This file could not be checked just now. Try again later."))
    upload.seek(0)
    drawing = drawings.photo(upload.read())
    with transaction.atomic():
        require(by, person.pk, Permission.ADD, section=SECTION)  # again: the look at the file can take long
        row = OwnPicture(
            words=words.strip()[:120], symbol=symbol if symbols.find(symbol) else "", media_type=drawing.media_type,
            digest=hashlib.sha256(drawing.content).hexdigest(), language=language,
            **audit.stamp(by=by, person=opened.person, section=SECTION),
        )  # fmt: skip
        row.file.save("photo", ContentFile(drawing.content), save=False)
        row.save(force_insert=True)
        audit.record(by, "picture.add", person_id=opened.person.pk, row=row)
    return row


@transaction.atomic
def retire_own_picture(*, by: Actor, picture: OwnPicture) -> OwnPicture:
    """No longer offered; boards on which it was placed still show it."""
    opened = require(by, picture.person_id, Permission.ADD, section=SECTION, about=[picture])
    held = opened.rows(OwnPicture.objects.select_for_update(of=("self",)).filter(pk=picture.pk)).first()
    if held is None:
        raise missing(opened)
    if held.retired_at is None:
        held.retired_at, held.retired_by = clock.now(), by.capacity_id
        held.save(update_fields=["retired_at", "retired_by"])
        audit.record(by, "picture.retire", person_id=opened.person.pk, row=held)
    return held
