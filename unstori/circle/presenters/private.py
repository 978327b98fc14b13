"""What the person keeps to themself, and whom they let in."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.access.models import RowGrant
from unstori.core.dates import format_when


def private_rows(
    found: Iterable[tuple[UUID, str, str, list[RowGrant]]], reference: str
) -> list[dict[str, Any]]:
    """Each private thing with those whom the person let in."""
    return [
        {
            "title": title,
            "said": title or _("Something private"),
            "address": address,
            "href": reverse("circle:private_row", args=[reference, id]),
            "let_in": [
                {
                    "who": access.label_of(grant.capacity),
                    "since": format_when(grant.created_at),
                    "take_back": reverse("circle:take_back", args=[reference, id, grant.capacity_id]),
                }
                for grant in held
            ],
        }
        for id, title, address, held in found
    ]
