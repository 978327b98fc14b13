"""Before anything is served: a demo has no passwords, so it must stand beside nobody's real account."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from unstori.access import queries
from unstori.access.queries import elsewhere
from unstori.people.models import Organisation, User


@register(Tags.database)
def demo_stands_alone(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Anybody can become anybody in a demo."""
    if not settings.DEMO or "default" not in (databases or ()):
        return []
    if User._meta.db_table not in connections["default"].introspection.table_names():
        return []
    if not queries.accounts_not_of_the_demo():
        return []
    return [
        Error(
            "This database has accounts that the demo did not create.",
            hint="Start without UNSTORI_DEMO, or give the demo a database of its own (DATABASE_URL).",
            id="access.E001",
        )
    ]


@register(Tags.database)
def providers_speak_for_somebody(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """A provider whose organisation is not here lets nobody in the first time, which nobody would understand."""
    if "default" not in (databases or ()) or not elsewhere.providers():
        return []
    if Organisation._meta.db_table not in connections["default"].introspection.table_names():
        return []
    unknown = elsewhere.speak_for_nobody()
    return [
        Warning(
            f"UNSTORI_SIGN_IN: provider {each.id}: no organisation here has the code {each.organisation}.",
            hint="Correct the code, here or at the organisation.",
            id="access.W001",
        )
        for each in unknown
    ]
