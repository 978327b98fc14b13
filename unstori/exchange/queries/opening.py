"""What others may take of the directory: all of it that is listed."""

from collections.abc import Iterator
from typing import Any

from unstori.directory.queries import Wanted, found_entries
from unstori.exchange.models import OpenFile


def documents() -> Iterator[dict[str, Any]]:
    """Never all in memory."""
    for row in found_entries(Wanted()).iterator(chunk_size=200):
        if row.live:
            yield row.live.document


def open_file() -> OpenFile | None:
    return OpenFile.objects.order_by("-made_at").first()


def open_facts() -> dict[str, Any] | None:
    """Without the file itself."""
    found = OpenFile.objects.order_by("-made_at").values("services", "made_at", "digest").first()
    return dict(found) if found else None
