"""What anybody may take of the directory, and how."""

from django.urls import path

from unstori.exchange.views import open_data as views

app_name = "open_data"
urlpatterns = [
    path("", views.index, name="index"),
    path("services.zip", views.services, name="services"),
]
