"""Organisations, teams and entries of the directory. They are public: any actor may read them."""

from unstori.directory.queries.entries import (
    Wanted,
    count_entries,
    count_places,
    entry,
    found_entries,
    found_places,
    near,
    place,
    taxonomies,
    taxonomy,
    term,
    terms,
    window,
)
from unstori.directory.queries.searching import Hit, Near, Reason, Results, search
from unstori.directory.queries.workplaces import (
    absences_of,
    away,
    away_now,
    is_on_duty,
    organisations_named,
    stands_in_for,
    team,
    teams,
    workers_of,
)

__all__ = [
    "Hit", "Near", "Reason", "Results", "Wanted", "absences_of", "away", "away_now", "count_entries", "count_places",
    "entry", "found_entries",
    "found_places", "is_on_duty", "near", "organisations_named", "place", "search", "stands_in_for", "taxonomies",
    "taxonomy", "team", "teams", "term", "terms", "window", "workers_of",
]  # fmt: skip
