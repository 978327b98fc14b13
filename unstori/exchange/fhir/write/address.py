"""Where a written resource can be found: the same key always gives the same address."""

import re
from uuid import NAMESPACE_URL, uuid5

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.proposals import Ref

LOCAL = re.compile(r"[A-Z][A-Za-z]+/([A-Za-z0-9\-.]{1,64})")
FULL = re.compile(r"https?://[^?#]*/([A-Z][A-Za-z]+/[A-Za-z0-9\-.]{1,64})")


def address(key: str) -> tuple[str, str]:
    """`fullUrl` and `id` for a key; one of them may be empty."""
    if local := LOCAL.fullmatch(key):
        return "", local[1]
    if "#" not in key and (full := FULL.fullmatch(key)):
        return key, full[1].partition("/")[2]
    if "#" not in key and key.startswith(("urn:uuid:", "http://", "https://")):
        return key, ""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, key)}", ""


def written_key(key: str) -> str:
    """The key that reading will give back."""
    full_url, _local_id = address(key)
    return full_url or key


def ref(found: Ref) -> dict:
    said = written_key(found.key) if found.key else found.reference
    return filled(reference=said, display=found.display, identifier=found.identifier.fhir())


def refs(found) -> list[dict]:
    return [ref(one) for one in found]
