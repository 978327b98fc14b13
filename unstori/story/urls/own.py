"""What somebody says about themselves: addresses that name no person."""

from django.urls import path

from unstori.story.views import own

app_name = "own"
urlpatterns = [
    path("", own.index, name="index"),
    path("start/<slug:guide>/", own.begin, name="begin"),
    path("<uuid:id>/", own.read, name="read"),
    path("<uuid:id>/q/<slug:question>/", own.question, name="question"),
]
