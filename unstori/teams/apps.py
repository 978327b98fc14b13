from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "unstori.teams"

    def ready(self) -> None:
        from unstori.teams import receivers  # noqa: F401
