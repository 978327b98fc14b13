"""What anybody finds without signing in."""

from django.urls import path

from unstori.directory.views import finding

app_name = "finding"
urlpatterns = [
    path("", finding.index, name="index"),
    path("<uuid:id>/", finding.entry, name="entry"),
]
