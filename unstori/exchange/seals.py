"""What we wrote ourselves carries a seal, so that it is known again wherever it comes back from.

The seal is a tag in `meta` (FHIR lets servers change tags), bound to the content and to this installation.
"""

import re
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from unstori.exchange.fhir.canonical import canonical

SEAL = "urn:x-unstori:written"
OURS = "urn:uuid:"
ADDRESS = re.compile(
    r"(?:urn:uuid:|https?://[^?#]+/fhir/R4/[A-Za-z]+/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)


def sealed(resource: dict[str, Any]) -> dict[str, Any]:
    """The same resource with our seal, and those of other systems beside it: it may go back there."""
    bare = _bare(resource)
    meta, ours = bare.get("meta", {}), {"system": SEAL, "code": _code(bare)}
    others = [tag for tag in _seals(resource) if tag != ours]
    return bare | {"meta": meta | {"tag": [*meta.get("tag", []), *others, ours]}}


def is_sealed(resource: dict[str, Any]) -> bool:
    """Whether this was written here and not changed since."""
    code = _code(_bare(resource))
    return any(constant_time_compare(str(tag.get("code", "")), code) for tag in _seals(resource))


def own_id(key: str) -> UUID | None:
    """The id in an address of ours, in a file or as other systems read it; none in anybody else's."""
    found = ADDRESS.fullmatch(key)
    return UUID(found[1]) if found else None


def _seals(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return [tag for tag in resource.get("meta", {}).get("tag", []) if tag.get("system") == SEAL]


def _code(bare: dict[str, Any]) -> str:
    return salted_hmac(SEAL, canonical(bare), algorithm="sha256").hexdigest()


def _bare(resource: dict[str, Any]) -> dict[str, Any]:
    """Without the seal, and without what would then be empty."""
    meta = dict(resource.get("meta", {}))
    tags = [tag for tag in meta.pop("tag", []) if tag.get("system") != SEAL]
    meta |= {"tag": tags} if tags else {}
    rest = {name: value for name, value in resource.items() if name != "meta"}
    return rest | ({"meta": meta} if meta else {})
