"""One file's resources, each with the name that it keeps.

Bundles are unfolded (https://hl7.org/fhir/R4/bundle.html), and so are resources contained in another.
"""

from dataclasses import dataclass

from unstori.exchange.fhir.canonical import digest
from unstori.exchange.fhir.findings import Finding, Why


@dataclass(frozen=True)
class Item:
    """A resource as it came. `key` is the same whenever the same thing is sent again."""

    file: str
    path: str
    resource: dict
    full_url: str = ""
    owner: str = ""

    @property
    def type(self):
        return self.resource["resourceType"]

    @property
    def local(self):
        """`Patient/42`: what a relative reference says."""
        return f"{self.type}/{self.resource['id']}" if "id" in self.resource else ""

    @property
    def key(self):
        """Two systems may each have a Patient/1, so a full address comes first; then the id, then a business
        number.
        """
        if self.owner:
            return f"{self.owner}#{self.resource.get('id', '')}"
        if self.full_url.startswith("http") or (self.full_url and not self.local):
            return self.full_url
        numbered = [f"{self.type}?{number}" for number in self.numbers]
        return next(iter([self.local] * bool(self.local) + numbered), f"{self.type}:{self.digest}")

    @property
    def numbers(self):
        found = self.resource.get("identifier", [])
        found = found if isinstance(found, list) else [found]
        return [f"{one.get('system', '')}|{one['value']}" for one in found if "value" in one]

    @property
    def also(self):
        """Everything else that this may be called by."""
        if self.owner:
            return ()
        names = [self.full_url, self.local, *(f"{self.type}?{number}" for number in self.numbers)]
        return tuple(name for name in dict.fromkeys(names) if name and name != self.key)

    @property
    def base(self):
        """`https://host/fhir/` of a full address: where a relative reference beside it starts from."""
        return self.full_url.removesuffix(self.local) if self.local and "://" in self.full_url else ""

    @property
    def digest(self):
        return digest(self.resource)


def unfold(resource: dict, file: str, path: str = "", full_url: str = "") -> tuple[list[Item], list[Finding]]:
    """Items, and what in the file holds no resource (a request to read or to delete)."""
    path = path or resource["resourceType"]
    if resource["resourceType"] != "Bundle":
        return list(_with_contained(Item(file, path, resource, full_url))), []
    items, skipped = [], []
    for place, entry in enumerate(resource.get("entry", [])):
        where = f"{path}.entry[{place}]"
        if "resource" not in entry:
            asked = entry.get("request", {})
            detail = f"{asked.get('method', '')} {asked.get('url', '')}".strip()
            skipped.append(Finding(where, Why.NO_RESOURCE_HERE, detail, file, "Bundle"))
            continue
        inner = unfold(entry["resource"], file, f"{where}.resource", entry.get("fullUrl", ""))
        items += inner[0]
        skipped += inner[1]
    return items, skipped


def _with_contained(item):
    yield item
    for place, inner in enumerate(item.resource.get("contained", [])):
        yield Item(item.file, f"{item.path}.contained[{place}]", inner, owner=item.key)
