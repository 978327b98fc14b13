from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "unstori.directory"

    def ready(self) -> None:
        from unstori.directory.models import fulltext

        post_migrate.connect(lambda using, **_: fulltext.install(using), dispatch_uid="fulltext", weak=False)
