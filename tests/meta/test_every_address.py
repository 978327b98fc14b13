"""Every address, walked as each kind of visitor: whoever has no grant gets the same answer as for nobody at all."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import build
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor

ROW = str(uuid4())  # the id of a row that does not exist
KNOWN = {"key": "one_line", "pk": 1, "number": 1}  # arguments that name something public
# Addresses that a stranger may open: what comes before a capacity, and what says nothing about anybody.
OPEN = {
    "set_language", "account_login", "account_logout", "access:become", "access:choose_capacity", "access:health",
    "access:health_of_web",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_inactive", "account_reauthenticate", "mfa_login_webauthn",
    "mfa_authenticate", "arriving:invited", "coming_to_work:invited", "arriving:about", "web:home",
    "rights:help", "rights:help_easy", "rights:help_in", "rights:help_paper", "asked:agreements",
    "keeping:suggest", "keeping:suggested",
    "finding:index", "clocks:index", "open_data:index", "voice:code",
    "asking_for:index", "asking_for:list", "asking_for:easy", "questions:index", "questions:tell",
}  # fmt: skip


def patterns(resolver: URLResolver, names: str = "") -> list[tuple[str, URLPattern]]:
    """Every named pattern with its namespace."""
    found: list[tuple[str, URLPattern]] = []
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            space = f"{names}{item.namespace}:" if item.namespace else names
            found += [(name, pattern) for name, pattern in patterns(item, space)]
        elif item.name:
            found.append((names + item.name, item))
    return found


def addresses() -> list[str]:
    return sorted({name for name, _ in patterns(get_resolver())})


def about_a_person() -> list[str]:
    """Names of the addresses that carry a person's reference."""
    resolver = get_resolver()
    return [name for name in addresses() if "reference" in arguments(resolver, name)]


def arguments(resolver: URLResolver, name: str) -> set[str]:
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    prefix = set()
    if spaces:
        prefix = set(re.findall(r"%\((\w+)\)s", get_resolver().namespace_dict[spaces[0]][0])) | set(
            re.findall(r"<(?:\w+:)?(\w+)>", get_resolver().namespace_dict[spaces[0]][0])
        )
    own = {key for possibility in resolver.reverse_dict.getlist(last) for key in possibility[0][0][1]}
    return prefix | own


def address(name: str, reference: str) -> str:
    """The address with the reference, and with ids of rows that do not exist."""
    wanted = arguments(get_resolver(), name)
    filled: dict[str, Any] = {key: KNOWN.get(key, ROW) for key in wanted}
    if "reference" in wanted:
        filled["reference"] = reference
    return reverse(name, kwargs=filled)


def plain(response: Any, reference: str) -> tuple[int, str]:
    """An answer without what differs anyway: the token of the form, the nonce and the address asked for."""
    text = response.content.decode()
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)
    return response.status_code, text.replace(reference, "REFERENCE")


def test_there_are_addresses_about_a_person() -> None:
    assert len(about_a_person()) > 20


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_addresses_about_a_person_refuse_alike(
    world: build.World, sign_in: Callable[[Actor], Client], who: str
) -> None:
    client, nobody, here = sign_in(getattr(world, who)), "nobody2345", world.geth.reference
    for name in about_a_person():
        for method in (client.get, client.post):
            before = AuditEvent.objects.filter(action="refused").count()
            refused, absent = (
                plain(method(address(name, reference), {}), reference) for reference in (here, nobody)
            )
            if refused[0] == 405:
                continue
            assert refused[0] == 404, f"{name}: {who} got {refused[0]}"
            assert refused == absent, f"{name}: the answers differ"
            assert AuditEvent.objects.filter(action="refused").count() == before + 2, f"{name}: not audited"


def test_addresses_ask_a_visitor_without_an_account_to_sign_in(world: build.World, client: Client) -> None:
    for name in addresses():
        if name in OPEN or name.startswith(("ui:", "open_referral:")):
            continue
        response = client.get(address(name, world.geth.reference))
        if name.startswith("fhir:") and name not in ("fhir:metadata", "fhir:nothing"):
            assert response.status_code == 401, f"{name}: a system is asked for its token"
            continue
        assert response.status_code in (302, 404, 405) or name == "fhir:metadata", (
            f"{name}: {response.status_code}"
        )
        if response.status_code == 302:
            assert "/account/" in response["Location"], f"{name}: {response['Location']}"


def test_addresses_open_for_the_mother(world: build.World, sign_in: Callable[[Actor], Client]) -> None:
    """The walk above cannot pass by refusing everybody."""
    client, opened = sign_in(world.mair), 0
    for name in about_a_person():
        if arguments(get_resolver(), name) == {"reference"}:
            opened += client.get(address(name, world.geth.reference)).status_code == 200
    assert opened > 10
