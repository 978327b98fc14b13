"""What the law says must happen by when: for anybody, without an account."""

from django.urls import path

from unstori.pathways.views import clocks as views

app_name = "clocks"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:id>/", views.clock, name="clock"),
]
