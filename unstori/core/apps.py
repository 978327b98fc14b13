from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "unstori.core"

    def ready(self) -> None:
        from unstori.core import evidence

        post_migrate.connect(lambda using, **_: evidence.install(using), dispatch_uid="evidence", weak=False)
