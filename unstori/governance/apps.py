from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "unstori.governance"

    def ready(self) -> None:
        from unstori.governance import receivers  # noqa: F401
