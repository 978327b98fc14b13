"""What could help with an outcome: asked with what the reader may know, grouped by how one gets in."""

from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unstori.access.door import Opened
from unstori.core import clock
from unstori.directory import presenters as directory
from unstori.directory.queries.searching import Hit, Results, search
from unstori.directory.rules.asking import Asked, merged
from unstori.people.rules import age_on
from unstori.plan import queries as plan
from unstori.plan.models import Outcome
from unstori.plan.rules import WAYS_IN, way_in

OPEN, ALL = 12, 20  # of each search
FIRST = 5  # of each way in are read at once; the others can be unfolded
WORTH = 0.4  # of the best: what fits less is not worth reading beside an outcome
HEADINGS: dict[str, tuple[str | Promise, str | Promise]] = {
    "open": (
        _("You can just go"),
        _("For anybody, or with no condition that is said. Nobody has to refer you."),
    ),
    "some": (_("For some people"), _("You can ask yourself. It says for whom it is.")),
    "referral": (_("Somebody has to ask for you"), _("A doctor, a school or a social worker refers you.")),
}


def known(opened: Opened, outcome: Outcome) -> dict[str, Any]:
    """What the search begins with: only what this reader may know of the person."""
    person, sees = opened.person, "about_me" in opened.sections
    return {
        "words": outcome.words[:200],
        "age": age_on(person.born_on, clock.today()) if sees and person.born_on else None,
        "near": person.postcode if sees and not opened.address_withheld else "",
    }


def found(opened: Opened, outcome: Outcome, asked: Asked) -> dict[str, Any]:
    """Two searches: what needs no referral must not be lost behind what fits the words a little better."""
    if not asked.text:
        return {"groups": []}
    everything = search(asked, count=ALL)
    at_once = search(merged(asked, no_referral=True), count=OPEN)
    hits = {hit.entry.pk: hit for hit in (*at_once.hits, *everything.hits)}
    enough = max((hit.score for hit in hits.values()), default=0.0) * WORTH
    saved = plan.services_of(opened, outcome)
    groups: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS_IN}
    for hit in (hit for hit in hits.values() if hit.score >= enough):
        groups[_way(hit)].append(_line(hit, everything, saved))
    return {
        "groups": [
            {
                "heading": HEADINGS[way][0],
                "about": HEADINGS[way][1],
                "hits": lines[:FIRST],
                "rest": lines[FIRST:],
            }
            for way, lines in groups.items()
            if lines
        ],
        "where": directory.near_said(everything.near),
        "relaxed": everything.relaxed,
    }


def _way(hit: Hit) -> str:
    refused = any(reason.code == "referral" for reason in hit.why_not)
    said = hit.entry.live.local if hit.entry.live else {}
    return way_in(needs_referral=refused or hit.entry.needs_referral, threshold=said.get("threshold", ""))


def _line(hit: Hit, results: Results, saved: set[UUID]) -> dict[str, Any]:
    return {**directory.hit_line(hit, asked_near=results.near), "saved": hit.entry.pk in saved}
