"""What anybody can ask for, without an account."""

from django.urls import path

from unstori.directory.views import asking_for

app_name = "asking_for"
urlpatterns = [
    path("", asking_for.index, name="index"),
    path("list/", asking_for.listed, name="list"),
    path("easy/", asking_for.easy, name="easy"),
    path("<slug:key>/", asking_for.one, name="one"),
]
