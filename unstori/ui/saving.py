"""A file to save: by name, and kept by nothing on its way to whoever asked for it."""

from django.http import HttpResponse

PDF, CSV = "application/pdf", "text/csv; charset=utf-8"


def to_save(content: bytes | str, name: str, kind: str = PDF) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
