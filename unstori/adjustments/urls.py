"""The changes that somebody needs, beside the person."""

from django.urls import path

from unstori.adjustments import views

app_name = "adjustments"
urlpatterns = [
    path("", views.index, name="index"),
    path("answer/", views.answer, name="answer"),
    path("add/", views.add, name="add"),
    path("harder/", views.harder, name="harder"),
    path("<uuid:id>/end/", views.end, name="end"),
]
