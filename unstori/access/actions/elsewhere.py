"""What becomes of signing in with a provider's identity: tied, untied, used, refused (ADR 0063)."""

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.queries import elsewhere as queries
from unstori.access.rules import Actor, Permission
from unstori.access.rules import elsewhere as rules
from unstori.access.signals import way_added
from unstori.people.models import User


@transaction.atomic
def come_in(
    *, by: Actor, provider: rules.Provider, who: rules.Identity, origin: str
) -> tuple[User | None, str]:
    """Whose account this identity opens; tied now, where the address says whose it is. Or nobody's, and why not."""
    tie, why = queries.tie_of(who), ""
    if tie is None:
        why = rules.why_not_by_address(provider, who)
        tie = None if why else _tie_by_address(by, provider, who, origin)
    if tie is not None and tie.user.is_active:
        opens = rules.what_opens(queries.places_of(tie.user), provider.organisation)
        why = "" if opens else "nothing_there"  # asked each time: what a tie opens may have ended since
    if tie is None or why or not tie.user.is_active:
        why = why or ("closed" if tie else "no_account")
        refused(by=by, provider=provider, why=why)
        return None, why
    tie.save(update_fields=["last_login"])
    step = "theirs" if who.second_step else "ours"
    audit.record(by, "account.come_in", row=tie.user, detail={"provider": provider.id, "second_step": step})
    return tie.user, ""


def _tie_by_address(
    by: Actor, provider: rules.Provider, who: rules.Identity, origin: str
) -> SocialAccount | None:
    user = User.objects.select_for_update(no_key=True).filter(email=who.address).first()
    if user is None:
        return None
    if held := queries.tie_of(who):
        return held  # another window was quicker
    ties, places = queries.ties_of(user).count(), queries.places_of(user)
    if not rules.may_tie_by_address(
        open_account=user.is_active, ties=ties, places=places, organisation=provider.organisation
    ):
        return None
    return _tied(by, user, provider, who, "address", origin)


@transaction.atomic
def tie(*, by: Actor, user: User, provider: rules.Provider, who: rules.Identity, origin: str) -> None:
    """They add it themselves, signed in. Raises RuleBroken."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    has_one = queries.ties_of(user).filter(provider=provider.id).exists()
    taken = queries.tie_of(who) is not None
    opens = rules.what_opens(queries.places_of(user), provider.organisation)
    rules.check_may_tie(taken=taken, has_one=has_one, opens=opens)
    try:
        with transaction.atomic():
            _tied(by, user, provider, who, "themselves", origin)
    except IntegrityError:  # somebody else, in this very moment
        rules.check_may_tie(taken=True, has_one=False)


def _tied(
    by: Actor, user: User, provider: rules.Provider, who: rules.Identity, how: str, origin: str
) -> SocialAccount:
    """Issuer and subject as one key, and nothing else of what the provider said. The account's owner is told."""
    made = SocialAccount.objects.create(user=user, provider=provider.id, uid=queries.key_of(who))
    audit.record(by, "account.tie", row=user, detail={"provider": provider.id, "by": how})
    transaction.on_commit(lambda: way_added.send(sender=User, user=user, provider=provider.id, origin=origin))
    return made


@transaction.atomic
def untie(*, by: Actor, user: User, tie_id: int) -> None:
    """This identity no longer opens the account. Raises NotFound, RuleBroken."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    mine = queries.ties_of(user)
    held = mine.filter(pk=tie_id).first()
    if held is None:
        raise NotFound(reference=str(tie_id), permission=Permission.DECIDE)
    rules.check_may_untie(
        password=user.has_usable_password(), passkey=queries.has_passkey(user), others=mine.count() - 1
    )
    provider = held.provider
    held.delete()
    audit.record(by, "account.untie", row=user, detail={"provider": provider})


@transaction.atomic
def refused(*, by: Actor, provider: rules.Provider, why: str) -> None:
    """Somebody came from a provider and was not let in. Who they are there is not kept."""
    audit.record(by, "account.come_in_refused", detail={"provider": provider.id, "why": why})
