from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "unstori.access"

    def ready(self) -> None:
        from unstori.access import checks, receivers  # noqa: F401
