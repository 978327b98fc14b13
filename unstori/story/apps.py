from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "unstori.story"

    def ready(self) -> None:
        from unstori.story import receivers  # noqa: F401
