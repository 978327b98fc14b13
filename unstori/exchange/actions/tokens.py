"""Letting another system read in one's name, and ending that."""

import secrets
from datetime import timedelta

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.exchange import queries, rules
from unstori.exchange.models import Token
from unstori.people.models import Capacity, User


@transaction.atomic
def make_token(*, by: Actor, name: str, days: int) -> tuple[Token, str]:
    """A token for one system, and its secret, which nobody can be shown again. Raises RuleBroken."""
    Capacity.objects.select_for_update(of=("self",)).get(
        pk=by.capacity_id
    )  # so that two at once do not pass the limit
    over = queries.tokens_of(by).filter(ended_at__isnull=True, valid_until__lte=clock.now())
    over.update(ended_at=clock.now(), ended_by=by.capacity_id)  # its name is free again
    rules.check_token(name=name, days=days, names=list(queries.open_names(by)))
    secret = queries.PREFIX + secrets.token_urlsafe(32)
    ends = clock.now() + timedelta(days=days)
    made = Token.objects.create(
        capacity_id=by.capacity_id, name=name.strip()[:80], digest=queries.digest_of(secret), valid_until=ends
    )
    audit.record(by, "token.make", row=made)
    return made, secret


@transaction.atomic
def end_token(*, by: Actor, token: Token) -> None:
    """From this moment it opens nothing. Ending it twice changes nothing."""
    if token.capacity_id != by.capacity_id:
        raise NotFound(reference=str(token.pk), permission=Permission.SEE)
    ended = Token.objects.filter(pk=token.pk, ended_at__isnull=True)
    if ended.update(ended_at=clock.now(), ended_by=by.capacity_id):
        audit.record(by, "token.end", row=token)


@transaction.atomic
def end_tokens_of(*, by: Actor, user: User) -> int:
    """All of an account's, in each of their capacities, when it is signed out everywhere. Returns how many."""
    if not by.is_system:
        raise NotFound(reference="", permission=Permission.DECIDE)
    standing = list(Token.objects.filter(capacity__user=user, ended_at__isnull=True))
    Token.objects.filter(pk__in=[token.pk for token in standing]).update(
        ended_at=clock.now(), ended_by=by.capacity_id
    )
    for token in standing:
        audit.record(by, "token.end", row=token)
    return len(standing)


@transaction.atomic
def token_used(*, by: Actor, token: Token) -> None:
    """Every call, also one that finds nobody: they are counted. Its owner sees the day, to know what nobody needs."""
    today = clock.today()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    audit.record(by, "token.use", row=token)
