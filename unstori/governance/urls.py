"""Addresses of `governance`."""

app_name = "governance"
urlpatterns: list = []
