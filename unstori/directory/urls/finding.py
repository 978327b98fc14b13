"""What anybody finds without signing in."""

from django.urls import path

from unstori.directory.views import finding
from unstori.directory.views.restraint import restrained

app_name = "finding"
urlpatterns = [
    path("", restrained(finding.index), name="index"),
    path("<uuid:id>/", restrained(finding.entry), name="entry"),
]
