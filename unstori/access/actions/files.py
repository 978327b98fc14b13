"""A file from outside, before it is kept: its bytes say what it is, and the installation's scanner that it is safe."""

import hashlib
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.access.rules.files import check_size, media_type
from unstori.access.scanning import REFUSED, scan_of
from unstori.core.errors import RuleBroken

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
    check_size(size=upload.size or 0, limit=settings.FILE_SIZE_LIMIT)
    head = upload.read(HEAD)
    said = media_type(name=upload.name or "", seen=filetype.guess_mime(head), is_text=_is_text(head))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    scan = scan_of(upload)
    if scan == REFUSED:
        audit.record(by, "file.refused")
        raise RuleBroken(_("This file is not safe. It was not kept."))
    return Checked(upload, said, digest.hexdigest(), scan)


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > HEAD - 4  # a letter cut in two at the end
    return True
