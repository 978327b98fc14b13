from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "unstori.plan"

    def ready(self) -> None:
        from unstori.plan import own_blocks, receivers  # noqa: F401
