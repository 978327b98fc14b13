from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "unstori.boards"
