from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "unstori.assessment"

    def ready(self) -> None:
        from unstori.assessment import receivers  # noqa: F401
