"""Addresses of `rights`."""

app_name = "rights"
urlpatterns: list = []
