"""One way to write a resource, so that the same content always has the same digest."""

import hashlib
import json
from decimal import Decimal


def canonical(value) -> str:
    """Keys in order, no spaces, decimals as they were written (FHIR: precision carries meaning)."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def digest(value) -> str:
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def filled(**elements) -> dict:
    """FHIR has no empty elements: only what has something in it."""
    return {name: value for name, value in elements.items() if value not in (None, "", [], {}, ())}
