from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "unstori.exchange"
