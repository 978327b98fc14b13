"""Silence: how long nobody has spoken with the family, by tier. As a condition, the same for a page, a job and a number."""

from datetime import date, timedelta

from django.db.models import Q

from unstori.pathways.queries.requests import definition


def quiet(today: date, *, for_manager: bool = False) -> Q:
    """Open requests with which nobody has spoken for too long; so long that whoever manages is told, too."""
    found = Q(pk__in=())
    for one in definition()["silence"]:
        days = one["days"] + (one["then"] if for_manager else 0)
        found |= Q(pathway__tier=one["id"], last_contact_on__lt=today - timedelta(days))
    return found & Q(over_on__isnull=True)
