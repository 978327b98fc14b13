"""Before anything is served: a demo has no passwords, so it must stand beside nobody's real account."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from unstori.access import queries
from unstori.people.models import User


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
