from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "unstori.circle"

    def ready(self) -> None:
        from unstori.circle import receivers  # noqa: F401
