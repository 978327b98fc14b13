"""Addresses of `boards`."""

app_name = "boards"
urlpatterns: list = []
