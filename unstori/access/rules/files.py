"""Which files can be added: the name and the bytes agree, and they are neither nothing nor too much."""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

# What the bytes may say they are, for each ending that a name may have.
IMAGE, AUDIO, VIDEO = "image/", "audio/", "video/"
OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA = {
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "png": {"image/png"},
    "webp": {"image/webp"},
    "gif": {"image/gif"},
    "heic": {"image/heic"},
    "mp3": {"audio/mpeg"},
    "m4a": {"audio/mp4", "video/mp4"},
    "ogg": {"audio/ogg"},
    "wav": {"audio/x-wav"},
    "webm": {"video/webm"},
    "mp4": {"video/mp4"},
    "mov": {"video/quicktime"},
    "pdf": {"application/pdf"},
    "docx": {OFFICE + "wordprocessingml.document"},
    "xlsx": {OFFICE + "spreadsheetml.sheet"},
    "odt": {"application/vnd.oasis.opendocument.text"},
    "txt": {"text/plain"},
}


def media_type(*, name: str, seen: str | None, is_text: bool) -> str:
    """The type of a file whose name and bytes agree. `seen` is what the bytes say. Raises RuleBroken."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    said = seen or ("text/plain" if is_text else "")
    if ending not in MEDIA:
        raise RuleBroken(_("This kind of file cannot be added. Photos, sound, film, PDF and letters can."))
    if said not in MEDIA[ending]:
        raise RuleBroken(_("This file is not what its name says. Save it again and try once more."))
    return "audio/mp4" if ending == "m4a" else said


def check_size(*, size: int, limit: int) -> None:
    """Neither empty nor too large."""
    if not size:
        raise RuleBroken(_("This file is empty."))
    if size > limit:
        raise RuleBroken(_("This file is too large. Try a shorter recording or a smaller picture."))
