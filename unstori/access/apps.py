from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class AccessConfig(AppConfig):
    name = "unstori.access"

    def ready(self) -> None:
        from unstori.access import checks, receivers  # noqa: F401
        from unstori.access.queries import elsewhere
        from unstori.access.rules.elsewhere import BadProvider

        try:
            elsewhere.providers()  # who cannot be signed in with is said now, not to the first who tries
        except BadProvider as wrong:
            raise ImproperlyConfigured(f"UNSTORI_SIGN_IN: {wrong}") from wrong
