"""Addresses that name no capacity: the link of an invitation to work."""

from django.urls import path

from unstori.governance.views import arriving

app_name = "coming_to_work"
urlpatterns = [
    path("<str:token>/", arriving.invited, name="invited"),
]
