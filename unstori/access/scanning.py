"""The scanner of this installation, where it has one."""

from django.conf import settings
from django.utils.module_loading import import_string

WAITING, CLEAN, REFUSED = "waiting", "clean", "refused"


def scan_of(file: object) -> str:
    """What the scanner of this installation says. Without one a file is taken as it is (ADR 30).

    `settings.FILE_SCANNER` names a callable that takes an open file and answers whether it is safe. When it
    cannot answer, the file waits: its author sees it, nobody else.
    """
    if not settings.FILE_SCANNER:
        return CLEAN
    try:
        safe = import_string(settings.FILE_SCANNER)(file)
    except Exception:  # a scanner is somebody else's program: whatever it does, the file waits
        return WAITING
    return CLEAN if safe else REFUSED
