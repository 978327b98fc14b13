"""Tokens by which other systems read: their owner's own list, and who is behind a secret."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from unstori.access import queries as access
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.exchange.models import Token

PREFIX = "unstori_"


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is 256 random bits, so nothing is gained by a slower digest."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_of(by: Actor) -> QuerySet[Token]:
    """Those of this capacity, the newest first."""
    return Token.objects.filter(capacity_id=by.capacity_id).order_by("-created_at")


def open_names(by: Actor) -> QuerySet[Token, str]:
    """Names in use."""
    return tokens_of(by).filter(ended_at__isnull=True).values_list("name", flat=True)


def token(by: Actor, id: UUID) -> Token | None:
    """One of the actor's own."""
    return tokens_of(by).filter(pk=id).first()


def token_behind(secret: str) -> Token | None:
    """The token of this secret while it stands, and while its capacity and its account do."""
    held = Token.objects.filter(digest=digest_of(secret), ended_at__isnull=True, valid_until__gt=clock.now())
    found = held.select_related("capacity__user").first()
    if found is None or not found.capacity.user.is_active:
        return None
    today = access.capacities_of(found.capacity.user)
    return found if any(one.pk == found.capacity_id for one in today) else None


def lacks_second_step(token: Token) -> bool:
    """As for pages: a professional's account without a second step opens nothing."""
    if not token.capacity.is_professional or token.capacity.user.is_demo:
        return False
    return not Authenticator.objects.filter(user=token.capacity.user).exclude(type="recovery_codes").exists()


def actor_through(token: Token) -> Actor:
    """Its owner in the capacity in which they made it; what they read so is written down as read through it."""
    return replace(access.actor_of(token.capacity), through=str(token.pk))


def calls_lately(token: Token) -> int:
    """Its calls in the last minute, whatever they found."""
    since = clock.now() - timedelta(minutes=1)
    asked = AuditEvent.objects.filter(capacity_id=token.capacity_id, created_at__gte=since)
    return asked.filter(action="token.use", target_id=token.pk).count()
