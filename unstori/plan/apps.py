"""Floor 7: personal outcomes, supports, ratings, agreement, review, documents."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "unstori.plan"

    def ready(self) -> None:
        from unstori.plan import own_blocks, receivers  # noqa: F401
