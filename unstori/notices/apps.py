from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "unstori.notices"

    def ready(self) -> None:
        from unstori.notices import receivers  # noqa: F401
