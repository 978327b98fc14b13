from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "unstori.boards"

    def ready(self) -> None:
        from unstori.boards import receivers  # noqa: F401
