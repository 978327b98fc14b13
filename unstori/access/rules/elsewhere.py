"""Signing in with the identity of a council or of the NHS (OpenID Connect): who may be tied to which account (ADR 0063)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

KNOWN = {
    "id", "name", "issuer", "client_id", "secret_from", "key_from", "scopes", "organisation", "domains",
    "addresses_proved", "userinfo", "second_step", "ask",
}  # fmt: skip
KINDS = (
    ("scopes", list, "a list"), ("domains", list, "a list"), ("second_step", dict, "a table"), ("ask", dict, "a table"),
    ("addresses_proved", bool, "true or false"), ("userinfo", bool, "true or false"),
)  # fmt: skip
NEEDED = ("id", "name", "issuer", "client_id")
HERE = ("localhost", "127.0.0.1", "::1")  # where nobody listens on the way
# Which algorithms may sign: with a key that only the provider has. Never "none", never one with our own secret.
SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SKEW_SECONDS = 60  # how far the two clocks may be apart
# Why somebody was not let in, as a code for the audit. What stands in `OWN` is about the visitor's own identity there, so
# it may be told; everything else would tell whether there is such an account, so it is said in one way.
OWN = ("no_address", "address_not_proved", "other_domain")


class BadProvider(Exception):
    """A provider is configured in a way that cannot work. Says which and why, for whoever runs it."""


@dataclass(frozen=True)
class Provider:
    """Who proves somebody's identity for us, as configured (docs/running.md)."""

    id: str
    name: Mapping[str, str]
    issuer: str
    client_id: str
    secret: str = ""
    key: str = ""
    scopes: tuple[str, ...] = ("openid", "email")
    organisation: str = ""
    domains: tuple[str, ...] = ()
    addresses_proved: bool = False
    userinfo: bool = True
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()
    ask: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as their provider says it. Issuer and subject are the key; the address is not."""

    issuer: str
    subject: str
    address: str = ""
    proved: bool = False
    second_step: bool = False


def read(configured: Iterable[Mapping[str, Any]], environment: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers of a configuration; secrets come from the environment. Raises BadProvider."""
    found: dict[str, Provider] = {}
    for number, one in enumerate(configured, 1):
        provider = _read_one(one, environment, f"provider {one.get('id') or number}")
        if provider.id in found:
            raise BadProvider(f"provider {provider.id}: this id is there twice")
        if any(provider.issuer == each.issuer for each in found.values()):
            raise BadProvider(f"provider {provider.id}: another provider has the same issuer")
        found[provider.id] = provider
    return tuple(found.values())


def _read_one(one: Mapping[str, Any], environment: Mapping[str, str], which: str) -> Provider:
    _check_shape(one, which)
    _check_issuer(str(one["issuer"]), which)
    organisation, domains = (
        one.get("organisation", ""),
        tuple(each.casefold() for each in one.get("domains", ())),
    )
    if domains and not organisation:
        raise BadProvider(f"{which}: domains need the organisation whose staff have addresses of these")
    second, scopes = one.get("second_step", {}), tuple(one.get("scopes", ("openid", "email")))
    if "openid" not in scopes:
        raise BadProvider(f"{which}: scopes must have openid")
    return Provider(
        id=one["id"], name=one["name"], issuer=one["issuer"], client_id=one["client_id"], scopes=scopes,
        **_secrets(one, environment, which), organisation=organisation, domains=domains,
        addresses_proved=one.get("addresses_proved", False), userinfo=one.get("userinfo", True),
        acr=tuple(second.get("acr", ())), amr=tuple(second.get("amr", ())), ask=one.get("ask"),
    )  # fmt: skip


def _check_shape(one: Mapping[str, Any], which: str) -> None:
    if missing := [key for key in NEEDED if not one.get(key)]:
        raise BadProvider(f"{which}: missing {', '.join(missing)}")
    if unknown := sorted(set(one) - KNOWN):
        raise BadProvider(f"{which}: unknown {', '.join(unknown)}")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", str(one["id"])):
        raise BadProvider(
            f"{which}: the id has small letters, digits and hyphens only: it stands in an address"
        )
    name = one["name"]
    if not isinstance(name, dict) or not (name.get("en") and name.get("cy")):
        raise BadProvider(f"{which}: the name is needed in both languages: {{ en = …, cy = … }}")
    _check_kinds(one, which)


