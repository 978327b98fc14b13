"""One JSON document becomes services, taxonomies and what is neither: a page of either shape, a list, one thing.

Pages: https://docs.openreferraluk.org (3.0), https://developers.openreferraluk.org/API-Implementation (before it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.paging import Page, inside, key_of, page_of

Document = dict[str, Any]
OLD_KEYS = {
    "eligibilitys", "eligibilities", "regular_schedules", "holiday_schedules", "service_taxonomys", "fundings",
    "organisation", "min_age", "max_age", "deliverable_type", "attending_type", "attending_access",
    "physical_addresses",
}  # fmt: skip
SERVICE_KEYS = OLD_KEYS | {
    "status", "organization", "organization_id", "service_at_locations", "schedules", "service_areas", "cost_options",
    "minimum_age", "maximum_age", "fees", "assured_date", "funding", "eligibility_description",
}  # fmt: skip
ORGANISATION_KEYS = {"website", "organization_identifiers", "parent_organization_id", "logo"}
TERM_KEYS = {"taxonomy", "term", "term_uri", "parent_id", "vocabulary"}
TAXONOMY_KEYS = {"taxonomy_terms", "version"}


@dataclass(frozen=True)
class Record:
    """A service as it came, and where it stood."""

    file: str
    path: str
    raw: Document
    old: bool = False  # of the standard before 3.0
    listed: bool = False  # of a list, which may give only a short form
    columns: Document = field(
        default_factory=dict
    )  # of a table: by path in the service, the heading that says it
    is_place: bool = False  # a service at a location: one place of the service, and of others nothing

    @property
    def label(self) -> str:
        """By its id; in a table, as its sender knows it, by its name."""
        return f"service/{(self.columns and self.raw.get('name')) or self.raw.get('id', '')}"

    @property
    def place_id(self) -> str:
        """Of which place this is the service."""
        return str(self.raw["service_at_locations"][0].get("id") or "") if self.is_place else ""

    @property
    def is_brief(self) -> bool:
        return self.listed and not any(isinstance(value, list) and value for value in self.raw.values())


@dataclass
class Unfolded:
    records: list[Record] = field(default_factory=list)
    taxonomies: list[Document] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)
    page: Page | None = None


def unfold(document: Any, file: str) -> Unfolded:
    found = Unfolded()
    key = key_of(document) if isinstance(document, dict) and not _is_one(document) else ""
    if key:
        found.page = page_of(document)
        _all(found, inside(document, key), file, key, old=key == "content")
    elif isinstance(document, list):
        _all(found, document, file, "", old=False)
    else:
        _one(found, document, file, "", old=False, listed=False)
    return found


def _is_one(document: Document) -> bool:
    """An organisation has services, and is no page of them."""
    return "name" in document and "id" in document


def _all(found: Unfolded, items: Any, file: str, key: str, *, old: bool) -> None:
    """A page of one thing may hold it alone instead of in a list."""
    alone = isinstance(items, dict)
    for place, one in enumerate([items] if alone else items):
        _one(found, one, file, key if alone else f"{key}[{place}]", old=old, listed=not alone)


def _one(found: Unfolded, one: Any, file: str, path: str, *, old: bool, listed: bool) -> None:
    kind = _kind(one)
    if kind == "service":
        found.records.append(Record(file, path, one, old or bool(OLD_KEYS & set(one)), listed))
    elif kind == "place":
        is_old = old or bool(OLD_KEYS & (set(one) | set(one["service"])))
        found.records.append(Record(file, path, _of_place(one), is_old, listed, is_place=True))
    elif kind == "organization" and isinstance(one.get("services"), list):
        inside = list(_of_organisation(one))
        steps = [f"{path}.services" if path else "services"] * len(inside)
        for place, (step, service) in enumerate(zip(steps, inside, strict=True)):
            is_old = old or bool(OLD_KEYS & set(service))
            found.records.append(Record(file, f"{step}[{place}]", service, is_old, listed))
    elif kind in ("taxonomy", "taxonomy_term"):
        found.taxonomies.append(one)
    else:
        why = Why.NO_SERVICES if kind == "organization" else Why.NOT_A_SERVICE
        label = f"{kind}/{one.get('id', '')}" if kind else ""
        found.skipped.append(Row(file, label, path, str(why)))


def _kind(one: Any) -> str:
    """By what it says of itself; what has an id or a name and nothing else is meant as a service."""
    keys = set(one) if isinstance(one, dict) else set()
    if isinstance(one, dict) and isinstance(one.get("service"), dict) and "location" in keys:
        return "place"
    if isinstance(one, dict) and isinstance(one.get("services"), list):
        return "organization"
    if keys & SERVICE_KEYS:
        return "service"
    for kind, its in (
        ("organization", ORGANISATION_KEYS),
        ("taxonomy", TAXONOMY_KEYS),
        ("taxonomy_term", TERM_KEYS),
    ):
        if keys & its and keys & {"id", "name"}:
            return kind
    return "service" if keys & {"id", "name"} else ""


def _of_place(one: Document) -> Document:
    """A service at a location, read as the service with this one place."""
    place = {key: value for key, value in one.items() if key != "service"}
    return one["service"] | {"service_at_locations": [place]}


def _of_organisation(one: Document) -> Iterator[Document]:
    owner = {key: value for key, value in one.items() if key != "services"}
    for service in one["services"]:
        if isinstance(service, dict):
            yield {"organization": owner} | service
