"""Addresses that name no person: the link of an invitation, and a plain page to be on quickly."""

from django.urls import path

from unstori.circle.views import invitations

app_name = "arriving"
urlpatterns = [
    path("invited/<str:token>/", invitations.invited, name="invited"),
    path("about/", invitations.about, name="about"),
]
