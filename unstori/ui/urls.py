"""One address: the page that shows what pages are made of (demo only)."""

from django.urls import path

from unstori.ui import views

app_name = "ui"

urlpatterns = [path("", views.look, name="look")]
