"""Files behind the door: kept once their bytes say what they are, seen by others once they are scanned."""

import hashlib
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core.errors import RuleBroken
from unstori.story import rules
from unstori.story.models import Attachment, Entry

HEAD = 8192  # enough for every signature that `filetype` knows


@dataclass(frozen=True)
class Checked:
    """A file whose type, size and scan are known."""

    upload: UploadedFile
    media_type: str
    digest: str
    scan: str


def check(*, by: Actor, upload: UploadedFile) -> Checked:
    """Type by bytes against the name, size, scan. Raises RuleBroken with the reason."""
    rules.check_size(size=upload.size or 0, limit=settings.FILE_SIZE_LIMIT)
    head = upload.read(HEAD)
    media_type = rules.media_type(
        name=upload.name or "", seen=filetype.guess_mime(head), is_text=_is_text(head)
    )
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    scan = _scan_of(upload)
    if scan == Attachment.Scan.REFUSED:
        audit.record(by, "file.refused")
        raise RuleBroken(_("This file is not safe. It was not kept."))
    return Checked(upload, media_type, digest.hexdigest(), scan)


def _scan_of(file: object) -> str:
    """What the scanner of this installation says. Without one a file is taken as it is (ADR 30).

    `settings.FILE_SCANNER` names a callable that takes an open file and answers whether it is safe. When it
    cannot answer, the file waits: its author sees it, nobody else.
    """
    if not settings.FILE_SCANNER:
        return Attachment.Scan.CLEAN
    try:
        safe = import_string(settings.FILE_SCANNER)(file)
    except Exception:  # a scanner is somebody else's program: whatever it does, the file waits
        return Attachment.Scan.WAITING
    return Attachment.Scan.CLEAN if safe else Attachment.Scan.REFUSED


@transaction.atomic
def attach(*, by: Actor, entry: Entry, file: Checked, words: str = "") -> Attachment:
    """Put a checked file beside an entry, seen by those who see the entry."""
    opened = require(by, entry.person_id, Permission.ADD, section=entry.section, about=[entry])
    attachment = Attachment.objects.create(
        entry=entry, name=(file.upload.name or "")[-200:], media_type=file.media_type,
        size=file.upload.size or 0,
        digest=file.digest, file=file.upload, scan=file.scan, words=words, narrowed=entry.narrowed,
        **audit.stamp(by=by, person=opened.person, section=entry.section),
    )  # fmt: skip
    audit.record(by, "file.attach", person_id=opened.person.pk, row=attachment)
    return attachment


def scan_again(*, by: Actor) -> int:
    """Ask about every file that waits; returns how many no longer do. A refused file's bytes go.

    A file that cannot be read waits on, and keeps no other waiting.
    """
    settled = 0
    for attachment in Attachment.objects.filter(scan=Attachment.Scan.WAITING).order_by("created_at"):
        try:
            with attachment.file.open("rb") as file:
                scan = _scan_of(file)
        except OSError:
            continue
        if scan == Attachment.Scan.WAITING:
            continue
        with transaction.atomic():
            Attachment.objects.filter(pk=attachment.pk).update(scan=scan)
            audit.record(by, f"file.{scan}", person_id=attachment.person_id, row=attachment)
        if scan == Attachment.Scan.REFUSED:
            attachment.file.delete(save=False)
        settled += 1
    return settled


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > HEAD - 4  # a letter cut in two at the end
    return True
