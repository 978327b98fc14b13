"""The map in words: what the rings mean, what each number is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.directory.rules import drawing
from unstori.directory.rules.drawing import Mark, Point

OTHER = 10  # which takes the words that parts of a mile take, in both languages


def map_of(
    places: Sequence[tuple[int, Point]],
    named: Mapping[int, tuple[str, str]],
    *,
    centre: Point | None = None,
    from_words: str = "",
) -> dict[str, Any] | None:
    """A number leads to what it stands for: `named` has its words and its address."""
    made = drawing.draw(places, centre)
    if made is None:
        return None
    middle = made.size / 2
    numbers = len({number for mark in made.marks for number in mark.numbers})
    return {
        "title": _("Where they are"), "about": _about(numbers, from_words), "from": from_words, "size": made.size,
        "middle": middle, "north": _("N"),
        "rings": [
            {"radius": round(ring.radius, 1), "y": round(middle - ring.radius + 14, 1), "says": miles_said(ring.miles)}
            for ring in made.rings
        ],
        "marks": [_mark(mark, named) for mark in made.marks],
        "note": _("The cross is %(place)s.") % {"place": from_words} if from_words else "",
    }  # fmt: skip


def _mark(mark: Mark, named: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    says = "; ".join(f"{number}: {named[number][0]}" for number in mark.numbers)
    x, y = round(mark.x, 1), round(mark.y, 1)
    return {
        "x": x, "y": y, "left": round(x - mark.width / 2, 1), "top": round(y - 15, 1), "width": mark.width,
        "label": mark.label, "says": says, "href": named[mark.numbers[0]][1],
    }  # fmt: skip


def _about(number: int, from_words: str) -> str:
    """What somebody who does not see it is told before its numbers."""
    said = {"number": number, "place": from_words}
    if from_words:
        return (
            ngettext(
                "A drawing with %(number)s place around %(place)s. The list says the same.",
                "A drawing with %(number)s places around %(place)s. The list says the same.",
                number,
            )
            % said
        )
    return (
        ngettext(
            "A drawing with %(number)s place. The list says the same.",
            "A drawing with %(number)s places. The list says the same.",
            number,
        )
        % said
    )


def distance(metres: float, *, roughly: bool = False) -> str:
    """As people say it: 0.4 miles, 3 miles. Roughly, where the place asked is only an area."""
    far = drawing.miles(metres)
    if far < 0.1:
        return _("Less than a mile away") if roughly else _("Less than 0.1 miles away")
    said = {"distance": miles_said(round(far, 1) if far < 10 else round(far))}
    return (_("About %(distance)s away") if roughly else _("%(distance)s away")) % said


def miles_said(miles: float) -> str:
    whole = int(miles) if miles == int(miles) else OTHER
    return ngettext("%(number)s mile", "%(number)s miles", whole) % {"number": f"{miles:g}"}
