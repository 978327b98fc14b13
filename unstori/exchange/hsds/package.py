"""The standard's own tables (services.csv, organizations.csv, …), joined again as its services nest them.

https://docs.openreferraluk.org, tabular data package. Tables are called by one or by several: address.csv, addresses.csv.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from unstori.directory.rules import hsds
from unstori.exchange.hsds.certain import number_of
from unstori.exchange.hsds.unfolding import Record
from unstori.exchange.loading.reading import Sheet

Document = dict[str, Any]
# By table: under which name its rows hang in what they belong to, and which of their columns says what that is, nearest first.
CHILDREN: dict[str, tuple[str, tuple[str, ...]]] = {
    "address": ("addresses", ("location_id",)),
    "accessibility": ("accessibility", ("location_id",)),
    "schedule": ("schedules", ("service_at_location_id", "service_id", "location_id")),
    "cost_option": ("cost_options", ("service_id",)),
    "funding": ("funding", ("service_id",)),
    "service_area": ("service_areas", ("service_id",)),
    "language": ("languages", ("phone_id", "service_id")),
    "contact": ("contacts", ("service_at_location_id", "service_id", "location_id", "organization_id")),
    "phone": (
        "phones",
        ("contact_id", "service_at_location_id", "service_id", "location_id", "organization_id"),
    ),
    "organization_identifier": ("organization_identifiers", ("organization_id",)),
    "attribute": ("attributes", ("link_id",)),
}
OWNERS = ("service", "organization", "location", "service_at_location", "taxonomy_term", "taxonomy")
NAMES = {name: name for name in (*OWNERS, *CHILDREN)} | {
    "services": "service", "organizations": "organization", "organisations": "organization", "locations": "location",
    "service_at_locations": "service_at_location", "services_at_location": "service_at_location",
    "taxonomy_terms": "taxonomy_term", "taxonomies": "taxonomy", "addresses": "address", "schedules": "schedule",
    "cost_options": "cost_option", "service_areas": "service_area", "languages": "language", "contacts": "contact",
    "phones": "phone", "organization_identifiers": "organization_identifier", "attributes": "attribute",
    "physical_addresses": "address", "regular_schedules": "schedule", "fundings": "funding",
    "accessibility_for_disabilities": "accessibility",
}  # fmt: skip


def table_of(name: str) -> str:
    """Which of the standard's tables a file is; empty where it is none."""
    stem = (
        name.replace("\\", "/")
        .rpartition("/")[2]
        .rpartition(".")[0]
        .lower()
        .replace("-", "_")
        .replace(" ", "_")
    )
    return NAMES.get(stem, "")


def records_of(sheets: Mapping[str, Sheet]) -> Iterator[Record]:
    """`sheets`: by table. Each service with all that hangs on it."""
    rows = {table: [_row(table, sheet, row.cells) for row in sheet.rows] for table, sheet in sheets.items()}
    hanging = _hanging(rows)
    named = {table: {one["id"]: one for one in rows.get(table, ()) if one.get("id")} for table in OWNERS}
    places: dict[str, list[Document]] = defaultdict(list)
    for one in rows.get("service_at_location", ()):
        where = named["location"].get(one.get("location_id", ""))
        location = {"location": _with(where, hanging)} if where else {}
        places[one.get("service_id", "")].append(_with(one, hanging) | location)
    for row, one in zip(sheets["service"].rows, rows["service"], strict=True):
        made = _with(one, hanging)
        owner = named["organization"].get(one.get("organization_id", ""))
        made |= {"organization": _with(owner, hanging)} if owner else {}
        made |= {"service_at_locations": places[one["id"]]} if places.get(one.get("id", "")) else {}
        for each in (made, made.get("organization", {})):
            _tell_terms(each, named)
        yield Record("services.csv", str(row.line), made)


def _row(table: str, sheet: Sheet, cells: list[str]) -> Document:
    """What a cell does not say is not said; numbers are numbers."""
    part = hsds.standard()["parts"].get(table, {"fields": {}, "required": []})
    kinds, empty = part["fields"], dict.fromkeys(set(part["required"]) & {"description"}, "")
    said = {head.strip(): cell.strip() for head, cell in zip(sheet.headings, cells, strict=False)}
    said = empty | {key: value for key, value in said.items() if value}
    return {
        key: number_of(value) if kinds.get(key, "").startswith("limit:") else value
        for key, value in said.items()
    }


def _hanging(rows: Mapping[str, list[Document]]) -> dict[str, dict[str, list[Document]]]:
    """By the id of what they hang on, and the name under which they do."""
    found: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for table, (name, owners) in CHILDREN.items():
        for one in rows.get(table, ()):
            owner = next((one[column] for column in owners if one.get(column)), "")
            found[owner][name].append(one)
    return found


def _with(one: Document, hanging: Mapping[str, dict[str, list[Document]]], depth: int = 0) -> Document:
    made = dict(one)
    for name, children in hanging.get(one.get("id", ""), {}).items() if depth < 4 else ():
        made[name] = [_with(child, hanging, depth + 1) for child in children]
    return made


def _tell_terms(inside: Document, named: Mapping[str, dict[str, Document]]) -> None:
    """Attributes of a package only name their term."""
    for one in inside.get("attributes", ()):
        term = named["taxonomy_term"].get(one.get("taxonomy_term_id", ""))
        if term:
            owner = named["taxonomy"].get(term.get("taxonomy_id", ""), {})
            one["taxonomy_term"] = {
                "description": "",
                **({"taxonomy": owner["name"]} if owner else {}),
                **term,
            }
