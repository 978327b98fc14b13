from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "unstori.exchange"

    def ready(self) -> None:
        from unstori.exchange import receivers  # noqa: F401
