"""Which pages there are for somebody: found by following the links, as people do."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

from tests import build
from tests.meta.test_every_address import address, addresses, arguments
from unstori.access.queries import actor_of
from unstori.access.rules import Actor
from unstori.people.models import Capacity, Person

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)"')
# They hand over a file, or an answer for a machine.
NOT_PAGES = {
    *(name for name in addresses() if name.startswith(("fhir:", "open_referral:"))),
    "assessment:before_paper",
    "assessment:paper",
    "boards:board_pdf",
    "boards:drawing",
    "boards:own_picture",
    "boards:ready_pdf",
    "boards:use_pdf",
    "exchange:bringing_report",
    "exchange:load_faults",
    "exchange:load_template",
    "account_logout",
    "story:file",
    "voice:photo",
    "story:captions",
    "plan:document_pdf",
    "questions:table",
    "exchange:copy_pdf",
    "rights:help_paper",
    "rights:letter",
    "asked:copy_file",
    "governance:request_copy",
    "set_language",
    "access:health",
    "access:health_of_web",
    "governance:audit_export",
    "notices:day",
    "notices:feed",
    "open_data:services",
    "teams:requests_table",
    "pathways:held_table",
    "pathways:queue_table",
}
# They lead on to another page.
LEADS_ON = {"story:easy_on", "mfa_login_webauthn"}
# Reached by a secret link, a second step, a device or a file that was just sent: `test_pages_behind_a_secret` goes there.
BY_SECRET = {
    "account_reset_password_from_key", "mfa_authenticate", "mfa_edit_webauthn", "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes", "exchange:preview",
}  # fmt: skip
# Only with another organisation's sign-in: `test_signing_in_elsewhere` goes there.
ELSEWHERE = {"access:away", "access:back", "access:left", "access:tying"}


def pages_for(client: Client, person: Person, also: Iterable[str] = ()) -> tuple[dict[str, str], list[str]]:
    """One address for every page that this visitor can open, by the page's name; and whatever broke."""
    broken: list[str] = []
    return {name: address for name, address, _ in walk(client, person, also, broken)}, broken


def walk(
    client: Client, person: Person, also: Iterable[str], broken: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Every page that this visitor can open, once: its name, an address, and what stands on it."""
    client.raise_request_exception = False
    found: set[str] = set()
    waiting = deque(["/", *also, *_without_rows(person)])
    tried: set[str] = set()
    while waiting:
        address = waiting.popleft()
        name = name_of(address)
        if name is None or name in found or name in NOT_PAGES or address in tried:
            continue
        tried.add(address)
        response = client.get(address)
        if response.status_code in (301, 302):
            waiting.append(urljoin(address, response["Location"]))
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found.add(name)
            text = response.content.decode()
            waiting += [urljoin(address, unescape(link)) for link in LINK.findall(text)]
            yield name, address, text
        elif response.status_code >= 500:
            broken.append(f"{address}: {response.status_code} {response.exc_info and response.exc_info[1]!r}")


def _without_rows(person: Person) -> list[str]:
    """Pages that need nothing in their address, or only the person."""
    found = []
    for name in addresses():
        needed = arguments(get_resolver(), name)
        if needed <= {"reference"}:
            found.append(reverse(name, kwargs=dict.fromkeys(needed, person.reference)))
    return found


def name_of(address: str) -> str | None:
    """The name of a page of ours."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    return found.view_name


def take_in(client: Client) -> set[str]:
    """The addresses that only take something in: nobody can open them."""
    named = [name for name in addresses() if not name.startswith("ui:")]
    return {name for name in named if client.get(address(name, "nobody2345")).status_code == 405}


def pages(world: build.World, client: Client) -> tuple[dict[str, str], list[str]]:
    return pages_for(client, world.geth, world.also)  # type: ignore[attr-defined]


def _runs_it(name: str, kind: str) -> Callable[[build.World], Actor]:
    """Somebody who answers for the system at the council."""
    return lambda world: build._actor(build.user(name, is_demo=True), kind=kind, organisation=world.authority)


def _manager(world: build.World) -> Actor:
    """Whoever manages the team that the key worker works in."""
    team = Capacity.objects.get(pk=world.huw.capacity_id).team
    return build.worker("Carys Lewis", world.authority, "team_manager", team=team, manages=True)


VISITORS: dict[str, Callable[[build.World], Actor | None]] = {
    "mother": lambda world: world.mair,
    "person": lambda world: world.geth_self,
    "key worker": lambda world: world.huw,
    "manager": _manager,
    "service": lambda world: actor_of(Capacity.objects.get(user__name="Sian Cwsg")),
    "administrator": _runs_it("Elin Hughes", "administrator"),
    "steward": _runs_it("Tomos Rees", "steward"),
    "governance": _runs_it("Bethan Wyn", "governance"),
    "nobody": lambda world: None,
}
