"""Files behind the door: kept once their bytes say what they are, seen by others once they are scanned."""

from django.db import transaction

from unstori.access import audit
from unstori.access.actions.files import Checked, check
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.access.scanning import scan_of
from unstori.story.models import Attachment, Entry

__all__ = ["Checked", "attach", "check", "scan_again"]


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
                scan = scan_of(file)
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
