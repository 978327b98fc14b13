"""Whom to call and how to complain, in words. Nothing here knows who reads it."""

from typing import Any

from django.urls import reverse

from unstori.circle import queries as circle
from unstori.core.words import Words
from unstori.rights import queries

Item = dict[str, Any]
PLACES = ("wales", "england")


def place(asked: str) -> str:
    """Where the reader lives, as the address says; Wales when it says nothing."""
    return asked if asked in PLACES else PLACES[0]


def _call(one: Item) -> Item:
    return {
        "name": str(Words.read(one["name"])),
        "when": str(Words.read(one["when"])),
        "number": one["number"],
        "dial": one["number"].replace(" ", ""),
    }


def calls(where: str) -> list[Item]:
    """Whom to call in danger, there."""
    return [_call(one) for one in circle.danger_calls(where)]


def helpers(where: str) -> list[Item]:
    """Who helps for free, there."""
    return [_call(one) for one in queries.help_said()["helpers"] if one["where"] == where]


def ways(where: str) -> list[Item]:
    """Each way to disagree, step by step."""
    return [
        {
            "name": str(Words.read(way["name"])),
            "steps": [
                {
                    "name": str(Words.read(step["name"])),
                    "what": str(Words.read(step["what"])),
                    "goes_to": str(Words.read(step["goes_to"])) if "goes_to" in step else "",
                    "source": step["source"],
                    "verified": step["verified"],
                }
                for step in way["steps"]
            ],
        }
        for way in queries.routes_in(where)
    ]


def easy() -> list[Item]:
    """One idea a line, a symbol beside it."""
    return [
        {
            "id": part["id"],
            "symbol": part["symbol"],
            "heading": str(Words.read(part["heading"])),
            "lines": [{"symbol": one["symbol"], "text": str(Words.read(one))} for one in part["lines"]],
        }
        for part in queries.help_said()["easy"]
    ]


def languages() -> list[Item]:
    """Other languages than the two of every page."""
    return [
        {**one, "href": reverse("rights:help_in", args=[one["code"]])}
        for one in queries.help_said()["languages"]
    ]
