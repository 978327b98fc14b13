"""Files leave through the door only: one range at a time, never as something that can act."""

from collections.abc import Iterator
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_required
from django.core.files import File
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from unstori.access.door import open_person
from unstori.access.request import Request
from unstori.story import queries, rules
from unstori.story.models import Attachment

CHUNK = 64 * 1024
HARMLESS = {"default-src": [NONE], "img-src": [SELF], "media-src": [SELF], "sandbox": []}


@login_required
@never_cache
@csp(HARMLESS)
def file(request: Request, reference: str, id: UUID) -> HttpResponseBase:
    """Pictures, sound and film in the page; everything else is saved to the device."""
    opened = open_person(request.actor, reference, what="file")
    row = queries.attachment(opened, id)
    try:
        part = rules.byte_range(request.headers.get("Range", ""), row.size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{row.size}"})
    response = _part(row, *part) if part else FileResponse(row.file.open("rb"))
    response.headers["Content-Type"] = row.media_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    opens = rules.opens_in_the_page(row.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(not opens, row.name) or "attachment"
    return response


@login_required
@never_cache
def captions(request: Request, reference: str, id: UUID) -> HttpResponse:
    """What is said in a recording, as one caption for its whole length."""
    opened = open_person(request.actor, reference, what="file")
    row = queries.attachment(opened, id)
    words = " ".join(row.words.replace("-->", "→").split())
    return HttpResponse(
        f"WEBVTT\n\n00:00.000 --> 99:59:59.000\n{words}\n", content_type="text/vtt; charset=utf-8"
    )


def _part(row: Attachment, begin: int, end: int) -> StreamingHttpResponse:
    """Phones ask for sound and film in parts (RFC 9110, 14.2)."""
    held = row.file.open("rb")
    held.seek(begin)
    response = StreamingHttpResponse(_read(held, end - begin + 1), status=206)
    response.headers["Content-Range"] = f"bytes {begin}-{end}/{row.size}"
    response.headers["Content-Length"] = str(end - begin + 1)
    return response


def _read(held: File[bytes], left: int) -> Iterator[bytes]:
    with held:
        while left > 0 and (chunk := held.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
