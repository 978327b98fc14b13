from django.apps import AppConfig


class HoldingConfig(AppConfig):
    name = "unstori.holding"

    def ready(self) -> None:
        from unstori.holding import receivers  # noqa: F401
