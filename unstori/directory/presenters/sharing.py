"""How an entry goes to somebody else, and how far it is."""

from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from unstori.directory.models import Entry
from unstori.directory.presenters.drawing import distance, map_of
from unstori.directory.queries.searching import Near
from unstori.directory.rules import drawing, finding


def share(entry: Entry, address: str) -> dict[str, str]:
    """The address to copy, and a message that is written already."""
    subject, body = quote(entry.name), quote(f"{entry.name}\n{address}\n")
    return {"address": address, "mail": f"mailto:?subject={subject}&body={body}", "title": entry.name}


def whereabouts(entry: Entry, start: Near | None = None) -> dict[str, Any]:
    """How far each place is from where somebody asked; a drawing where there is more than one thing to see."""
    document = entry.live.document if entry.live else {}
    places = list(finding.places_in(document))
    points = [
        (number, (place.latitude, place.longitude))
        for number, place in enumerate(places, 1)
        if place.latitude is not None and place.longitude is not None
    ]
    from_here = start.point if start else None
    roughly = start is not None and start.how != "postcode"
    away = {
        number: distance(drawing.metres_between(from_here, point), roughly=roughly)
        for number, point in points
    } if from_here else {}  # fmt: skip
    named = {
        number: (", ".join(part for part in (place.name or place.address, away.get(number, "")) if part), f"#place-{number}")
        for number, place in enumerate(places, 1)
    }  # fmt: skip
    told = start.said if start and from_here else ""
    drawn = map_of(points, named, centre=from_here, from_words=told) if from_here or len(points) > 1 else None
    return {"away": away, "from_place": _("From %(place)s") % {"place": told} if told else "", "map": drawn,
            "outside": {number: _outside(*point) for number, point in points}}  # fmt: skip


def _outside(north: float, east: float) -> str:
    """A map that anybody has: opened only by whoever presses it."""
    return f"https://www.openstreetmap.org/?mlat={north:.5f}&mlon={east:.5f}#map=16/{north:.5f}/{east:.5f}"
