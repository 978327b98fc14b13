"""Everything that is listed as the standard's own tables, in a zip: what a spreadsheet opens, and `package` joins again."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from unstori.directory.rules import hsds
from unstori.ui.tables import safe

Document = dict[str, Any]
FILES = {
    "service": "services", "organization": "organizations", "location": "locations",
    "service_at_location": "service_at_locations", "address": "addresses", "accessibility": "accessibility",
    "schedule": "schedules", "cost_option": "cost_options", "funding": "funding", "service_area": "service_areas",
    "language": "languages", "contact": "contacts", "phone": "phones", "attribute": "attributes",
    "organization_identifier": "organization_identifiers", "taxonomy_term": "taxonomy_terms",
}  # fmt: skip
ONCE = ("organization", "location", "taxonomy_term")  # one row of these hangs on several services
OWNED = {
    "address": ("location_id",), "accessibility": ("location_id",), "cost_option": ("service_id",),
    "schedule": ("service_id", "service_at_location_id", "location_id"), "funding": ("service_id",),
    "service_area": ("service_id",), "language": ("service_id", "phone_id"),
    "contact": ("service_id", "service_at_location_id", "location_id", "organization_id"),
    "phone": ("service_id", "service_at_location_id", "location_id", "organization_id", "contact_id"),
    "attribute": ("link_id", "taxonomy_term_id"), "organization_identifier": ("organization_id",),
    "service": ("organization_id",), "service_at_location": ("service_id", "location_id"),
}  # fmt: skip
NUMBER = re.compile(r"[+-][\d\s().-]+")
IN_MEMORY = 8 * 2**20


class Tables:
    """Open until they are packed."""

    def __init__(self) -> None:
        self._files: dict[str, IO[str]] = {}
        self._writers: dict[str, Any] = {}
        self._seen: set[tuple[str, str]] = set()
        self.count = 0

    def add(self, service: Document) -> None:
        self.count += 1
        owner = service.get("organization") or {}
        self._part("service", service, {"organization_id": owner.get("id", "")})

    def packed(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
            for table, name in FILES.items():
                self._writer(table)
                file = self._files[table]
                file.seek(0)
                with into.open(zipfile.ZipInfo(f"{name}.csv", (2020, 1, 1, 0, 0, 0)), "w") as one:
                    for line in file:
                        one.write(line.encode())
                file.close()
        return out.getvalue()

    def _part(self, table: str, one: Document, owned: Document) -> None:
        """A row of it, and those of what hangs on it."""
        id = str(one.get("id", ""))
        if table in ONCE and (table, id) in self._seen:
            return
        self._seen.add((table, id)) if table in ONCE else None
        fields = hsds.standard()["parts"][table]["fields"]
        for key, kind in fields.items():
            how, _colon, what = kind.partition(":")
            found = one.get(key)
            if how == "one" and isinstance(found, dict):
                self._part(what, found, {})
                owned = owned | {f"{key}_id": found.get("id", "")}
            for child in found if how == "many" and isinstance(found, list) else ():
                self._part(what, child, _named(table, what, id))
        self._writer(table).writerow([_cell((owned | one).get(name)) for name in _columns(table)])

    def _writer(self, table: str) -> Any:
        if table not in self._files:
            file = SpooledTemporaryFile(IN_MEMORY, "w+", newline="", encoding="utf-8")  # noqa: SIM115  closed when packed
            self._files[table] = file
            self._writers[table] = csv.writer(file)
            self._writers[table].writerow(_columns(table))
        return self._writers[table]


def packed(services: Iterable[Document]) -> tuple[bytes, int]:
    """The zip, and how many services are in it."""
    tables = Tables()
    for one in services:
        tables.add(one)
    return tables.packed(), tables.count


def _columns(table: str) -> list[str]:
    fields = hsds.standard()["parts"][table]["fields"]
    plain = [key for key, kind in fields.items() if not kind.startswith(("one:", "many:"))]
    return list(dict.fromkeys([*plain, *OWNED.get(table, ())]))


def _named(owner: str, table: str, id: str) -> Document:
    name = f"{owner}_id"
    if table == "attribute":
        return {"link_id": id}
    return {name: id} if name in OWNED.get(table, ()) else {}


def _cell(value: Any) -> str:
    """A telephone number is a number; what a spreadsheet would run, it shows instead."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    said = str(value)
    return said if NUMBER.fullmatch(said) else safe(said)
