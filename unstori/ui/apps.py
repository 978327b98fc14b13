"""The room that holds how every page looks and speaks."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """No models: only templates, static files and the pictures' geometry."""

    name = "unstori.ui"
    label = "ui"
