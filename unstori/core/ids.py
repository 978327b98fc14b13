"""Identifiers: UUIDv7 for rows (they sort by time), random references for addresses people see."""

import secrets
import uuid

from uuid_utils.compat import uuid7

# Crockford's alphabet without letters that are read as digits.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def row_id() -> uuid.UUID:
    """A new UUIDv7."""
    return uuid7()


def public_reference(length: int = 10) -> str:
    """A random reference that says nothing about whom it names (30**10, about 2**49)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
