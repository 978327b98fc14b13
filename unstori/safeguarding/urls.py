"""Addresses of `safeguarding`: raised from a person's page or from anywhere; answered by a team; set up by an administrator."""

from django.urls import path

from unstori.safeguarding.views import places, raising, team

app_name = "safeguarding"
urlpatterns = [
    path("p/<str:reference>/concern/", raising.about, name="about"),
    path("concerns/", raising.mine, name="mine"),
    path("concerns/raise/", raising.anybody, name="raise"),
    path("concerns/team/", team.index, name="team"),
    path("concerns/team/<uuid:id>/", team.handle, name="handle"),
    path("concerns/team/<uuid:id>/accept/", team.accept, name="accept"),
    path("concerns/team/<uuid:id>/<slug:what>/", team.step, name="step"),
    path("concerns/where/", places.index, name="places"),
    path("concerns/where/<slug:kind>/", places.place, name="place"),
    path("concerns/<uuid:id>/", raising.concern, name="concern"),
    path("concerns/<uuid:id>/<slug:what>/", raising.step, name="my_step"),
]
