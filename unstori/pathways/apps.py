from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "unstori.pathways"

    def ready(self) -> None:
        from unstori.pathways import receivers  # noqa: F401
