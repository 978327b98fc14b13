"""A story that leaves says which system it comes from, so that another one can see that nobody changed it on the way.

A seal (`seals`) is known again by the system that set it, and by no other. A signature is checked by anybody who has the
key: Ed25519 (RFC 8032) over the canonical JSON, in the place that FHIR has for it (Bundle.signature). The private key
follows from this installation's secret, so there is nothing more to keep.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.crypto import salted_hmac

from unstori.core import clock
from unstori.exchange.fhir.canonical import canonical

KEYS = "urn:x-unstori:key"
OURS, KNOWN, UNKNOWN, CHANGED = "ours", "known", "unknown", "changed"
PURPOSE = {
    "system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.6", "display": "Validation Signature",
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """Which system a file says that it comes from, and whether that holds."""

    site: str
    state: str  # ours, known, unknown, changed
    fingerprint: str = ""


def public_key() -> str:
    """What another system must know to check what leaves here."""
    raw = _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def fingerprint(key: str) -> str:
    """Short enough to be read out on the telephone."""
    found = hashlib.sha256(key.encode()).hexdigest()[:16]
    return " ".join(found[at : at + 4] for at in range(0, 16, 4))


def signed(bundle: dict[str, Any]) -> dict[str, Any]:
    """The same Bundle, with who sends it."""
    when = clock.now().isoformat(timespec="seconds")
    who = {"identifier": {"system": KEYS, "value": public_key()}, "display": settings.SITE}
    data = base64.b64encode(_private().sign(_said(bundle, when, who))).decode()
    return bundle | {"signature": {"type": [PURPOSE], "when": when, "who": who, "data": data}}


def origin(bundle: dict[str, Any]) -> Origin | None:
    """Of a Bundle as it was read; none where no Unstori system says that it is from there."""
    signature = bundle.get("signature", {})
    who = signature.get("who", {})
    identifier = who.get("identifier", {})
    if identifier.get("system") != KEYS:
        return None
    key, site = str(identifier.get("value", "")), str(who.get("display", ""))
    bare = {name: value for name, value in bundle.items() if name != "signature"}
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(
            base64.b64decode(signature.get("data", "")), _said(bare, str(signature.get("when", "")), who)
        )
    except (InvalidSignature, ValueError):
        return Origin(site, CHANGED)
    if key == public_key():
        return Origin(settings.SITE, OURS, fingerprint(key))
    name = next((name for name, each in settings.SYSTEMS.items() if each == key), "")
    return Origin(name or site, KNOWN if name else UNKNOWN, fingerprint(key))


def _said(bare: dict[str, Any], when: str, who: dict[str, Any]) -> bytes:
    """The content as it is written: whoever reads it has the same, numbers as they stand."""
    return canonical({"bundle": bare, "when": when, "who": who}).encode("utf-8", "surrogatepass")


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        salted_hmac(KEYS, "story", algorithm="sha256").digest()
    )  # fmt: skip
