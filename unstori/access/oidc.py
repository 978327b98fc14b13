"""OpenID Connect as we speak it: the library's requests and state, with every answer checked (OpenID Connect Core 3.1.3.7).

The library takes an ID token that came by TLS without looking at its signature and sends no nonce. Here both are held.
"""

import secrets
import time
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from unstori.access.rules.elsewhere import SIGNED, SKEW_SECONDS, Provider
from unstori.core import dates

REMEMBERED = 300  # seconds: where a provider's pages are
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"  # RFC 7523


class Away(Exception):
    """The provider does not answer, or not as one."""


class NotTrusted(Exception):
    """What came back is not what the provider said to us, now. The message says which check, never a value."""


class Client(OAuth2Client):
    """Asks for the token with a key, where the provider wants one instead of a secret."""

    key = ""

    def get_access_token(self, code: str, pkce_code_verifier: str | None = None, **_: Any) -> dict[str, Any]:
        more = {}
        if self.key:
            now = int(time.time())
            said = {"iss": self.consumer_key, "sub": self.consumer_key, "aud": self.access_token_url,
                    "jti": secrets.token_urlsafe(24), "iat": now, "exp": now + 60}  # fmt: skip
            more = {
                "client_assertion_type": ASSERTION,
                "client_assertion": jwt.encode(said, self.key, algorithm="RS512"),
            }
        found: dict[str, Any] = super().get_access_token(code, pkce_code_verifier, extra_data=more)
        return found


class Conversation(OpenIDConnectOAuth2Adapter):
    """One sign-in with one provider."""

    client_class = Client

    def __init__(self, request: HttpRequest, provider: Provider):
        super().__init__(request, provider.id)
        self.provider = provider
        self.app = SocialApp(provider="openid_connect", provider_id=provider.id, name=provider.id,
                             client_id=provider.client_id, secret=provider.secret,
                             settings={"server_url": provider.issuer, "oauth_pkce_enabled": True,
                                       "scope": list(provider.scopes)})  # fmt: skip

    def get_provider(self) -> OpenIDConnectProvider:
        found = OpenIDConnectProvider(self.request, app=self.app)
        found.get_oauth2_adapter = lambda request: self
        return found

    @property
    def basic_auth(self) -> bool:
        return not self.provider.key and bool(super().basic_auth)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself: remembered for a while, and only if it is the one that is meant."""
        kept = f"oidc:{self.provider.issuer}"
        found = cache.get(kept)
        if found is None:
            found = self.ask(self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != self.provider.issuer:
                raise Away("another issuer")
            cache.set(kept, found, REMEMBERED)
        return dict(found)

    def ask(self, address: str, **more: Any) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, allow_redirects=False, **more)
            if answer.status_code != 200:
                raise Away("no answer")
            found = answer.json()
        if not isinstance(found, dict):
            raise Away("no answer")
        return found

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("access:back", args=[self.provider.id])))

    def get_client(self, request: HttpRequest, app: SocialApp) -> Client:
        client = super().get_client(request, app)
        client.key = self.provider.key
        return client

    @property
    def ends(self) -> str:
        """Where somebody signs out of the provider itself, if it can be asked for (RP-Initiated Logout 1.0)."""
        return str(self.openid_config.get("end_session_endpoint", ""))

    def begin(self, *, process: str, next_url: str) -> HttpResponse:
        """To the provider's page. State, nonce and the proof of who asked (PKCE) wait in the session. Raises Away."""
        nonce = secrets.token_urlsafe(24)
        more = {"ui_locales": f"{dates.language()} en"} | dict(self.provider.ask or {}) | {"nonce": nonce}
        if self.provider.acr:
            more.setdefault("acr_values", " ".join(self.provider.acr))
        try:
            return self.get_provider().redirect(
                self.request, process, next_url=next_url, auth_params=more, nonce=nonce
            )
        except (RequestException, ValueError, KeyError, OAuth2Error) as error:
            raise Away("no answer") from error

    def waiting(self) -> dict[str, Any]:
        """What waited for this answer; it is used up. Raises NotTrusted."""
        state = self.request.GET.get("state", "")
        found = statekit.unstash_state(self.request, provider_id=self.provider.id, state_id=state)
        if found is None:
            raise NotTrusted("state")
        if self.request.GET.get("iss", self.provider.issuer) != self.provider.issuer:  # RFC 9207
            raise NotTrusted("issuer")
        return dict(found)

    def claims(self, state: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        """What the provider says of whoever comes back, and the token that says it. Raises Away, NotTrusted."""
        try:
            client = self.get_client(self.request, self.app)
            got = self.get_access_token_data(self.request, self.app, client, state["pkce_code_verifier"])
            token = str(got.get("id_token", ""))
            said = self.checked(token, str(state["nonce"]))
            if self.provider.userinfo and "userinfo_endpoint" in self.openid_config:
                more = self.ask(self.profile_url, headers={"Authorization": f"Bearer {got['access_token']}"})
                if more.get("sub") != said["sub"]:
                    raise NotTrusted("subject")
                said = more | said
            return said, token
        except OAuth2Error as error:
            raise NotTrusted("code") from error
        except (RequestException, ValueError, KeyError) as error:
            raise Away("no answer") from error

    def checked(self, token: str, nonce: str) -> dict[str, Any]:
        """The ID token, if it is signed by the provider, for us, for this very sign-in and now. Raises NotTrusted."""
        try:
            wanted = jwt.get_unverified_header(token)
            if wanted.get("alg") not in SIGNED:
                raise NotTrusted("algorithm")
            said = jwt.decode(
                token, key=self._key(wanted), algorithms=list(SIGNED), audience=self.provider.client_id,
                issuer=self.provider.issuer, leeway=SKEW_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise NotTrusted(type(error).__name__) from error
        if not secrets.compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
            raise NotTrusted("nonce")
        if said.get("azp", self.provider.client_id) != self.provider.client_id or not said["sub"]:
            raise NotTrusted("party")
        return dict(said)

    def _key(self, wanted: Mapping[str, Any]) -> jwt.PyJWK:
        """The provider's own key of that name; where it has only one, tokens need not name it."""
        keys = jwt.PyJWKSet.from_dict(self.ask(self.openid_config["jwks_uri"])).keys
        fit = [each for each in keys if each.public_key_use in (None, "sig")]
        named = [each for each in fit if each.key_id == wanted.get("kid")]
        if not named and "kid" not in wanted and len(fit) == 1:
            named = fit
        if not named:
            raise NotTrusted("key")
        return named[0]
