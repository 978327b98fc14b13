from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "unstori.rights"

    def ready(self) -> None:
        from unstori.rights import receivers  # noqa: F401
