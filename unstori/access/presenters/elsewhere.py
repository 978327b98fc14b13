"""Words for signing in with the identity of a council or of the NHS."""

from collections.abc import Iterable
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.rules.elsewhere import Provider
from unstori.core import dates
from unstori.core.words import Words

ADD_IT = gettext_lazy(
    "Sign in with your password, and add %(name)s yourself on the page “How you sign in safely”."
)
# Why somebody is not let in, and what helps; `unknown` says as little as it must. With or without trying again.
REFUSED: dict[str, tuple[Any, list[Any], bool]] = {
    "away": (
        gettext_lazy("%(name)s does not answer now"),
        [gettext_lazy("Nothing is lost. Wait a few minutes and try again, or sign in with your password.")],
        True,
    ),
    "too_late": (
        gettext_lazy("This took too long"),
        [gettext_lazy("To keep you safe, each sign-in counts once and for ten minutes. Begin again.")],
        True,
    ),
    "cancelled": (
        gettext_lazy("You did not sign in"),
        [gettext_lazy("You stopped at %(name)s. Try again, or sign in with your password.")],
        True,
    ),
    "not_trusted": (
        gettext_lazy("We could not check what %(name)s told us"),
        [
            gettext_lazy("To keep you safe, we let nobody in. Try once more."),
            gettext_lazy("If it happens again, tell whoever looks after the computers where you work."),
        ],
        True,
    ),
    "no_address": (
        gettext_lazy("%(name)s did not tell us your email address"),
        [gettext_lazy("We need it once, to know which account is yours."), ADD_IT],
        False,
    ),
    "address_not_proved": (
        gettext_lazy("%(name)s has not confirmed your email address"),
        [gettext_lazy("Confirm it there first and try again. Or use your password once:"), ADD_IT],
        True,
    ),
    "other_domain": (
        gettext_lazy("Your email address at %(name)s is not one that it gives its staff"),
        [ADD_IT],
        False,
    ),
    "unknown": (
        gettext_lazy("We could not sign you in with %(name)s"),
        [
            gettext_lazy("If you have an account here:"),
            ADD_IT,
            gettext_lazy(
                "If you have no account, you need an invitation. The person who invited you can send it again."
            ),
        ],
        False,
    ),
}


def name_of(provider: Provider) -> Words:
    return Words.read(dict(provider.name))


def provider(each: Provider) -> dict[str, Any]:
    """Somebody with whose identity one can sign in."""
    return {
        "id": each.id,
        "name": name_of(each),
        "words": _("Sign in with %(name)s") % {"name": name_of(each)},
    }


def ties(providers: Iterable[Provider], held: Iterable[SocialAccount]) -> dict[str, Any]:
    """With what an account opens besides a password, and with what it could. What is no longer configured can still go."""
    known = {each.id: each for each in providers}
    mine = [
        {
            "id": each.pk,
            "name": name_of(known[each.provider]) if each.provider in known else each.provider,
            "works": each.provider in known,
            "since": dates.format_date(each.date_joined),
            "used": dates.format_date(each.last_login),
        }
        for each in held
    ]
    has = {each.provider for each in held}
    return {"mine": mine, "more": [provider(each) for id, each in known.items() if id not in has]}


def refused(by: Provider, why: str) -> dict[str, Any]:
    """The page that somebody who comes from a provider and is not let in sees."""
    name = {"name": name_of(by)}
    heading, text, may_try_again = REFUSED[why]
    links = [(reverse("account_login"), _("Sign in with your password"))]
    if may_try_again:
        links.insert(0, (reverse("access:away", args=[by.id]), _("Try again with %(name)s") % name))
    return {"heading": heading % name, "text": [str(one) % name for one in text], "links": links}