def _check_kinds(one: Mapping[str, Any], which: str) -> None:
    """A text where a list is meant would be taken letter by letter, and a "no" would be a yes."""
    for key, kind, said in KINDS:
        if key in one and not isinstance(one[key], kind):
            raise BadProvider(f"{which}: {key} is {said}")
    second = one.get("second_step", {})
    if unknown := sorted(set(second) - {"acr", "amr"}):
        raise BadProvider(f"{which}: second_step knows acr and amr, not {', '.join(unknown)}")
    if wrong := [key for key in second if not isinstance(second[key], list)]:
        raise BadProvider(f"{which}: {wrong[0]} is a list")


def _check_issuer(issuer: str, which: str) -> None:
    """What is asked of the issuer must reach the issuer: by HTTPS, or on this machine."""
    parts = urlsplit(issuer)
    if not parts.hostname or parts.query or parts.fragment:
        raise BadProvider(f"{which}: the issuer is a whole address, as the provider writes it")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise BadProvider(f"{which}: the issuer must begin with https://")


def _secrets(one: Mapping[str, Any], environment: Mapping[str, str], which: str) -> dict[str, str]:
    """Either a secret or a private key, named by the variable that holds it: no file has it in it."""
    named = {"secret": one.get("secret_from", ""), "key": one.get("key_from", "")}
    given = {what: variable for what, variable in named.items() if variable}
    if len(given) != 1:
        raise BadProvider(
            f"{which}: give secret_from or key_from: the variable that holds the secret or the key"
        )
    what, variable = next(iter(given.items()))
    if not environment.get(variable):
        raise BadProvider(f"{which}: the variable {variable} is not set")
    return {what: environment[variable]}


def identity(provider: Provider, claims: Mapping[str, Any]) -> Identity:
    """What the provider said, as we take it. Text where a yes is expected is no yes."""
    proved = provider.addresses_proved or claims.get("email_verified") is True
    ways = claims.get("amr")
    ways = ways if isinstance(ways, list) else []
    second = claims.get("acr") in provider.acr or bool(set(map(str, ways)) & set(provider.amr))
    address = claims.get("email")
    return Identity(
        issuer=provider.issuer, subject=str(claims["sub"]),
        address=address.strip().lower() if isinstance(address, str) else "", proved=proved, second_step=second,
    )  # fmt: skip


def why_not_by_address(provider: Provider, who: Identity) -> str:
    """Why an address says nothing about whose account this is; empty where it does."""
    if not provider.domains:
        return "not_tied"  # it vouches for nobody's work: whoever has an account ties it themselves
    if not who.address:
        return "no_address"
    if not who.proved:
        return "address_not_proved"
    if who.address.rpartition("@")[2] not in provider.domains:
        return "other_domain"
    return ""


def may_tie_by_address(*, open_account: bool, ties: int, places: Iterable[str], organisation: str) -> bool:
    """An account that works there and is nothing else: what somebody is in their own life is not their employer's to open.

    `places` are the codes of the organisations of everything that they are now; who is family has an empty one.
    """
    codes = list(places)
    return open_account and not ties and bool(codes) and set(codes) == {organisation}


def what_opens(places: Iterable[str], organisation: str) -> bool:
    """Whether a provider opens anything of an account: what somebody is at its organisation, or all where it has none."""
    codes = list(places)
    return organisation in codes if organisation else True


def bound_to(proved: Iterable[Mapping[str, Any]]) -> str:
    """The code of the organisation to which a session is bound, by how it was proved who is there; else empty.

    An employer’s word opens what somebody is there. What else they are opens with their own password or passkey; to
    prove it again for one page is not to sign in.
    """
    first = [
        one
        for one in proved
        if not one.get("reauthenticated")
        and (one.get("method") in ("password", "socialaccount") or one.get("passwordless"))
    ]
    came = bool(first) and first[-1]["method"] == "socialaccount"
    return str(first[-1].get("organisation", "")) if came else ""


def check_may_tie(*, taken: bool, has_one: bool, opens: bool = True) -> None:
    """One identity opens one account, an account has one of each provider, and it opens something. Raises RuleBroken."""
    if has_one:
        raise RuleBroken(_("You already sign in this way. Take the old one away first."))
    if taken:
        raise RuleBroken(_("This way to sign in cannot be added here. Ask whoever looks after it."))
    if not opens:
        raise RuleBroken(_("This opens only what you are where you work, and you are nothing there now."))


def check_may_untie(*, password: bool, passkey: bool, others: int) -> None:
    """Nobody shuts themselves out. Raises RuleBroken."""
    if not (password or passkey or others):
        raise RuleBroken(_("This is your only way to sign in. Choose a password first."))
